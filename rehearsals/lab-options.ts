/** The options that choose the lab's network: the same for `npm run lab` and `npm run rehearse`. */
import type { CommandLine, OwnOption } from '../helpers/run/command-line';
import { nearestOption, OptionError, readCommandLine } from '../helpers/run/command-line';
import type { HelpPage } from '../helpers/run/help';
import { helpOptions } from '../helpers/run/help';
import type { DataPlane } from '../lab/lab';
import type { Size } from '../lab/topologies/generated';
import { limitsOfSize } from '../lab/topologies/generated';
import type { Shell } from './lab-shells';
import { isShell, shellNames } from './lab-shells';

export interface LabArguments {
  readonly fault?: string;
  /** A built-in topology's name, or the path of a topology file. */
  readonly topology?: string;
  /** The path of a survey file that a run of `verify` left: its network is rebuilt. */
  readonly from?: string;
  /** Where the network is written to, as a topology file. */
  readonly save?: string;
  /** Drops the recorded overrides, so that everything follows from the configuration. */
  readonly withoutOverrides: boolean;
  /** What carries the packets; in process where not given. */
  readonly dataPlane?: DataPlane;
  /** A network made by size. */
  readonly size?: Size;
  /** How much of Azure's latencies the lab has; none where not given. */
  readonly latency?: number;
  /** Whether the lab meters requests as Azure documents it. */
  readonly throttling?: true;
}

export const labOptions: readonly OwnOption[] = [
  { name: 'fault', value: 'NAME', help: 'the network with this fault; docs/faults.md has the names' },
  { name: 'topology', value: 'NAME or FILE', help: 'a built-in network, or the one in a topology file' },
  { name: 'from', value: 'FILE', help: 'the network rebuilt from the survey.json of a run' },
  { name: 'save', value: 'FILE', help: 'writes the network to a topology file' },
  { name: 'without-overrides', help: 'without what was recorded in Azure and does not follow from the rest' },
  { name: 'spokes', value: 'N', help: 'a healthy network of N spokes, to be sized further by:' },
  { name: 'subscriptions', value: 'N', help: 'how many subscriptions they lie in' },
  { name: 'machines', value: 'N', help: 'how many machines each of them has' },
  { name: 'regions', value: 'N', help: 'how many regions they lie in' },
  { name: 'routes', value: 'one or each', help: 'one route in every table, or one for each other spoke' },
  { name: 'latency', value: 'FACTOR', help: 'answers take as long as those of Azure, times this' },
  { name: 'throttling', help: 'requests are metered as Azure documents it' },
  { name: 'lab', value: 'in-process or kernel', help: 'what carries the packets; kernel needs Linux and root' },
];

/** Throws OptionError for a data plane or a size that does not exist, and for two networks at once. */
export function labArgumentsIn(line: CommandLine): LabArguments {
  const [fault, topology, from, save, dataPlane] = ['fault', 'topology', 'from', 'save', 'lab'].map((name) => line.value(name));
  if (dataPlane !== undefined && dataPlane !== 'in-process' && dataPlane !== 'kernel') {
    throw new OptionError(`--lab is in-process or kernel, not "${dataPlane}".`);
  }
  if (from !== undefined && topology !== undefined) {
    throw new OptionError('--from and --topology name a network each; only one can be had.');
  }
  const size = sizeIn(line);
  if (size && (from !== undefined || topology !== undefined)) {
    throw new OptionError(`--spokes makes a network, and --${from === undefined ? 'topology' : 'from'} names one; only one can be had.`);
  }
  const latency = latencyIn(line);
  return {
    ...(size && { size }),
    ...(latency !== undefined && { latency }),
    ...(line.flag('throttling') && { throttling: true }),
    ...(fault !== undefined && { fault }),
    ...(topology !== undefined && { topology }),
    ...(from !== undefined && { from }),
    ...(save !== undefined && { save }),
    withoutOverrides: line.flag('without-overrides'),
    ...(dataPlane !== undefined && { dataPlane }),
  };
}

/** By the names of the options. */
const sizes = { subscriptions: 'subscriptions', machines: 'machinesPerSpoke', regions: 'regions' } as const;

function sizeIn(line: CommandLine): Size | undefined {
  const spokes = numberIn(line, 'spokes', limitsOfSize.spokes);
  const routes = line.value('routes');
  if (spokes === undefined) {
    const stray = [...Object.keys(sizes), 'routes'].find((name) => line.value(name) !== undefined);
    if (stray !== undefined) throw new OptionError(`--${stray} is about a network that --spokes makes.`);
    return undefined;
  }
  if (routes !== undefined && routes !== 'one' && routes !== 'each') throw new OptionError(`--routes is one or each, not "${routes}".`);
  const further = Object.entries(sizes).map(([option, name]) => [name, numberIn(line, option, limitsOfSize[name])] as const);
  return { spokes, ...Object.fromEntries(further.filter(([, value]) => value !== undefined)), ...(routes !== undefined && { routesPerSpoke: routes }) };
}

function numberIn(line: CommandLine, name: string, most: number): number | undefined {
  const text = line.value(name);
  if (text === undefined) return undefined;
  const number = /^[1-9]\d*$/.test(text) ? Number(text) : NaN;
  if (!(number <= most)) throw new OptionError(`--${name} is a whole number from 1 to ${String(most)}, not "${text}".`);
  return number;
}

function latencyIn(line: CommandLine): number | undefined {
  const text = line.value('latency');
  if (text === undefined) return undefined;
  const factor = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(factor > 0 && factor <= 10)) throw new OptionError(`--latency is a factor above 0 and up to 10, not "${text}".`);
  return factor;
}

export interface LabRun extends LabArguments {
  /** Whose language the environment is printed in. */
  readonly shell: Shell;
}

/** What `npm run lab` takes besides. */
const ownOptions: readonly OwnOption[] = [...labOptions, { name: 'shell', value: 'NAME', help: 'the environment for bash, powershell or cmd; bash where not given' }];

export const labHelp: HelpPage = {
  script: 'lab',
  about: ['Keeps the lab up, and prints the environment with which npm run verify, the Azure CLI or any SDK use it instead of Azure.'],
  own: [...ownOptions, ...helpOptions],
  takesJestOptions: false,
};

/** What `npm run lab` takes. Throws OptionError for anything else. */
export function readLabOptions(args: readonly string[]): LabRun {
  const line = readCommandLine(args, ownOptions);
  const [unknown] = line.rest;
  if (unknown === undefined) return { ...labArgumentsIn(line), shell: shellIn(line) };
  const nearest = nearestOption(unknown.replace(/^-+/, '').split('=')[0] ?? '', ownOptions.map(({ name }) => name));
  const hint = nearest === undefined ? '' : `; the nearest is ${nearest}`;
  throw new OptionError(`There is no option "${unknown}"${hint}. \`npm run lab -- --help\` lists them all.`);
}

function shellIn(line: CommandLine): Shell {
  const name = line.value('shell') ?? 'bash';
  if (!isShell(name)) throw new OptionError(`--shell is ${shellNames.join(', ')}, not "${name}".`);
  return name;
}
