/** What each NIC's effective routes make of peerings, route tables and BGP. */
import { check, describe } from '../helpers/suite';

describe('The effective routes of the NICs', () => {
  check('ER-01', "the NIC's effective routes can be read");
  check('ER-02', "of the NIC's active effective routes, the one that decides for each other spoke's VM leads to the transit");
  check('ER-03', "a peering route to the hub is among the NIC's effective routes");
});
