/** What each NIC's effective routes make of peerings, route tables and BGP. */
import { describe } from '@jest/globals';
import { judge } from '../helpers/suite/judge';

describe('The effective routes of the NICs', () => {
  judge('ER-01', 'ER-02', 'ER-03');
});
