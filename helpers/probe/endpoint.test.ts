import { describeEndpoint } from './endpoint';

test.each([
  [{ name: 'spoke1vm', address: '10.1.1.4', port: 22 }, 'spoke1vm (10.1.1.4)'],
  [{ name: 'spoke1vm', address: '10.1.1.4', port: 2222 }, 'spoke1vm (10.1.1.4:2222)'],
  [{ name: 'spoke1vm', address: 'fd00:1::4', port: 2222 }, 'spoke1vm ([fd00:1::4]:2222)'],
  [{ name: 'jump.example', address: 'jump.example', port: 22 }, 'jump.example'],
  [{ name: 'jump.example', address: 'jump.example', port: 2222 }, 'jump.example:2222'],
])('%j is written as %s', (endpoint, text) => {
  expect(describeEndpoint(endpoint)).toBe(text);
});
