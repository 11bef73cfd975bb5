/** Why a run is red: the causes of what its suites recorded, joined to the outcomes. */
import type { Cause } from '../causes/causes';
import { causesOf } from '../causes/causes';
import type { Case } from '../checks/check';
import type { Label } from '../estate/survey-labels';
import type { Outcome } from '../report/outcome';
import { causeWords } from '../words/cause-words';

export interface Explained {
  readonly causes: readonly Cause<Case & { readonly outcome: Outcome }>[];
  readonly outcomes: readonly Outcome[];
}

/** A test that broke for a reason of its own has no cause in the network, and keeps the reason that it has. */
export function explainOutcomes(outcomes: readonly Outcome[], label: Label): Explained {
  const judged = outcomes.flatMap((outcome) => (outcome.record?.verdict === outcome.verdict ? [{ ...outcome.record.judged, outcome }] : []));
  const causes = causesOf(judged);
  const sentences = new Map<Outcome, string[]>();
  for (const { finding, explains } of causes) {
    const { sentence } = causeWords(finding, label);
    for (const { outcome } of explains) sentences.set(outcome, [...(sentences.get(outcome) ?? []), sentence]);
  }
  return {
    causes,
    outcomes: outcomes.map((outcome) => {
      const because = sentences.get(outcome);
      return because ? { ...outcome, causes: because } : outcome;
    }),
  };
}
