/** What is waived, by whom and why. */
import type { Results } from '../report/results';

interface Waiver {
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds. */
  readonly until: string;
}

type MaybeWaived = Results['cases'][number] & { readonly waived?: Waiver };

/** A line for each case. */
export const waivedIn = ({ cases }: Results): string[] =>
  cases.filter(({ verdict }) => (verdict as string) === 'waived').map(({ title, words, waived }: MaybeWaived) => `${title}: ${words?.fact ?? 'not as it should be'}${waived ? `; ${waived.reason}, ${waived.owner}, until ${waived.until}` : ''}`);
