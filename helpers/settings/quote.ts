/** How a message shows a value that somebody set, which may be long, odd or secret. */

const longestShown = 200;

/** A key pasted into the wrong variable, or `user:password@host`. */
const mayHoldSecret = /PRIVATE KEY|PuTTY-User-Key|:.*@/s;

/** The value in double quotes; withheld where it looks like one that holds a secret. */
export function quote(value: string): string {
  if (mayHoldSecret.test(value)) return 'a value that is not shown, for it may hold a secret';
  return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value);
}
