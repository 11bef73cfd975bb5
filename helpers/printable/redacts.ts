/** What REDACT hides in all that leaves a run; at least one of the two. */
export interface Redacts {
  /** Names, GUIDs, paths of the runner, and what Azure, guests and people say. */
  readonly ids: boolean;
  readonly addresses: boolean;
}
