/** What is waived, by whom and why. */
import type { Results } from '../report/results';

/** A line for each case. */
export const waivedIn = ({ cases }: Results): string[] =>
  cases.filter(({ verdict }) => verdict === 'waived').map(({ title, words, waived }) => `${title}: ${words?.fact ?? 'not as it should be'}${waived ? `; ${waived.reason}, ${waived.owner}, until ${waived.until}` : ''}`);
