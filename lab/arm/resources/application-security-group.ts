/** Application security groups as Microsoft.Network sends them: a name, whose members name it. */
import { applicationSecurityGroupId } from '../../topology/resource-ids';
import type { ApplicationSecurityGroup } from '../../topology/topology';
import { guidOf, withEtag, type ResourceBody } from '../resource-body';

export function applicationSecurityGroupBody(group: ApplicationSecurityGroup): ResourceBody {
  const id = applicationSecurityGroupId(group);
  return withEtag((etag) => ({
    name: group.name,
    id,
    etag,
    type: 'Microsoft.Network/applicationSecurityGroups',
    location: group.location,
    properties: { provisioningState: 'Succeeded', resourceGuid: guidOf(id) },
  }));
}
