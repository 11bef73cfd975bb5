/** What the effective security rules let through. */
import { check, describe } from '../helpers/suite';

describe('The effective security rules of the NICs', () => {
  check('SG-01', "the effective security rules let TCP 22 (SSH_PORT) out of one spoke's VM and into the other's");
});
