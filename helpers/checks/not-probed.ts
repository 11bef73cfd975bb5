/** What hangs on a probe is not due where the expectations say that none can be made. */
import { notProbed } from '../estate/design-rules';
import type { Expectations } from '../estate/expectations';
import type { Finding } from '../findings/finding';
import type { Judgement } from './check';
import { skip } from './judgement';

/** One for a spoke whose machines are not probed; undefined where they are. */
export function notProbedFinding(expectations: Expectations, spokeId: string): Finding | undefined {
  const why = notProbed(expectations, spokeId);
  return why === undefined ? undefined : { kind: 'not-probed', spokeId, why };
}

export function notProbedBetween(expectations: Expectations, ...spokeIds: readonly string[]): Judgement | undefined {
  const [found] = spokeIds.flatMap((id) => notProbedFinding(expectations, id) ?? []);
  return found && skip(found);
}
