import { handshake } from './handshake';
import type { HostKeyGuard } from './host-key-guard';
import { openTcp } from './tcp';
import { startPlainServer } from './testing/plain-server';
import { defaultTimeouts } from './timeouts';

const trusting: HostKeyGuard = { kind: 'guard', preferredAlgorithms: [], refuses: () => undefined, confirm: () => Promise.resolve(undefined) };

test('a stream over which nobody answers is destroyed, even if the other side keeps its half open', async () => {
  const server = await startPlainServer('spoke2vm', () => undefined, { allowHalfOpen: true });
  const opened = await openTcp('127.0.0.1', server.endpoint.port, 5_000);
  if (opened.kind !== 'open') throw new Error(opened.kind);
  const means = { username: 'azureuser', description: 'nothing', methods: [] };
  const result = await handshake(opened.stream, trusting, means, { ...defaultTimeouts, handshakeTimeoutMs: 100 });
  expect(result).toEqual({ kind: 'no-banner', message: 'nothing within 0.1 s' });
  expect(opened.stream.destroyed).toBe(true);
  await server.close();
});
