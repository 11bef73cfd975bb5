/** Refusing a forwarded channel in the words of OpenSSH's sshd, which a client reads to distinguish one refusal from another. */
import type { Connection } from 'ssh2';

/** Reason codes of RFC 4254 §5.1: 1 is administratively prohibited, 2 is connect failed. */
export interface ChannelRefusal {
  readonly reason: 1 | 2;
  readonly text: string;
}

export const connectionRefused: ChannelRefusal = { reason: 2, text: 'Connection refused' };
export const noRouteToHost: ChannelRefusal = { reason: 2, text: 'No route to host' };
export const unknownName: ChannelRefusal = { reason: 2, text: 'Name or service not known' };
export const forwardingForbidden: ChannelRefusal = { reason: 1, text: 'open failed' };

interface Protocol {
  channelOpenFail?: (channel: number, reason: number, text: string) => void;
}

/**
 * ssh2 1.17's own `reject()` always says reason 2 and no words, and keeps the channel's number to itself; so it is made
 * to speak through a substitute for the one call.
 */
export function refuseChannel(connection: Connection, reject: () => void, refusal: ChannelRefusal): void {
  const protocol = (connection as unknown as { _protocol: Protocol })._protocol;
  const send = protocol.channelOpenFail;
  protocol.channelOpenFail = (channel) => send?.call(protocol, channel, refusal.reason, refusal.text);
  reject();
  delete protocol.channelOpenFail;
}
