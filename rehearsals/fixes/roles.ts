/** The roles that a printed command may assign, and what they hold: Reader reads, and the other one is the definition that docs/pipelines gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'pipelines', 'README.md'), 'utf8');
const [, definition = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
const { Name: name, Actions: actions } = z.object({ Name: z.string(), Actions: z.array(z.string()) }).parse(JSON.parse(definition));

export const isReader = (action: string): boolean => action.endsWith('/read');

export const effectiveRoutesRole = { name, holds: (action: string): boolean => actions.some((held) => held.toLowerCase() === action.toLowerCase()) };
