/** Whoever reads standard output may go away (`| head -1`, a full disk): the run goes on, and its verdict is in the reports and the exit code. */

export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
