/** What an attack is: how a run is arranged, and what it must come to, whatever the attacker does. */
import type { FaultTarget } from '../../lab/faults/fault-target';
import type { WireRequest } from '../../lab/http/exchange';
import type { BuiltInTopology } from '../../lab/topologies/built-in';
import type { Canaries } from './canaries';

/** What an attack changes of the lab before the run, and while it is under way. */
export interface Arrangement extends FaultTarget {
  readonly canaries: Canaries;
  /** To be called at the moment that the attack's signal waits for. */
  readonly now: () => void;
}

/** Where a run takes place: a folder of its own, with everything that it is given. */
export interface Place {
  /** Of this attack alone; it is also the run's home and the folder that it is started in. */
  readonly folder: string;
  /** What REPORT_DIR names; it is there, unless the attack removes it. */
  readonly reports: string;
  readonly canaries: Canaries;
  /** The lab's own settings. */
  readonly lab: Readonly<Record<string, string>>;
}

export type ExitOf = number | NodeJS.Signals;

/** How a run ended, with all that it left. */
export interface Ended {
  readonly exit: ExitOf;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** The peak of the process's resident memory. */
  readonly megabytes: number;
  /** Every file below the report folder, by its path in there. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** What the attacker's servers were sent. */
  readonly sentElsewhere: readonly WireRequest[];
}

export interface Statement {
  /** The exit codes that are right. */
  readonly exits: readonly ExitOf[];
  /** The ids of checks that must be among the red ones. */
  readonly red?: string;
  /** What the console must say. */
  readonly says?: string | RegExp;
  /** What no output may hold. */
  readonly never?: readonly (string | RegExp)[];
  /** Most seconds; 45 where not given: a run takes four on an idle machine. */
  readonly seconds?: number;
  /** Most megabytes of memory; 700 where not given: a run that nobody attacks takes some 300. */
  readonly megabytes?: number;
  /** Whether a junit.xml that parses must be there; it must where not given. */
  readonly junit?: boolean;
  /** Whether the console may be coloured, which the run was asked for. */
  readonly colours?: boolean;
  /** Further things that are wrong, in words; none where all is right. */
  readonly complaints?: (ended: Ended, place: Place) => readonly string[];
}

export interface Attack {
  /** In an attacker's words: what is done. */
  readonly name: string;
  /** `reference` where not given. */
  readonly base?: BuiltInTopology;
  readonly arrange?: (target: Arrangement) => void;
  /** Starts an attacker's servers, which tell of a healthy network. */
  readonly elsewhere?: boolean;
  /** Logs in with a password, a canary, in place of the key. */
  readonly byPassword?: boolean;
  /** Changes the environment of the run; undefined takes a variable away. */
  readonly environment?: (place: Place) => Readonly<Record<string, string | undefined>>;
  /** Puts things in place before the run; what it gives to `atEnd` is called when the run is over. */
  readonly prepare?: (place: Place, atEnd: (undo: () => unknown) => void) => unknown;
  readonly args?: readonly string[];
  /** Runs the command through a shell: a script that has it in `"$@"`. */
  readonly shell?: string;
  /** Sent to the run once, when the output holds the text or the arrangement calls `now`. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: RegExp | 'now' };
  /** A second run into the same report folder, at the same time, in a lab of its own. */
  readonly beside?: { readonly arrange?: (target: Arrangement) => void; readonly exits: readonly ExitOf[] };
  readonly must: Statement;
}

export interface AttackKind {
  readonly kind: string;
  readonly attacks: readonly Attack[];
}

/** An attack as it stands: gives the functions in it their types. */
export const attack = (one: Attack): Attack => one;
