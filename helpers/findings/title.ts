/** The title of a case as data: a sentence with places for names, which are filled in where sentences are written. */
import type { Transit } from '../estate/expectations';
import type { MachineRef } from '../estate/machines';

export type TitlePart =
  | string
  | number
  /** A resource by its id. */
  | { readonly id: string }
  /** A machine with its address. */
  | { readonly machine: MachineRef }
  | { readonly transit: Transit };

export type Title = readonly TitlePart[];

/** title`${{ id: hubId }} has a subnet named ${name}`. */
export const title = (texts: TemplateStringsArray, ...parts: readonly (TitlePart | Title)[]): Title =>
  texts.flatMap((text, index): Title => {
    const part = parts[index];
    return part === undefined ? [text] : [text, ...(isTitle(part) ? part : [part])];
  });

const isTitle = (part: TitlePart | Title): part is Title => Array.isArray(part);
