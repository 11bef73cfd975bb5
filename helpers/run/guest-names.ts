/** The names by which guests are told in the logins, where Azure's lists did not say them. */
import { representativesOf } from '../checks/logins/representative';
import type { AzureClients } from '../azure/transport/azure-clients';
import { readGuestNames } from '../azure/read/read-guest-names';
import { estateOf } from '../estate/estate';
import type { Expectations } from '../estate/expectations';
import type { Survey } from '../estate/survey';

/** Asks for those machines alone that may be logged in to: a guest that was renamed is told by no other name. */
export async function withGuestNames(survey: Survey, expectations: Expectations, azure: AzureClients): Promise<Survey> {
  if (!expectations.sshChecks || azure.listedMachines.size === 0) return survey;
  const estate = estateOf(survey);
  const ends = survey.spokeIds.map((spokeId) => representativesOf(estate, expectations, spokeId)).flatMap((one) => ('ends' in one ? one.ends : []));
  return readGuestNames(survey, ends.map(({ vmId }) => vmId), azure);
}
