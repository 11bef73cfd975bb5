/** Collects what is alike, with all the places where it is so. */
export function gathered<Change extends object, Place>(found: readonly (readonly [change: Change, place: Place])[]): { readonly change: Change; readonly places: readonly Place[] }[] {
  const groups = new Map<string, { readonly change: Change; readonly places: Place[] }>();
  for (const [change, place] of found) {
    const key = JSON.stringify(change);
    const known = groups.get(key);
    if (known) known.places.push(place);
    else groups.set(key, { change, places: [place] });
  }
  return [...groups.values()];
}
