/** The forms of SSH_PAIRS and SSH_PAIRS_SEED: which pairs of spokes log in to each other, and what a sample is drawn from. */
import { z } from 'zod';
import type { LoginPairs } from '../estate/expectations';
import type { Form } from './variables';

export type PairsWord = LoginPairs extends infer One ? (One extends LoginPairs ? Omit<One, 'seed'> : never) : never;

const mostPairs = 1_000_000;

export const loginPairs: Form<PairsWord> = z
  .string()
  .trim()
  .transform((text, context): PairsWord => {
    const word = text.toLowerCase();
    if (word === 'auto' || word === 'all' || word === 'ring') return { kind: word };
    const size = Number(/^sample:(\d+)$/.exec(word)?.[1] ?? 0);
    if (size >= 1 && size <= mostPairs) return { kind: 'sample', size };
    context.addIssue({ code: 'invalid_format', format: 'pairs', input: text });
    return z.NEVER;
  })
  .describe(`auto, all, ring, or sample:N with a whole number from 1 to ${String(mostPairs)}`);

export const pairsSeed: Form<string> = z.string().trim().regex(/^[\w.:-]{1,64}$/).describe('a word of letters, digits and ._:-, of 64 characters at most');
