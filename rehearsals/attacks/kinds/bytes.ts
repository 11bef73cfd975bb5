/** Answers of too many bytes, or of bytes that are none of JSON: read as far as is due, and no further. */
import type { Act } from '../../../lab/arm/incident';
import {
  aList,
  all,
  blanks,
  broken,
  effectiveRoutes,
  everyList,
  forEver,
  gzipBomb,
  injects,
  spoke2,
  token,
  withProperty,
} from '../arrangements';
import type { Attack, AttackKind } from '../attack';

type Bytes = Extract<Act, { kind: 'bytes' }>;

const bytes = (pieces: Bytes['pieces'], headers: Bytes['headers'] = {}): Bytes => ({ kind: 'bytes', pieces, headers });

const gzipped = (pieces: Bytes['pieces']): Bytes => bytes(pieces, { 'content-encoding': 'gzip' });

function* followed(text: string, more: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  yield text;
  yield* more;
}

const padded = (megabytes: number): Bytes => bytes((text) => followed(text, blanks(megabytes)));
const endless = bytes((text) => followed(text, forEver(' '.repeat(65_536))));
const bomb = (megabytes: number): Bytes => gzipped((text) => gzipBomb(text, megabytes));

/** As refused as if nothing had come. */
const unread = (name: string, arrange: Attack['arrange'], more: Partial<Attack['must']> = {}): Attack => ({
  name,
  ...(arrange && { arrange }),
  must: { exits: [2], megabytes: 700, ...more },
});

/** Odd, and yet an answer: read or refused, it must not end the run. */
const survived = (name: string, act: Act): Attack => ({ name, arrange: injects(spoke2, act), must: { exits: [0, 2] } });

const manyItems = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, index) => index));

export const bytesKind: AttackKind = {
  kind: 'bytes',
  attacks: [
    unread('a network of 20 MB', injects(spoke2, padded(20))),
    unread('a network of 200 MB', injects(spoke2, padded(200))),
    unread('every network of 60 MB', injects({ operation: 'VirtualNetworks_Get' }, padded(60))),
    unread('a network without an end', injects(spoke2, endless)),
    unread('every list without an end', injects(everyList, endless)),
    unread('a refusal of 100 MB', injects(spoke2, { kind: 'bytes', pieces: () => blanks(100) })),
    unread('a token of 100 MB', injects(token, padded(100))),
    unread('a token without an end', injects(token, endless)),
    unread('a gzip bomb of 100 MB', injects(spoke2, bomb(100))),
    unread('a gzip bomb of 800 MB', injects(spoke2, bomb(800))),
    unread('gzip bombs for every list', injects(everyList, bomb(300))),
    unread('a gzip bomb for effective routes', injects({ operation: 'OperationResults_Get' }, bomb(300))),
    unread('a gzip bomb for the token', injects(token, bomb(300))),
    unread(
      'a gzip stream that stops in the middle',
      injects(spoke2, gzipped((text) => [[...gzipBomb(text, 0)][0]?.subarray(0, 40) ?? ''])),
    ),
    unread('a text that says it is gzip, and is not', injects(spoke2, gzipped((text) => [text]))),
    unread(
      'a network in an encoding that nobody knows',
      injects(spoke2, bytes((text) => [Buffer.from(text).map((byte) => byte ^ 0x55)], { 'content-encoding': 'x-forged' })),
    ),
    unread('brackets a million deep', injects(spoke2, bytes(() => ['['.repeat(1_000_000)]))),
    unread('a JSON text and something after it', injects(spoke2, bytes((text) => [text, '{"forged":true}']))),
    unread('null in place of a network', injects(spoke2, bytes(() => ['null']))),
    unread('a number in place of a network', injects(spoke2, bytes(() => ['1e999']))),
    unread('a list that is an object', injects(aList, bytes(() => ['{"value":{"0":1,"length":1e9}}']))),
    unread('a list with null for an item', injects(aList, { kind: 'rewrite', body: () => ({ value: [null] }) })),
    unread(
      'effective routes of numbers',
      injects({ operation: 'OperationResults_Get' }, { kind: 'rewrite', body: (body) => (body === null ? body : { value: [1, 2, 3] }) }),
    ),
    unread(
      'a broken network, and its effective routes a bomb',
      all(broken, injects({ operation: 'OperationResults_Get' }, bomb(300))),
      { exits: [1, 2], red: 'RT-02' },
    ),
    unread('a 202 for an operation with a body of 60 MB', injects(effectiveRoutes, padded(60)), { exits: [0, 2] }),
    survived('a property ten thousand arrays deep', bytes((text) => [withProperty(text, `${'['.repeat(10_000)}${']'.repeat(10_000)}`)])),
    survived('a property of half a million items', bytes((text) => [withProperty(text, manyItems(500_000))])),
    survived(
      'the key __proto__',
      bytes((text) => [
        withProperty(text, '{"__proto__":{"verdict":"pass","isAdmin":true}}').replace(
          '{',
          '{"__proto__":{"properties":null},"constructor":{"prototype":{"kind":"pass"}},',
        ),
      ]),
    ),
    survived('the same key a thousand times', bytes((text) => [`{${'"harmless":1,'.repeat(1_000)}${text.slice(1)}`])),
    survived('a byte order mark before it', bytes((text) => ['\ufeff', text])),
    survived('bytes that are no UTF-8', bytes((text) => [text.slice(0, -1), ',"harmless":"', Uint8Array.of(0xff, 0xfe, 0xc0, 0x80), '"}'])),
    survived(
      'a hundred headers',
      {
        kind: 'reply',
        by: (_, answer) => ({
          ...answer,
          headers: {
            ...answer.headers,
            ...Object.fromEntries(Array.from({ length: 100 }, (_item, index) => [`x-harmless-${String(index)}`, 'x'])),
          },
        }),
      },
    ),
    unread(
      'a header of 100 kB',
      injects(
        spoke2,
        { kind: 'reply', by: (_, answer) => ({ ...answer, headers: { ...answer.headers, 'x-forged': 'x'.repeat(100_000) } }) },
      ),
    ),
  ],
};
