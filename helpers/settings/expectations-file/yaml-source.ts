/** A YAML text as plain data, with the line and column of every part of it; or all that keeps it from being such. */
import type { CST, Document, Node, Pair } from 'yaml';
import { Composer, isAlias, isMap, isPair, isScalar, isSeq, Lexer, LineCounter, Parser, visit } from 'yaml';
import { isCertainlySecret } from '../../printable/looks-secret';
import { printable } from '../../printable/printable';
import type { Checked, Mistake } from '../mistakes';
import { invalid, valid } from '../mistakes';
import { quote } from '../quote';

export type Path = readonly (string | number)[];

export interface YamlSource {
  readonly data: unknown;
  /** `spokecheck.yaml:12:5`: of the value at a path, or of what it is missing in. */
  placeOf(path: Path): string;
  /** The same of the key that a path ends with. */
  keyPlaceOf(path: Path): string;
  /** Counted from 1. */
  lineOf(path: Path): number;
  /** The keys of the mapping at a path, in the order of the file, which objects do not keep for keys that are numbers; empty where there is none. */
  keysAt(path: Path): readonly string[];
}

const mostBytes = 1024 * 1024;

/** Each part of the file that lies in another counts for two at most. */
const deepest = 64;

/** More than anybody writes; each may stand for much. */
const mostAliases = 100;

/** What YAML does not allow in a text, and what only a wrong encoding makes. */
const notText = /[\uFFFD\uFFFE]|(?![\t\n\r\u0085])\p{Cc}/u;

/** @param name the file as messages call it */
export function parseYaml(text: string, name: string): Checked<YamlSource> {
  const whole = (at: string, wrong: string, expected: string): Checked<never> => invalid([{ variable: 'the file', place: `${name}:${at}`, wrong, expected }]);
  if (Buffer.byteLength(text) > mostBytes) return whole('1:1', 'has more than 1 MB', 'a file that a person can review');
  const odd = notText.exec(text);
  if (odd) return whole(placeIn(text, odd.index), 'holds a character that is no text', 'a file in UTF-8 without control characters');
  const lines = new LineCounter();
  const documents = documentsIn(text, lines);
  if (!documents) return whole('1:1', 'is nested too deeply', 'a mapping of what is expected');
  const at = (offset: number): string => `${name}:${placeOfOffset(lines, offset)}`;
  const [document, second] = documents;
  if (!document) return whole('1:1', 'is empty', 'a mapping of what is expected');
  if (second) return whole(placeOfOffset(lines, second.range[0]), 'begins a second document', 'one document');
  const flaws = [...document.errors, ...document.warnings].map((flaw): Mistake => ({ variable: 'the file', place: at(flaw.pos[0]), ...flawOf(flaw.code, flaw.message) }));
  if (flaws.length > 0) return invalid(flaws);
  if (!isMap(document.contents)) return whole(placeOfOffset(lines, document.contents?.range[0] ?? 0), 'holds no mapping', 'a mapping of what is expected');
  const unfit = unfitScalars(document, at);
  if (unfit.length > 0) return invalid(unfit);
  try {
    return valid(sourceOf(document, document.toJS({ maxAliasCount: mostAliases }), at, lines));
  } catch (cause) {
    const isTooMany = cause instanceof Error && cause.message.includes('Excessive alias count');
    return whole('1:1', isTooMany ? `has more than ${String(mostAliases)} aliases, or of more than that` : 'names an anchor that is not set before', 'each part written out, or an anchor before its few aliases');
  }
}

/** Undefined where parts lie in each other so deeply that putting them together would exhaust the stack. */
function documentsIn(text: string, lines: LineCounter): Document.Parsed[] | undefined {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > deepest) return undefined;
  }
  tokens.push(...parser.end());
  return [...new Composer({ schema: 'core', stringKeys: true, strict: true, logLevel: 'silent' }).compose(tokens)];
}

const placeOfOffset = (lines: LineCounter, offset: number): string => {
  const { line, col } = lines.linePos(offset);
  return `${String(line)}:${String(col)}`;
};

function placeIn(text: string, index: number): string {
  const before = text.slice(0, index).split('\n');
  return `${String(before.length)}:${String((before.at(-1) ?? '').length + 1)}`;
}

/** The library's own words for what is seldom met; they hold no more of the file than a tag or an escape. */
function flawOf(code: string, message: string): Pick<Mistake, 'wrong' | 'expected'> {
  if (code === 'DUPLICATE_KEY') return { wrong: 'has the same key again', expected: 'each key once' };
  if (code === 'TAB_AS_INDENT') return { wrong: 'is indented by a tab', expected: 'blanks' };
  if (code === 'NON_STRING_KEY') return { wrong: 'has a key that is no word', expected: 'a word' };
  if (code === 'TAG_RESOLVE_FAILED') return { wrong: 'has a tag', expected: 'plain values, without tags' };
  return { wrong: `is no YAML there (${printable(message, 100)})`, expected: 'YAML 1.2' };
}

const notPrintable = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Texts that no message could show, and secrets, which have no place in a file that is reviewed. */
function unfitScalars(document: Document.Parsed, at: (offset: number) => string): Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Scalar: (_, { value, range }) => {
      if (typeof value !== 'string') return;
      const place = at(range?.[0] ?? 0);
      if (isCertainlySecret(value)) found.push({ variable: 'the file', place, wrong: 'holds a value that is not shown, for it may hold a secret', expected: 'no secret: a key by the path of its file, a passphrase by the name of a variable' });
      else if (notPrintable.test(value)) found.push({ variable: 'the file', place, wrong: `holds ${quote(value)}, with a character that cannot be printed`, expected: 'text of one line' });
    },
  });
  return found;
}

function sourceOf(document: Document.Parsed, data: unknown, at: (offset: number) => string, lines: LineCounter): YamlSource {
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const pairAt = (node: unknown, key: string | number): Pair | undefined => (isMap(node) ? node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key)) : undefined);
  const step = (node: unknown, key: string | number): unknown => {
    const inner = isSeq(node) ? node.items[Number(key)] : pairAt(node, key)?.value;
    return isPair(inner) ? undefined : resolved(inner);
  };
  const nodeAt = (path: Path): unknown => path.reduce<unknown>(step, document.contents);
  const offsetOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
  /** Of a value that is left empty, its key. */
  const offsetAt = (path: Path): number => {
    const own = offsetOf(nodeAt(path));
    if (own !== undefined || path.length === 0) return own ?? 0;
    return keyOffsetAt(path) ?? offsetAt(path.slice(0, -1));
  };
  const keyOffsetAt = (path: Path): number | undefined => {
    const key = path.at(-1);
    return key === undefined ? undefined : offsetOf(pairAt(nodeAt(path.slice(0, -1)), key)?.key);
  };
  return {
    data,
    placeOf: (path) => at(offsetAt(path)),
    keyPlaceOf: (path) => at(keyOffsetAt(path) ?? offsetAt(path)),
    lineOf: (path) => lines.linePos(offsetAt(path)).line,
    keysAt: (path) => {
      const node = nodeAt(path);
      return isMap(node) ? node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
    },
  };
}
