/** Why a run is red: the causes of what its suites recorded, joined to the outcomes. */
import type { Cause, Login } from '../explain/cause';
import { explain } from '../explain/explain';
import type { Deployment } from '../estate/deployment';
import type { Outcome } from '../report/outcome';

export interface Explained {
  readonly causes: readonly Cause[];
  readonly outcomes: readonly Outcome[];
}

/** A test that broke for a reason of its own has no cause in the network, and keeps the reason that it has. */
export function explainOutcomes(deployment: Deployment, outcomes: readonly Outcome[]): Explained {
  const recorded = outcomes.flatMap(({ record, verdict }) => (record?.verdict === verdict ? [record] : []));
  const logins = recorded.flatMap(({ title, verdict, login }): Login[] => (login ? [{ title, verdict, ...login }] : []));
  const causes = explain(deployment, recorded.filter(({ login }) => !login), logins);
  return {
    causes,
    outcomes: outcomes.map((outcome) => {
      const sentences = causes.filter(({ explains }) => explains.includes(outcome.title)).map(({ sentence }) => sentence);
      return sentences.length > 0 ? { ...outcome, causes: sentences } : outcome;
    }),
  };
}
