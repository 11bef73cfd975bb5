/** All attacks, by kind. */
import type { Attack, AttackKind } from './attack';
import { bytesKind } from './kinds/bytes';
import { controls } from './kinds/controls';
import { environment } from './kinds/environment';
import { files } from './kinds/files';
import { foreignAnswers } from './kinds/foreign-answers';
import { guests } from './kinds/guests';
import { secrets } from './kinds/secrets';
import { signals } from './kinds/signals';
import { text } from './kinds/text';
import { time } from './kinds/time';
import { twoRuns } from './kinds/two-runs';

export const attackKinds: readonly AttackKind[] = [
  foreignAnswers,
  bytesKind,
  time,
  guests,
  text,
  secrets,
  environment,
  files,
  twoRuns,
  signals,
  controls,
];

export const allAttacks: readonly Attack[] = attackKinds.flatMap(({ attacks }) => attacks);

/** Those with the text in their name or kind; all of them for an empty one. */
export function attacksNamed(text: string): Attack[] {
  const has = (name: string): boolean => name.toLowerCase().includes(text.toLowerCase());
  return attackKinds.flatMap(({ kind, attacks }) => (has(kind) ? attacks : attacks.filter(({ name }) => has(name))));
}
