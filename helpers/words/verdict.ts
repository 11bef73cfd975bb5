/** A verdict in words, for people: what a report prints of a case. Only `pass` is green. */

/** Something the engineer should know although the check passes. */
export interface Advisory {
  /** One sentence with names. */
  readonly text: string;
}

export type Verdict =
  | { readonly verdict: 'pass'; readonly advisories: readonly Advisory[] }
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
    }
  | {
      /** Not due: what the check speaks of does not exist, or the settings leave it out. */
      readonly verdict: 'skip';
      readonly reason: string;
    };
