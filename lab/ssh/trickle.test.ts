import { once } from 'node:events';
import { duplexPair } from 'node:stream';
import { trickle } from './trickle';

test('what is written arrives whole and in order, in pieces of the given size at most', async () => {
  const [client, server] = duplexPair();
  const slow = trickle(server, { bytes: 4, delayMs: 0 });
  const pieces: string[] = [];
  client.on('data', (piece: Buffer) => pieces.push(piece.toString()));
  slow.end('0123456789');
  await once(client, 'end');
  expect(pieces).toEqual(['0123', '4567', '89']);
});

test('what comes back is not cut', async () => {
  const [client, server] = duplexPair();
  const slow = trickle(server, { bytes: 1, delayMs: 0 });
  client.write('0123456789');
  expect(await once(slow, 'data')).toEqual([Buffer.from('0123456789')]);
});

test('a line that is cut in the middle of a wait takes the near end with it', async () => {
  const [, server] = duplexPair();
  const slow = trickle(server, { bytes: 1, delayMs: 3_600_000 });
  slow.write('never sent');
  server.destroy();
  await once(slow, 'close');
  expect(slow.destroyed).toBe(true);
});
