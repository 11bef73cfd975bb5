/** The route tables as they are configured. */
import { describe } from '@jest/globals';
import { judge } from '../helpers/suite/judge';

describe('The route tables of the spokes', () => {
  judge('RT-01', 'RT-02', 'RT-03');
});
