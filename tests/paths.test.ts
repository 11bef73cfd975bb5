/** The way from each machine to each other spoke's, followed over what is configured. */
import { check, describe } from '../helpers/suite';

describe('The ways from machine to machine', () => {
  check('PATH-01', "what is configured carries TCP 22 (SSH_PORT) from each spoke's VM to each other spoke's VM, and the answer back");
});

describe('What is to be blocked', () => {
  check('SEG-01', 'nothing that is configured lets a packet through where the flows say blocked, from no machine or free address of a subnet to another');
});
