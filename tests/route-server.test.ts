/** The Route Server and the subnet it lives in. */
import { describe } from '@jest/globals';
import { judge } from '../helpers/suite/judge';

describe('The Route Server in the hub', () => {
  judge('RS-01', 'RS-02', 'RS-03', 'RS-04', 'RS-05', 'RS-06', 'RS-07');
});
