/** A verdict in words, for people: what a report prints of a case. Only `pass` is green. */

/** Something the engineer should know although the check passes. */
export interface Advisory {
  /** One sentence with names. */
  readonly text: string;
}

export type Verdict =
  | { readonly verdict: 'pass'; readonly advisories: readonly Advisory[] }
  | RedVerdict
  | {
      /** Known and accepted for a time: it is told, and does not fail the run. */
      readonly verdict: 'waived';
      /** One line that follows the word: until when, by whom and why. */
      readonly waiver: string;
      /** What it would be without. */
      readonly was: RedVerdict;
    }
  | {
      /** Not due: what the check speaks of does not exist, or the settings leave it out. */
      readonly verdict: 'skip';
      readonly reason: string;
    };

export type RedVerdict =
  | {
      readonly verdict: 'fail';
      /** One line: what is wrong, with names. */
      readonly fact: string;
      /** Aligned lines: the deciding route or rule, the near misses. */
      readonly evidence: readonly string[];
      /** What to change; only where the cause is established. */
      readonly hint?: string;
    }
  | {
      readonly verdict: 'cannot-tell';
      /** One line: what could not be told and why. */
      readonly reason: string;
      readonly evidence: readonly string[];
    };
