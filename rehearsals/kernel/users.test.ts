import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { describeInKernel } from '../../lab/kernel/testing/in-kernel';
import { startLab, type DataPlane, type Lab } from '../../lab/lab';
import { attemptLogin, loginToJumpHost, openChannel, run } from '../../lab/ssh/testing/client';
import { builtInTopology } from '../../lab/topologies/built-in';

type ClientFiles = Parameters<typeof loginToJumpHost>[0];

/** Who gets in to the machine at an address, with whose key. */
async function loginAt(lab: Lab, address: string, username: string, keyOf: string): Promise<string> {
  const environment = lab.environment as ClientFiles;
  const jump = await loginToJumpHost(environment);
  const attempt = await attemptLogin(environment, { sock: await openChannel(jump, address), username, privateKey: readFileSync(lab.ssh.keyFiles.get(keyOf) ?? '') });
  const ending = 'client' in attempt ? (await run(attempt.client, 'echo $USER')).stdout.trim() : 'refused';
  if ('client' in attempt) attempt.client.end();
  jump.end();
  return ending;
}

const [web, app] = ['10.1.1.4', '10.2.1.4'] as const;

const attempts: readonly (readonly [address: string, username: string, keyOf: string])[] = [
  [web, 'webadmin', 'webadmin'], [web, 'webadmin', 'azureuser'], [web, 'azureuser', 'azureuser'], [app, 'azureuser', 'azureuser'], [app, 'webadmin', 'webadmin'], [app, 'azureuser', 'webadmin'],
];

async function everyLogin(dataPlane: DataPlane): Promise<string[]> {
  const lab = await startLab({ topology: builtInTopology('segmented'), dataPlane });
  try {
    const endings: string[] = [];
    for (const attempt of attempts) endings.push(await loginAt(lab, ...attempt));
    return endings;
  } finally {
    await lab.close();
  }
}

const stated = ['webadmin', 'refused', 'refused', 'azureuser', 'refused', 'refused'];

describe('In process', () => {
  test('each machine lets its own user in, with that one’s own key', async () => {
    expect(await everyLogin('in-process')).toEqual(stated);
  }, 30_000);
});

describeInKernel('In the kernel', () => {
  test('each machine lets its own user in, with that one’s own key', async () => {
    expect(await everyLogin('kernel')).toEqual(stated);
  }, 60_000);
});
