/** What lies on a way, however it is spoken of: by its kind and its address. */
import type { Beyond } from './path-findings';

export const beyondKey = (beyond: Beyond): string => ('address' in beyond ? `${beyond.kind} ${beyond.address ?? ''}` : beyond.kind);
