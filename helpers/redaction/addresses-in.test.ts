import { expect, test } from '@jest/globals';
import { addressesIn } from './addresses-in';

test.each([
  ['10.1.1.4:22 refuses', '<10.1.1.4>:22 refuses'],
  ['from 10.0.0.0/8 → None, and 2001:db8::1.', 'from <10.0.0.0/8> → None, and <2001:db8::1>.'],
  ['OpenSSH_8.9.1.2 at 12:34:56 and 1.2.3 and v1.2.3.4', 'OpenSSH_8.9.1.2 at 12:34:56 and 1.2.3 and v1.2.3.4'],
  ['to-10.2.1.0-24', 'to-<10.2.1.0>-24'],
  ['ip:10.1.1.4', 'ip:<10.1.1.4>'],
  ['(10.1.1.4), 10.1.1.5.', '(<10.1.1.4>), <10.1.1.5>.'],
])('%s', (text, made) => {
  expect(addressesIn(text, (address) => `<${address}>`)).toBe(made);
});
