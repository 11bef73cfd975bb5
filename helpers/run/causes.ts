/** Why a run is red: the causes of what its suites recorded, joined to the outcomes. */
import type { Cause } from '../causes/causes';
import { causesOf } from '../causes/causes';
import type { Case } from '../checks/check';
import type { Landed } from '../path/cut-off';
import { cutOff } from '../path/cut-off';
import type { Deployment } from '../estate/deployment';
import { estateOf } from '../estate/estate';
import type { Outcome } from '../report/outcome';
import type { IsCutOff } from '../words/cause-words';
import { causeWords } from '../words/cause-words';

export interface Explained {
  readonly causes: readonly Cause<Case & { readonly outcome: Outcome }>[];
  readonly outcomes: readonly Outcome[];
  readonly isCutOff: IsCutOff;
}

const landedIn = (outcomes: readonly Outcome[]): Landed[] =>
  outcomes.flatMap(({ verdict, record }) => {
    const made = record?.login ?? record?.connection;
    return verdict.verdict === 'pass' && made ? [{ fromSpokeId: made.from.spokeId, toSpokeId: made.to.spokeId }] : [];
  });

/** A test that broke for a reason of its own has no cause in the network, and keeps the reason that it has. */
export function explainOutcomes(outcomes: readonly Outcome[], { survey, expectations }: Deployment): Explained {
  const estate = estateOf(survey);
  const isCutOff = cutOff(estate, expectations, landedIn(outcomes));
  const judged = outcomes.flatMap((outcome) => (outcome.record?.verdict === outcome.verdict ? [{ ...outcome.record.judged, outcome }] : []));
  const causes = causesOf(judged);
  const sentences = new Map<Outcome, string[]>();
  for (const cause of causes) {
    const { sentence } = causeWords(cause, estate.label, isCutOff);
    for (const { outcome } of cause.explains) sentences.set(outcome, [...(sentences.get(outcome) ?? []), sentence]);
  }
  return {
    causes,
    isCutOff,
    outcomes: outcomes.map((outcome) => {
      const because = sentences.get(outcome);
      return because ? { ...outcome, causes: because } : outcome;
    }),
  };
}
