/** What the effective security rules let through. */
import { describe } from '@jest/globals';
import { judge } from '../helpers/suite/judge';

describe('The effective security rules of the NICs', () => {
  judge('SG-01');
});
