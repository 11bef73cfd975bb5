/** What a topology's settings expect of it in a file, as EXPECTATIONS_FILE holds it: the lab knows of it where networks and keys are named, and no more. */
import type { Ref } from './topology';
import type { World } from './world';

/** The rest is between whoever writes it and whoever reads it. */
export interface FileExpectations {
  hub?: Ref;
  /** By the names that the file gives them. */
  spokes?: Record<string, SpokeInFile>;
  [key: string]: unknown;
}

export interface SpokeInFile {
  id?: Ref;
  ssh?: SshInFile;
  [key: string]: unknown;
}

export interface SshInFile {
  username?: string;
  /** Where not given, that of the user. */
  key?: string;
  [key: string]: unknown;
}

/**
 * The text of the file: networks by their ids, users with their keys. JSON, which is YAML as well; flows come first and each has a line, so that on which one it
 * stands does not depend on the rest.
 * @param keyFiles by the names of the lab's users
 */
export function expectationsText(world: World, expected: FileExpectations, keyFiles: ReadonlyMap<string, string>): string {
  const { hub, spokes } = expected;
  const inFile: FileExpectations = {
    ...expected,
    ...(hub !== undefined && { hub: world.virtualNetworkIdOf(hub) }),
    ...(spokes && { spokes: Object.fromEntries(Object.entries(spokes).map(([name, spoke]) => [name, spokeInFile(world, spoke, keyFiles)])) }),
  };
  const { flows, ...rest } = inFile;
  const entries = Object.entries({ ...(flows !== undefined && { flows }), ...rest });
  return `{\n${entries.map(([key, value]) => `${JSON.stringify(key)}: ${lines(value)}`).join(',\n')}\n}\n`;
}

const lines = (value: unknown): string => (Array.isArray(value) ? `[\n${value.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]` : JSON.stringify(value));

function spokeInFile(world: World, spoke: SpokeInFile, keyFiles: ReadonlyMap<string, string>): SpokeInFile {
  const { id, ssh } = spoke;
  const key = ssh?.key ?? keyFiles.get(ssh?.username ?? '');
  return { ...spoke, ...(id !== undefined && { id: world.virtualNetworkIdOf(id) }), ...(ssh && key !== undefined && { ssh: { ...ssh, key } }) };
}
