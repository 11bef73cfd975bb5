/** The way from each machine to each other spoke's, followed over what is configured. */
import { check, describe } from '../helpers/suite';

describe('The ways from machine to machine', () => {
  check('PATH-01', "what is configured carries TCP 22 (SSH_PORT) from each spoke's VM to each other spoke's VM, and the answer back");
});
