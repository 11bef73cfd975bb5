/** The proof: a login from each spoke's VM to each other spoke's VM. */
import { check, describe } from '../helpers/suite';

describe('Logins from spoke to spoke', () => {
  check('SSH-01', "a login from spoke A's VM to spoke B's VM lands on B, for every ordered pair (SSH_PAIRS)");
});
