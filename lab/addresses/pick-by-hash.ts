/** Which of several ways of equal cost a connection takes. Azure hashes addresses and ports; here the addresses decide, so that one and the same connection always goes the same way. */

/** An index below `count`. The two directions of a connection are hashed each by itself, and may go different ways. */
export function pickByHash(source: string, destination: string, count: number): number {
  // The low bits of this hash are little more than the parity of the text.
  return (fnv1a(`${source} ${destination}`) >>> 16) % count;
}

/** The 32-bit hash FNV-1a (RFC 9923). */
function fnv1a(text: string): number {
  return [...text].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);
}
