/** The peerings between the hub and each spoke, seen from both sides. */
import { check, describe } from '../helpers/suite';

describe('The peerings between hub and spokes', () => {
  check('PE-01', "the hub's peering to the spoke exists, is Connected and FullyInSync");
  check('PE-02', "the hub's side offers its gateway or Route Server (allowGatewayTransit)");
  check('PE-03', "the spoke's peering to the hub exists, is Connected and FullyInSync");
  check('PE-04', "the spoke's side uses the remote network's gateway or Route Server (useRemoteGateways)");
  check('PE-05', "both sides allow access; the spoke's side accepts forwarded traffic");
  check('PE-06', "the address space each side last synced is the other's address space today");
  check('PE-07', 'no two virtual networks of the deployment overlap');
  check('PE-08', 'no spoke is peered, or in a connected group, with another spoke');
});
