/** Answers that take too long, each in time and all of them together not: the run ends all the same, and says what it could not read. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { aList, effectiveRoutes, everyList, forEver, injects, spoke2, token } from '../arrangements';
import type { Act } from '../../../lab/arm/incident';
import type { Attack, AttackKind } from '../attack';

/** The survey has ten seconds; the rest is for starting, judging, and a busy machine. */
const slow = (name: string, arrange: Attack['arrange'], more: Partial<Attack> = {}): Attack => ({
  name,
  ...(arrange && { arrange }),
  must: { exits: [2], seconds: 45 },
  ...more,
});

const trickle = (everyMs: number, bytes: number): Act => ({
  kind: 'bytes',
  pieces: (text) => text.match(new RegExp(`[^]{1,${String(bytes)}}`, 'g')) ?? [],
  everyMs,
});

const headers = (more: Record<string, string>): Act => ({
  kind: 'reply',
  by: (_, answer) => ({ ...answer, headers: { ...answer.headers, ...more } }),
});

const refusal = (retryAfter: string): Act => ({
  kind: 'status',
  status: 429,
  code: 'TooManyRequests',
  message: 'Slow down.',
  headers: { 'retry-after': retryAfter },
});

export const time: AttackKind = {
  kind: 'time',
  attacks: [
    slow('a network that trickles in, a byte a second', injects(spoke2, trickle(1_000, 1))),
    slow('a list that trickles in, a byte in two seconds', injects(aList, trickle(2_000, 1))),
    slow('blanks for ever, one a second', injects(spoke2, { kind: 'bytes', pieces: () => forEver(' '), everyMs: 1_000 })),
    slow('a token that trickles in', injects(token, trickle(1_000, 1))),
    slow('a token endpoint that never answers', injects(token, { kind: 'stall' })),
    slow('a Resource Manager that never answers', injects({ path: /^\/subscriptions/ }, { kind: 'stall' })),
    slow('one network that never comes', injects(spoke2, { kind: 'stall' })),
    slow('pages without an end, a second each', injects(aList, { kind: 'endless-pages', everyMs: 1_000 })),
    slow('pages without an end, at once', injects(aList, { kind: 'endless-pages', everyMs: 0 })),
    slow('pages without an end in every list, three seconds each', injects(everyList, { kind: 'endless-pages', everyMs: 3_000 })),
    slow('an operation that is polled for ever', injects(effectiveRoutes, { kind: 'operation-endless' })),
    slow('polls that never answer', injects({ operation: 'OperationResults_Get' }, { kind: 'stall' })),
    slow('polls that each break off', injects({ operation: 'OperationResults_Get' }, { kind: 'reset' })),
    slow('polls that are refused with 429 for ever', injects({ operation: 'OperationResults_Get' }, refusal('1'))),
    slow('a Retry-After of a hundred years', injects(spoke2, refusal('3155760000'))),
    slow('a Retry-After that is no number', injects(spoke2, refusal('1e309')), { must: { exits: [2], seconds: 45 } }),
    slow('a Retry-After below nothing', injects(spoke2, refusal('-1'))),
    slow('a Retry-After in the year 9999', injects(spoke2, refusal('Fri, 31 Dec 9999 23:59:59 GMT'))),
    // Whoever polls sooner gets the true answer.
    slow(
      'a poll that asks to wait for a day',
      injects(effectiveRoutes, headers({ 'retry-after': '86400' })),
      { must: { exits: [0, 2], seconds: 45 } },
    ),
    slow(
      '503 for everything, with a second to wait each time',
      injects({ path: /^\/subscriptions/ }, { kind: 'status', status: 503, headers: { 'retry-after': '1' } }),
    ),
    slow('an SSH agent that takes the connection and is silent', undefined, {
      prepare: async ({ folder }, atEnd) => {
        const sockets = new Set<Socket>();
        const agent = createServer((socket) => { sockets.add(socket.on('error', () => undefined)); });
        agent.listen(`${folder}/agent.sock`);
        await once(agent, 'listening');
        atEnd(() => {
          agent.close();
          for (const socket of sockets) socket.destroy();
        });
      },
      environment: ({ folder }) => ({ SSH_PRIVATE_KEY_FILE: '', SSH_AUTH_SOCK: `${folder}/agent.sock` }),
      must: { exits: [2], red: 'SSH-01', says: /agent/, seconds: 75 },
    }),
    slow(
      'a settling network that settles never',
      injects(effectiveRoutes, { kind: 'operation-failed' }),
      { environment: () => ({ CONVERGENCE_TIMEOUT: '3' }) },
    ),
  ],
};
