import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isJudged } from '../checks/check';
import { dueProbes } from '../checks/judge-all';
import { deployment } from '../estate/testing/reference-deployment';
import { createAccessPaths } from '../probe/access-paths';
import { observeProbe } from './observe-probe';

let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((socket) => { socket.destroy(); });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});

afterAll(() => { server.close(); });

test('what the survey shows to be broken is tried once, and judged by what came of it', async () => {
  const judged = deployment((draft) => {
    draft.table1.routes = [];
    for (const routes of Object.values(draft.routes)) routes.splice(0);
  });
  const [due] = dueProbes(judged).flatMap((one) => (isJudged(one) ? [] : [one]));
  if (!due) throw new Error('nothing is due');
  const jump = { host: '127.0.0.1', port };
  const paths = createAccessPaths({ username: 'azureuser', auth: { kind: 'password', password: 'not-a-secret' }, knownHostsFile: join(tmpdir(), 'no-such-known-hosts'), hostKeys: 'verify', jump }, []);
  const { judged: verdict, effort, probed } = await observeProbe(judged, due, { paths, convergenceTimeoutMs: 60_000 });
  await paths.close();
  expect(probed).toMatchObject({ login: { outcome: { kind: 'access-path-failed' } } });
  expect(effort.attempts).toBe(1);
  expect(verdict).toMatchObject({ checkId: 'SSH-01', verdict: 'cannot-tell', findings: [{ kind: 'login-failed' }] });
});
