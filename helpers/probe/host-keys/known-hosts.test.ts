import { askKnownHosts, fingerprintOf, keyTypeOf, knownHostsName, knownKeyTypes, linesFor, parseKnownHosts } from './known-hosts';

// Made with ssh-keygen for this test; their private halves are thrown away.
const ed25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM2FaBjFE11PsTtXA2dy86HEGH2CGq+JAvmfDUfkTISd';
const other = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMfbwnARXWxXdbLc9QCqHlw5l8Fko18U/pUxhbNhFc6W';

const keyOf = (text: string) => Buffer.from(text.split(' ')[1] ?? '', 'base64');
const ask = (file: string, host: string, port = 22, key = ed25519) =>
  askKnownHosts(linesFor(parseKnownHosts(file), host, port), keyOf(key)).kind;

describe('a known_hosts file', () => {
  test.each([
    ['a plain name', `10.2.1.4 ${ed25519}`, '10.2.1.4', 22],
    ['a name in other letters', `Jump.Example ${ed25519}`, 'jump.EXAMPLE', 22],
    ['a list of names', `spoke2vm,10.2.1.4 ${ed25519}`, '10.2.1.4', 22],
    ['a name with a port', `[10.2.1.4]:2222 ${ed25519}`, '10.2.1.4', 2222],
    ['an IPv6 address', `fd00:2::4 ${ed25519}`, 'fd00:2::4', 22],
    ['a * in a pattern', `10.2.* ${ed25519}`, '10.2.1.4', 22],
    ['a ? in a pattern', `10.2.1.? ${ed25519}`, '10.2.1.4', 22],
    ['a comment after the key', `10.2.1.4 ${ed25519} root@spoke2vm`, '10.2.1.4', 22],
    ['tabs and a carriage return', `10.2.1.4\t${ed25519}\r`, '10.2.1.4', 22],
    ['another key before it', `10.2.1.4 ${other}\n10.2.1.4 ${ed25519}`, '10.2.1.4', 22],
  ])('knows a host by %s', (_how, file, host, port) => {
    expect(ask(file, host, port)).toBe('known');
  });

  test.each([
    ['nothing', '', '10.2.1.4', 22],
    ['a comment', `# 10.2.1.4 ${ed25519}`, '10.2.1.4', 22],
    ['another port', `[10.2.1.4]:2222 ${ed25519}`, '10.2.1.4', 22],
    ['port 22 alone', `10.2.1.4 ${ed25519}`, '10.2.1.4', 2222],
    ['a longer name', `10.2.1.45 ${ed25519}`, '10.2.1.4', 22],
    ['a dot that is no wildcard', `10.2.1.4 ${ed25519}`, '10a2.1.4', 22],
    ['a ? that is one character', `10.2.1.4? ${ed25519}`, '10.2.1.4', 22],
    ['a pattern that rules it out', `10.2.*,!10.2.1.4 ${ed25519}`, '10.2.1.4', 22],
    ['an unknown kind of hash', `|2|c2FsdA==|aGFzaA== ${ed25519}`, '10.2.1.4', 22],
    ['a certificate authority', `@cert-authority * ${ed25519}`, '10.2.1.4', 22],
    ['a key of another type than it says', `10.2.1.4 ${ed25519.replace('ssh-ed25519', 'ssh-rsa')}`, '10.2.1.4', 22],
    ['an SSH 1 key', '10.2.1.4 1024 35 1234567890', '10.2.1.4', 22],
  ])('does not know a host by %s', (_how, file, host, port) => {
    expect(ask(file, host, port)).toBe('unknown');
  });

  test('knows hashed names, as `ssh-keygen -H` writes them', () => {
    const file = `|1|QdqLelT5fEf8/TwJDWmWqRs5k9E=|m4oMHjPSizIxPRPwZhVfMyOZmeo= ${ed25519}\n|1|qi7PV/lnYKEBYL67aquBfZC6HSU=|vYCIklvp5k1Pm5sztVf22bYgQVU= ${ed25519}`;
    expect(ask(file, '10.2.1.4')).toBe('known');
    expect(ask(file, '10.2.1.4', 2222)).toBe('known');
    expect(ask(file, '10.2.1.5')).toBe('unknown');
  });

  test('tells a changed key from an unknown host', () => {
    expect(ask(`10.2.1.4 ${other}`, '10.2.1.4')).toBe('mismatch');
    expect(ask(`10.2.1.5 ${other}`, '10.2.1.4')).toBe('unknown');
  });

  test('revokes a key wherever the line stands, and only that key', () => {
    expect(ask(`10.2.1.4 ${ed25519}\n@revoked 10.2.1.* ${ed25519}`, '10.2.1.4')).toBe('revoked');
    expect(ask(`@revoked * ${other}\n10.2.1.4 ${ed25519}`, '10.2.1.4')).toBe('known');
    expect(ask(`@revoked * ${other}`, '10.2.1.4')).toBe('unknown');
  });

  test('lists the types of the keys that a host is known by', () => {
    const lines = linesFor(parseKnownHosts(`10.2.1.4 ${ed25519}\n@revoked * ${other}`), '10.2.1.4', 22);
    expect(knownKeyTypes(lines)).toEqual(['ssh-ed25519']);
  });
});

test('a fingerprint is written as ssh-keygen writes it', () => {
  expect(fingerprintOf(keyOf(ed25519))).toBe('ssh-ed25519 SHA256:ZgL3MgcqViYOy+IiSWSF4KsaWfJcKtE4diqJeG9r8WA');
});

test('what is no key has no type', () => {
  expect(keyTypeOf(Buffer.from('ab'))).toBe('');
});

test('a host is named with its port unless that is 22', () => {
  expect([knownHostsName('Jump.Example', 22), knownHostsName('10.2.1.4', 2222)]).toEqual(['jump.example', '[10.2.1.4]:2222']);
});
