/** What goes wrong with SSH: on the machines, and on the jump host. */
import type { JumpBehaviour, MachineBehaviour } from '../ssh/behaviour';
import type { Fault } from './fault';
import { fault } from './fault';
import type { FaultTarget } from './fault-target';
import { machineOf } from './fault-target';

const machine = (behaviour: MachineBehaviour) => (target: FaultTarget): void => { target.ssh.machines.set(machineOf(target, 2).name, behaviour); };

const jump = (behaviour: JumpBehaviour) => ({ ssh }: FaultTarget): void => { ssh.jump = behaviour; };

const red = 'SSH-01';

export const sshFaults: readonly Fault[] = [
  fault('SSH daemon of spoke 2 down', red, ['{vm2}'], machine({ kind: 'daemon-down' })),
  fault('SSH daemon of spoke 2 on another port', red, ['{vm2}', 'SSH_PORT'], (target) => { machineOf(target, 2).listensOn = [2222]; }),
  fault("SSH dropped by spoke 2's guest", red, ['{vm2}'], machine({ kind: 'dropped' })),
  fault('no banner from spoke 2', red, ['{vm2}'], machine({ kind: 'no-banner' })),
  fault('banner, then silence from spoke 2', red, ['{vm2}'], machine({ kind: 'banner-then-silence' })),
  fault('spoke 2 slow as molasses', red, ['{vm2}'], machine({ kind: 'slow', bytes: 1, delayMs: 200 })),
  fault('changed host key of spoke 2', red, ['{vm2}', 'host key'], machine({ kind: 'changed-host-key' })),
  fault('unknown host key of spoke 2', red, ['{vm2}', 'host key'], machine({ kind: 'unknown-host-key' })),
  fault('key refused by spoke 2', red, ['{vm2}', 'refuses the login'], machine({ kind: 'key-refused' })),
  fault('spoke 2 takes passwords only', red, ['{vm2}', 'refuses the login'], machine({ kind: 'password-only' })),
  fault('channel forbidden by spoke 2 (AllowTcpForwarding no)', red, ['the sshd of {vm2} does not forward connections'], machine({ kind: 'forwarding-forbidden' })),
  fault('connection closed at once by spoke 2', red, ['{vm2}'], machine({ kind: 'closes-at-once' })),
  fault('session with spoke 2 dies', red, ['{vm2}'], machine({ kind: 'session-dies' })),
  fault('jump host down', red, ['the access path failed at jump host'], jump({ kind: 'down' })),
  fault('jump host without a banner', red, ['the access path failed at jump host'], jump({ kind: 'no-banner' })),
  fault('jump host with a changed host key', red, ['the access path failed at jump host', 'host key'], jump({ kind: 'changed-host-key' })),
  fault('jump host with an unknown host key', red, ['the access path failed at jump host', 'host key'], jump({ kind: 'unknown-host-key' })),
  fault('jump host refuses the key', red, ['the access path failed at jump host'], jump({ kind: 'key-refused' })),
  fault('jump host forbids forwarding', red, ['the access path failed'], jump({ kind: 'forwarding-forbidden' })),
];
