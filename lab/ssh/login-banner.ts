/** The text that a server may show before the login as often as it likes (RFC 4252 §5.4). */
import type { Connection } from 'ssh2';

const userauthBanner = 53;

interface Protocol {
  readonly _packetRW: { readonly write: { readonly allocStart: number; alloc(size: number): Buffer; finalize(packet: Buffer): Buffer } };
  readonly _cipher: { encrypt(packet: Buffer): void };
  /** There while keys are being exchanged, when nothing else may be sent. */
  readonly _kexinit?: unknown;
}

/** ssh2 1.17's own server shows it once, so the packet is made here by what that server makes its own with. */
export function showBanner(connection: Connection, text: string): void {
  const protocol = (connection as unknown as { _protocol: Protocol })._protocol;
  if (protocol._kexinit !== undefined) return;
  const { write } = protocol._packetRW;
  const bytes = Buffer.from(text, 'utf8');
  const packet = write.alloc(1 + 4 + bytes.length + 4);
  let at = write.allocStart;
  at = packet.writeUInt8(userauthBanner, at);
  at = packet.writeUInt32BE(bytes.length, at);
  at += bytes.copy(packet, at);
  packet.writeUInt32BE(0, at);
  protocol._cipher.encrypt(write.finalize(packet));
}
