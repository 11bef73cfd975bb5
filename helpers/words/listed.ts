/** Names in a row, of which the first few stand for many. */
const mostNamed = 5;

export function listed(names: readonly string[]): string {
  if (names.length <= mostNamed + 1) return names.join(', ');
  return `${names.slice(0, mostNamed).join(', ')} and ${(names.length - mostNamed).toLocaleString('en-US')} more`;
}
