/** The text of a file of spokecheck's own that another job left: large, but bounded, and no device or pipe. */
import { readFileSync, statSync } from 'node:fs';

/** Below what Node can hold in one text. */
const mostBytes = 400 * 1024 * 1024;

/** `why`: a clause whose subject is the file. */
export type FoundText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** Never throws. */
export function fileText(path: string): FoundText {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return { ok: false, why: 'is no file' };
    if (stats.size > mostBytes) return { ok: false, why: `has more than ${String(mostBytes / 1024 / 1024)} MB` };
    return { ok: true, text: readFileSync(path, 'utf8') };
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    return { ok: false, why: code === 'ENOENT' ? 'is not there' : `cannot be read (${code})` };
  }
}
