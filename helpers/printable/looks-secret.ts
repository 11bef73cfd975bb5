/** Whether a value that should not be one may be a secret: told by its looks. */

/** A key's header, a token of Entra's: nothing else looks like these. */
const certainMarks = /PRIVATE KEY|PuTTY-User-Key|\beyJ[\w-]+\./;

/** `user:password@host`, a token of GitHub's, a signed URL, a connection string. */
const likelyMarks = /:.*@|\bgh[a-z]_\w|\bAccountKey=|\bsig=|^Bearer /s;

/** No word or GUID has so many characters of all kinds without a blank, a slash, a hyphen or an underscore. */
const run = /[A-Za-z0-9+=~.]{20,}/g;

const hasAllKinds = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);

/** What generated passwords have, and ids, names, paths, addresses and numbers have not. */
const oddCharacter = /[!"#$%&';<=>?^`{|}]/;

/** `<the id of the hub>`, `$(HUB_VNET_ID)`: what was to be replaced, and was not. */
const placeholder = /^(?:<[\w .-]*>|\$\([\w.]*\)|\$\{\{? ?[\w.]* ?\}?\}|%\w+%)$/;

/** Rather once too often: of a value that is shown in a message only. */
export function looksSecret(value: string): boolean {
  const isOdd = value.trim().length >= 8 && oddCharacter.test(value) && !placeholder.test(value.trim());
  return isOdd || isCertainlySecret(value) || likelyMarks.test(value) || (value.match(run) ?? []).some(hasAllKinds);
}

/** For a value that is masked wherever it appears. */
export const isCertainlySecret = (value: string): boolean => certainMarks.test(value) || value.trim().split(/\s+|\\n/).some(isKeyLine);

/** A line of a key that lost its header. Base64 has slashes, and so have paths; but it does not begin with one. */
const isKeyLine = (word: string): boolean => word.length >= 40 && /^[A-Za-z0-9+][A-Za-z0-9+/]+={0,2}$/.test(word) && hasAllKinds(word);
