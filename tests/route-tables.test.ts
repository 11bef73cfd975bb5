/** The route tables as they are configured. */
import { check, describe } from '../helpers/suite';

describe('The route tables of the spokes', () => {
  check('RT-01', 'every spoke subnet with a VM in it has a route table');
  check('RT-02', "the subnet's routes send the addresses of every other spoke's VMs to the transit");
  check('RT-03', 'a next hop given as Route Server address is one of its instance addresses');
});
