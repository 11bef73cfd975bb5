/** `REPLAY=seed:path`, as a failing property prints them, leads to the same counterexample again. */
export function replay(text: string | undefined): { seed?: number; path?: string } {
  const [, seed, path] = /^(-?\d+)(?::(.+))?$/.exec(text ?? '') ?? [];
  return { ...(seed !== undefined && { seed: Number(seed) }), ...(path !== undefined && { path }) };
}
