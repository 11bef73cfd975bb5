/** EXPECTATIONS_FILE: from its text to what is expected, or to everything that is wrong with it. */
import type { Expectations, FlowEnd, SpokeExpectations } from '../../estate/expectations';
import { keyOf } from '../../estate/resource-id';
import { printable } from '../../printable/printable';
import { path } from '../forms';
import type { Mistake } from '../mistakes';
import { fileMistake } from '../named-file';
import type { Runner } from '../runner';
import { expandHome } from '../runner';
import type { SpokeLogin } from '../spoke-logins';
import type { Environment } from '../variables';
import { readVariables } from '../variables';
import type { FileVariables } from './as-variables';
import { asVariables, fileVariables } from './as-variables';
import { crossMistakes } from './cross-checks';
import type { NamedEnd } from './flow-end';
import { readEnd } from './flow-end';
import type { ExpectationsFile, SpokeEntry } from './schema';
import { expectationsSchema } from './schema';
import { labelOf, schemaMistakes } from './schema-mistakes';
import type { YamlSource } from './yaml-source';
import { parseYaml } from './yaml-source';
import { readDeployment } from '../deployment-settings';

export const fileForms = { EXPECTATIONS_FILE: path };

type OfFile = Pick<Expectations, 'flows' | 'spokes' | 'spokePeerings' | 'waivers'>;

export interface FileReading extends FileVariables {
  readonly mistakes: readonly Mistake[];
  /** What the file alone can say; keys that it has not are absent. */
  readonly expectations: Partial<OfFile>;
  /** What it says of logging in to the machines of its spokes. */
  readonly logins: readonly SpokeLogin[];
}

const nothing: FileReading = { mistakes: [], variables: {}, origins: {}, unknown: [], expectations: {}, logins: [] };

/** Without the setting nothing is read, whatever lies about. */
export function readExpectationsFile(env: Environment, runner: Runner): FileReading {
  const { values, mistakes } = readVariables(fileForms, env);
  const { EXPECTATIONS_FILE: named } = values;
  const failed = (of: readonly Mistake[]): FileReading => ({ ...nothing, mistakes: of, unknown: fileVariables });
  if (named === undefined) return mistakes.length > 0 ? failed(mistakes) : nothing;
  const read = runner.readText(expandHome(named, runner));
  if (!read.ok) return failed([fileMistake('EXPECTATIONS_FILE', expandHome(named, runner), read.why, 'a file of expectations, as npm run init writes one')]);
  const source = parseYaml(read.text, printable(named));
  return source.ok ? readSource(source.value, env) : failed(source.mistakes);
}

function readSource(source: YamlSource, env: Environment): FileReading {
  const shape = schemaMistakes(expectationsSchema, source);
  const misfits = [...shape, ...crossMistakes(source, shape, judgedBy(env), env)];
  const variables = asVariables(source, misfits, env);
  if (misfits.length > 0) return { ...nothing, ...variables, mistakes: inOrder(misfits) };
  return { ...nothing, ...variables, expectations: expectationsOf(source), logins: loginsOf(source, env) };
}

/** What is wrong with these variables themselves is told elsewhere. */
function judgedBy(env: Environment): { hubId?: string; spokeIds?: readonly string[] } {
  const { HUB_VNET_ID, SPOKE_VNET_IDS } = env;
  const [hub, both] = [readDeployment({ HUB_VNET_ID }), readDeployment({ HUB_VNET_ID: HUB_VNET_ID ?? '', SPOKE_VNET_IDS })];
  return { ...(hub.ok && { hubId: hub.value.hubId }), ...(both.ok && both.value.spokeIds && { spokeIds: both.value.spokeIds }) };
}

/** By line and column. */
function inOrder<T extends Mistake>(mistakes: readonly T[]): T[] {
  const numbers = ({ place = '' }: Mistake): number[] => place.split(':').slice(-2).map(Number);
  return [...mistakes].sort((a, b) => {
    const [[line = 0, column = 0], [otherLine = 0, otherColumn = 0]] = [numbers(a), numbers(b)];
    return line - otherLine || column - otherColumn;
  });
}

const spokesOf = (source: YamlSource): { name: string; entry: SpokeEntry }[] =>
  source.keysAt(['spokes']).map((name) => ({ name, entry: (source.data as ExpectationsFile).spokes?.[name] as SpokeEntry }));

function expectationsOf(source: YamlSource): Partial<OfFile> {
  const { flows, spokePeerings, waivers } = source.data as ExpectationsFile;
  const spokes = spokesOf(source);
  const idOf = (name: string): string => spokes.find((spoke) => spoke.name === name)?.entry.id.trim() ?? name;
  const endOf = (text: string, side: 'from' | 'to'): FlowEnd => {
    const read = readEnd(text.trim(), side);
    if ('flaw' in read) throw new Error(`An end of a flow was taken for sound, ${read.flaw}.`);
    return withId(read.end, idOf);
  };
  return {
    ...(flows && {
      flows: flows.map(({ from, to, port, expect }, index) => ({ from: endOf(from, 'from'), to: endOf(to, 'to'), ports: [...new Set([port].flat())], expect, line: source.lineOf(['flows', index]) })),
    }),
    ...(spokes.length > 0 && { spokes: Object.fromEntries(spokes.map(({ name, entry }) => [keyOf(entry.id), spokeExpectations(source, name, entry)])) }),
    ...(spokePeerings && { spokePeerings: spokePeerings.map(({ between: [one, other], is }) => ({ between: [idOf(one), idOf(other)], is })) }),
    ...(waivers && { waivers: waivers.map((waiver, index) => ({ ...waiver, line: source.lineOf(['waivers', index]) })) }),
  };
}

function withId(end: NamedEnd, idOf: (name: string) => string): FlowEnd {
  if (end.kind === 'any') return end;
  const { spoke, ...rest } = end;
  return { ...rest, spokeId: idOf(spoke) };
}

function spokeExpectations(source: YamlSource, name: string, { ssh, why, remoteGateways, forwardedTraffic, subnets }: SpokeEntry): SpokeExpectations {
  const inOrderOfFile = source.keysAt(['spokes', name, 'subnets']);
  return {
    name,
    ...(ssh?.port !== undefined && { sshPort: ssh.port }),
    ...(ssh?.machines && { machines: ssh.machines }),
    ...(why !== undefined && { notProbed: why.trim() }),
    ...(remoteGateways && { remoteGateways }),
    ...(forwardedTraffic && { forwardedTraffic }),
    ...(subnets && { routeTables: inOrderOfFile.flatMap((subnet) => (subnets[subnet] ? [{ subnet, is: subnets[subnet].routeTable }] : [])) }),
  };
}

const loginsOf = (source: YamlSource, env: Environment): SpokeLogin[] =>
  spokesOf(source).map(({ name, entry: { id, ssh, probe } }) => {
    const at = ['spokes', name, 'ssh', 'key'];
    const passphrase = ssh?.passphraseVariable === undefined ? undefined : env[ssh.passphraseVariable];
    return {
      spokeId: id.trim(),
      isProbed: probe !== 'none',
      ...(ssh?.username !== undefined && { username: ssh.username }),
      ...(ssh?.key !== undefined && { key: { file: ssh.key.trim(), origin: { variable: labelOf(at), place: source.placeOf(at) }, ...(passphrase !== undefined && { passphrase }) } }),
    };
  });
