/** The Route Server and the subnet it lives in. */
import { check, describe } from '../helpers/suite';

describe('The Route Server in the hub', () => {
  check('RS-01', 'the hub has a subnet named RouteServerSubnet');
  check('RS-02', 'RouteServerSubnet is at least /27 (ROUTE_SERVER_SUBNET_MIN_PREFIX)');
  check('RS-03', 'no route table and no NSG is associated with RouteServerSubnet');
  check('RS-04', 'a Route Server sits in RouteServerSubnet: provisioningState Succeeded and routingState Provisioned');
  check('RS-05', 'the Route Server has two instance addresses, both inside RouteServerSubnet');
  check('RS-06', 'branch-to-branch is on, or as BRANCH_TO_BRANCH asks');
  check('RS-07', 'every BGP peer, if there are any, is provisioned, connected, and heard alike by both instances');
});
