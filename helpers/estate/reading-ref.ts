/** Which reading of a survey: the part and the key in it. Names what is worth observing again. */
import type { Key } from './survey';
import type { PartName } from './survey-parts';

export interface ReadingRef {
  readonly of: PartName;
  /** A survey has one `routeServer`; there the key only tells one ref from another. */
  readonly key: Key;
}
