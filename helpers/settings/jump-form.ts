/** The form of SSH_JUMP, written as for OpenSSH's -J: `[user@]host[:port]`. */
import { z } from 'zod';
import type { JumpHost } from '../probe/ssh-settings';
import type { Form } from './variables';

/** A user name may hold an @ of its own (Entra's do), so the last one counts. */
const shape = /^(?:(?<username>[^\s:,]+)@)?(?:\[(?<ipv6>[^\]]+)\]|(?<host>[\w.-]+))(?::(?<port>\d{1,5}))?$/;

const sshPort = 22;

export const jumpHost: Form<JumpHost> = z
  .string()
  .trim()
  .transform((text, context): JumpHost => {
    const jump = parse(text);
    if (jump) return jump;
    context.addIssue({ code: 'invalid_format', format: 'jump', input: text });
    return z.NEVER;
  })
  .describe('one machine as [user@]host[:port], an IPv6 address in brackets');

function parse(text: string): JumpHost | undefined {
  const { username, ipv6, host = ipv6, port = String(sshPort) } = shape.exec(text)?.groups ?? {};
  if (host === undefined || (ipv6 !== undefined && !z.ipv6().safeParse(ipv6).success)) return undefined;
  if (Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { ...(username !== undefined && { username }), host, port: Number(port) };
}
