/** What the file says for all spokes, as the variables that say the same: where the environment sets one, it wins, and one reader reads both. */
import type { Environment } from '../variables';
import { isSet } from '../variables';
import type { Mistake } from '../mistakes';
import { isKeySet } from '../ssh-authentication';
import type { ExpectationsFile } from './schema';
import type { Misfit } from './schema-mistakes';
import { labelOf } from './schema-mistakes';
import type { Path, YamlSource } from './yaml-source';

/** What a mistake is told of in place of a variable. */
export type Origin = Pick<Mistake, 'variable' | 'place'>;

export interface FileVariables {
  /** None that the environment sets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly origins: Readonly<Record<string, Origin>>;
  /** Those of which the file says something that is wrong, so that nobody knows whether they are set. */
  readonly unknown: readonly string[];
}

/** Where the file says what a variable says. */
const paths: readonly (readonly [variable: string, path: Path, text: (file: ExpectationsFile, env: Environment, source: YamlSource) => string | undefined])[] = [
  ['HUB_VNET_ID', ['hub'], ({ hub }) => hub],
  ['SPOKE_VNET_IDS', ['spokes'], ({ spokes }, _, { keysAt }) => spokes && keysAt(['spokes']).map((name) => spokes[name]?.id.trim() ?? '').join(' ')],
  ['ROUTE_SERVER_ID', ['routeServer', 'id'], ({ routeServer }) => routeServer?.id],
  ['ROUTE_SERVER_SUBNET_MIN_PREFIX', ['routeServer', 'minPrefix'], ({ routeServer }) => routeServer?.minPrefix?.toString()],
  ['BRANCH_TO_BRANCH', ['routeServer', 'branchToBranch'], ({ routeServer }) => wordOf(routeServer?.branchToBranch)],
  ['TRANSIT', ['transit'], ({ transit }) => (Array.isArray(transit) ? transit.join(' ') : transit)],
  ['REMOTE_GATEWAYS', ['remoteGateways'], ({ remoteGateways }) => remoteGateways],
  ['FORWARDED_TRAFFIC', ['forwardedTraffic'], ({ forwardedTraffic }) => forwardedTraffic],
  ['ALLOW_SPOKE_PEERING', ['spokePeering'], ({ spokePeering }) => spokePeering && String(spokePeering === 'any')],
  ['SSH_PORT', ['ssh', 'port'], ({ ssh }) => ssh?.port?.toString()],
  ['SSH_USERNAME', ['ssh', 'username'], ({ ssh }) => ssh?.username],
  ['SSH_PRIVATE_KEY_FILE', ['ssh', 'key'], ({ ssh }, env) => (isKeySet(env) ? undefined : ssh?.key)],
  ['SSH_PRIVATE_KEY_PASSPHRASE', ['ssh', 'passphraseVariable'], ({ ssh }, env) => (isKeySet(env) || ssh?.passphraseVariable === undefined ? undefined : env[ssh.passphraseVariable])],
  ['SSH_PAIRS', ['ssh', 'pairs'], ({ ssh }) => ssh?.pairs],
  ['SSH_PAIRS_SEED', ['ssh', 'pairsSeed'], ({ ssh }) => ssh?.pairsSeed],
];

/** In YAML 1.2 `on` is a text, in YAML 1.1 and to many people it is true. */
const wordOf = (value: boolean | string | undefined): string | undefined => (typeof value === 'boolean' ? (value ? 'on' : 'off') : value);

/** Needed only where not every spoke has its own. */
const loginVariables = ['SSH_USERNAME', 'SSH_PRIVATE_KEY_FILE'];

/** All that a file may set. */
export const fileVariables: readonly string[] = paths.map(([variable]) => variable);

export function asVariables(source: YamlSource, misfits: readonly Misfit[], env: Environment): FileVariables {
  const file = source.data as ExpectationsFile;
  const due = paths.filter(([variable]) => !isSet(env, variable));
  // What is wrong in a part of a key, or in the whole that it is a part of.
  const isUnsound = (path: Path): boolean => misfits.some((misfit) => [...path].slice(0, misfit.path.length).every((key, index) => misfit.path[index] === key));
  const sound = due.flatMap(([variable, path, text]) => {
    const found = isUnsound(path) ? undefined : text(file, env, source);
    return found === undefined ? [] : [{ variable, path, text: found }];
  });
  return {
    variables: Object.fromEntries(sound.map(({ variable, text }) => [variable, text])),
    origins: Object.fromEntries(sound.map(({ variable, path }) => [variable, { variable: labelOf(path), place: source.placeOf(path) }])),
    unknown: due.filter(([variable, path]) => isUnsound(path) || (misfits.length > 0 && loginVariables.includes(variable))).map(([variable]) => variable),
  };
}
