/** Logs in to Azure, takes the survey and lets it converge. */
import type { Case } from '../checks/check';
import { judgeOn } from '../checks/judge-all';
import type { Day } from '../checks/waivers';
import { acquireToken, createCredential } from '../azure/transport/credential';
import type { AzureClients } from '../azure/transport/azure-clients';
import { createAzureClients } from '../azure/transport/azure-clients';
import { environmentOf } from '../azure/transport/azure-environment';
import type { Identity } from '../azure/transport/identity';
import { identityOf } from '../azure/transport/identity';
import type { Report } from '../azure/read/gather';
import { refreshSurvey } from '../azure/read/refresh-survey';
import { takeSurvey } from '../azure/read/take-survey';
import type { Problem } from '../estate/reading';
import { hideSecret } from '../printable/secrets';
import type { Survey } from '../estate/survey';
import type { Settings } from '../settings/settings';
import type { Converged } from './converge';
import { withGuestNames } from './guest-names';
import { converge } from './converge';

/** What the survey tells while it is being taken. */
export interface SurveyNews {
  readonly onProgress: Report;
  /** Before each further round of convergence. */
  readonly onRound: (readings: number, secondsLeft: number) => void;
}

export type SurveyResult =
  | { readonly kind: 'surveyed'; readonly survey: Survey; /** What all checks of it came to. */ readonly cases: readonly Case[]; /** Reads and writes as ARM counts them. */ readonly requests: { readonly reads: number; readonly writes: number }; /** Who asked Azure, where its token says so. */ readonly readBy?: Identity }
  /** No token was to be had, so nothing was asked. */
  | { readonly kind: 'refused'; readonly problem: Problem };

/**
 * Never rejects for what Azure answers.
 * @param day of the run: what is waived on it is not waited for
 */
export async function surveyDeployment(settings: Settings, day: Day, news: SurveyNews): Promise<SurveyResult> {
  const environment = environmentOf(settings.azure);
  const credential = createCredential(environment, { onToken: hideSecret, timeoutMs: settings.surveyTimeoutMs });
  const token = await acquireToken(credential, environment);
  if (token.status === 'unread') return { kind: 'refused', problem: token.problem };
  const azure = createAzureClients({ credential, environment, limits: { operationTimeoutMs: settings.operationTimeoutMs } });
  try {
    const { observed, cases } = await settledSurvey(settings, day, azure, news);
    const readBy = identityOf(token.value.token);
    return { kind: 'surveyed', survey: observed, cases, requests: azure.requestCounts(), ...(readBy && { readBy }) };
  } finally {
    azure.close();
  }
}

async function settledSurvey({ deployment, expectations, convergenceTimeoutMs, surveyTimeoutMs }: Settings, day: Day, azure: AzureClients, { onProgress, onRound }: SurveyNews): Promise<Converged<Survey>> {
  const { timeLeft } = azure;
  const first = await timeLeft.within(surveyTimeoutMs, () => takeSurvey({ ...deployment, transit: expectations.transit }, azure, onProgress));
  const converged = await converge(first, {
    judge: (survey) => judgeOn({ survey, expectations }, day),
    refresh: (survey, refs) => timeLeft.within(surveyTimeoutMs, () => refreshSurvey(survey, refs, expectations.transit, azure)),
    timeoutMs: convergenceTimeoutMs,
    onRound,
  });
  return { ...converged, observed: await timeLeft.within(surveyTimeoutMs, () => withGuestNames(converged.observed, expectations, azure)) };
}
