/** Standard output may be closed by whoever reads it, or be a file on a full disk: the verdict must not be lost for that. */
export function sayLines(lines: readonly string[]): void {
  try {
    process.stdout.write(`${lines.join('\n')}\n`);
  } catch {
    // The reports say the same.
  }
}
