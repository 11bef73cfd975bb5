/** What is wrong with a file that a setting names, in words. */
import type { FileText } from './runner';
import type { Mistake } from './mistakes';
import { quote } from './quote';

const reasons = {
  absent: 'which is not there',
  directory: 'which is a folder',
  forbidden: 'which this user may not read',
  unreadable: 'which cannot be read',
} as const satisfies Record<Extract<FileText, { ok: false }>['why'], string>;

export const fileMistake = (variable: string, path: string, why: keyof typeof reasons, expected: string): Mistake => ({
  variable,
  wrong: `names ${quote(path)}, ${reasons[why]}`,
  expected,
});
