/** The one formatter of a verdict for people: a fact in one line, aligned evidence, at most one hint, and the cause where one is known. */
import type { Verdict } from '../words/verdict';

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** Lines for a console, an error message or a JUnit body; the first line is the whole story in one sentence. */
export function verdictLines(verdict: Verdict, causes: readonly string[] = []): string[] {
  const because = causes.map((cause) => `Cause: ${cause}`);
  switch (verdict.verdict) {
    case 'pass':
      return verdict.advisories.map((advisory) => `Advisory: ${advisory.text}`);
    case 'skip':
      return [`Not due: ${verdict.reason}`];
    case 'fail':
      return [verdict.fact, ...indent(verdict.evidence), ...(verdict.hint ? [`Hint: ${verdict.hint}`] : []), ...because];
    case 'waived': {
      const [first = '', ...rest] = verdictLines(verdict.was);
      return [`Waived ${verdict.waiver}`, verdict.was.verdict === 'fail' ? `Failed: ${first}` : first, ...rest];
    }
    case 'cannot-tell':
      return [`Cannot tell: ${verdict.reason}`, ...indent(verdict.evidence), ...because];
  }
}
