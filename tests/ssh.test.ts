/** The proof: a login from each spoke's VM to each other spoke's VM. */
import { describe } from '@jest/globals';
import { judgeLogins } from '../helpers/suite/judge-logins';

describe('Logins from spoke to spoke', () => {
  judgeLogins();
});
