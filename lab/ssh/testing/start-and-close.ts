/** A program that closes the SSH side while logins, unanswered channels and slow lines are open, and then has nothing left to do. */
import { login, loginToJumpHost, openChannel } from './client';
import { nowhere, withSsh } from './two-spokes';

async function startAndClose(): Promise<void> {
  await withSsh(async ({ environment, behaviours }) => {
    const spoke1 = await login(environment, { sock: await openChannel(await loginToJumpHost(environment), '10.1.1.4') });
    openChannel(spoke1, nowhere.lost).catch(() => undefined);
    behaviours.machines.set('spoke2vm', { kind: 'no-banner' });
    await openChannel(spoke1, '10.2.1.4');
    behaviours.machines.set('spoke2vm', { kind: 'slow', bytes: 1, delayMs: 3_600_000 });
    await openChannel(spoke1, '10.2.1.4');
  });
  process.stdout.write('closed\n');
}

void startAndClose();
