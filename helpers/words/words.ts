/** What a finding is in words: one line, aligned evidence, at most one hint, and how it reads as a cause. */
import type { Label } from '../estate/survey-labels';
import type { FactOf, FindingKind } from '../findings/finding';

export interface Words {
  /** One line: what is wrong or could not be told, with names. */
  readonly fact: string;
  /** Aligned lines: the deciding route or rule, the near misses. */
  readonly evidence?: readonly string[];
  /** What to change; only where the cause is established. */
  readonly hint?: string | undefined;
  /** The sentence where the finding is a cause; the fact where not given. */
  readonly cause?: string;
  /** The same where nothing of the one spoke gets to the other. */
  readonly causeIfCutOff?: string;
  /** A command of the Azure CLI that would fix it, where the fix is established. Printed, never run. */
  readonly fix?: string | undefined;
}

export type Writer<Kind extends FindingKind> = (finding: FactOf<Kind>, label: Label) => Words;

/** One writer for each kind. */
export type Writers<Kind extends FindingKind> = { readonly [K in Kind]: Writer<K> };
