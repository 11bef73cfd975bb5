/** The peerings between the hub and each spoke, seen from both sides. */
import { describe } from '@jest/globals';
import { judge } from '../helpers/suite/judge';

describe('The peerings between hub and spokes', () => {
  judge('PE-01', 'PE-02', 'PE-03', 'PE-04', 'PE-05', 'PE-06', 'PE-07', 'PE-08');
});
