import { createTokens, type Tokens } from './tokens';

const principal = { tenantId: 'tenant', clientId: 'client', objectId: 'object', clientSecret: 'secret' };
let nowMs = 0;
let tokens: Tokens;

beforeEach(() => {
  nowMs = Date.UTC(2024, 0, 1);
  tokens = createTokens({ principal, lifetimeSeconds: 60, now: () => nowMs });
});

const partsOf = (token: string): unknown[] => token.split('.').map((part) => (part === '' ? '' : JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))));

test('a token is an unsigned JWT that names tenant, client, object, audience and times', () => {
  expect(partsOf(tokens.issue('https://issuer', 'https://audience'))).toEqual([
    { typ: 'JWT', alg: 'none' },
    expect.objectContaining({ aud: 'https://audience', iss: 'https://issuer', appid: 'client', oid: 'object', tid: 'tenant', iat: nowMs / 1000, exp: nowMs / 1000 + 60 }),
    '',
  ]);
});

test('the secret is in no token', () => {
  expect(JSON.stringify(partsOf(tokens.issue('https://issuer', 'https://audience')))).not.toContain('"secret"');
});

test('a token is valid until its time is up, and expired from then on', () => {
  const token = tokens.issue('i', 'a');
  nowMs += 59_999;
  expect(tokens.check(token)).toEqual({ state: 'valid' });
  nowMs += 1;
  expect(tokens.check(token)).toEqual({ state: 'expired', at: new Date(Date.UTC(2024, 0, 1, 0, 1)) });
});

test('a token that looks right but was not issued here is unknown', () => {
  const other = createTokens({ principal, lifetimeSeconds: 60, now: () => nowMs });
  expect(tokens.check(other.issue('i', 'a'))).toEqual({ state: 'unknown' });
});

test('no two tokens are the same', () => {
  expect(tokens.issue('i', 'a')).not.toBe(tokens.issue('i', 'a'));
});
