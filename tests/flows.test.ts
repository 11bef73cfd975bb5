/** What EXPECTATIONS_FILE says of single connections: those that open, and those that the network blocks. */
import { check, describe } from '../helpers/suite';

describe('Connections that are expected, and such that are to be blocked', () => {
  check('FLOW-01', 'each connection that is expected (EXPECTATIONS_FILE) opens, by TCP from a machine of A to the port of B');
  check('FLOW-02', 'each connection that is to be blocked (EXPECTATIONS_FILE) dies in the network for a whole window (BLOCKED_WINDOW), while a control beside it connects');
});
