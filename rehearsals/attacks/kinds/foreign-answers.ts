/** Answers that lead away: token and secret stay with those that they are meant for, and what is told elsewhere counts for nothing. */
import type { Act, LeadingAway, Match, Places } from '../../../lab/arm/incident';
import { aList, all, broken, effectiveRoutes, injects, spoke2, token } from '../arrangements';
import type { Attack, AttackKind } from '../attack';

type To = (places: Places) => string;

const samePath = (origin: string, asked: URL): string => `${origin}${asked.pathname}${asked.search}`;
const https: To = ({ https: origin, asked }) => samePath(origin, asked);
const http: To = ({ http: origin, asked }) => samePath(origin, asked);
/** The origin that was asked, as a user name; what comes after it is where it leads. */
const disguised: To = ({ https: origin, asked }) => samePath(`https://${asked.host.replace(':', '%3A')}@${new URL(origin).host}`, asked);
const withoutScheme: To = ({ https: origin, asked }) => samePath(origin.replace('https:', ''), asked);
const backslashes: To = ({ https: origin, asked }) => samePath(origin.replace('//', '\\\\'), asked);
const byAddress: To = ({ https: origin, asked }) => samePath(origin.replace('localhost', '127.0.0.1'), asked);

const leads = (by: LeadingAway, to: To): Act => ({ kind: 'leads-away', by, to });

const away = (name: string, match: Match, act: Act, more: Partial<Attack> = {}): Attack => ({
  name,
  elsewhere: true,
  arrange: injects(match, act),
  must: { exits: [2] },
  ...more,
});

const links: readonly (readonly [string, To])[] = [
  ['another https origin', https],
  ['plain http', http],
  ['an origin behind a user name that looks like Azure', disguised],
  ['the address of another server', byAddress],
];

const redirections = [301, 302, 303, 307, 308] as const;

export const foreignAnswers: AttackKind = {
  kind: 'foreign answers',
  attacks: [
    ...links.map(([what, to]) => away(`nextLink leads to ${what}`, aList, leads('nextLink', to))),
    away('nextLink leads to an origin without a scheme', aList, leads('nextLink', withoutScheme)),
    away('nextLink leads to an origin with backslashes', aList, leads('nextLink', backslashes)),
    away('nextLink leads to a file', aList, leads('nextLink', () => 'file:///etc/passwd'), { must: { exits: [2], never: ['root:x:'] } }),
    away('nextLink is a script', aList, leads('nextLink', () => 'javascript:process.exit(0)')),
    ...links.map(([what, to]) => away(`Location leads to ${what}`, effectiveRoutes, leads('location', to))),
    ...links.slice(0, 3).map(([what, to]) => away(
      `Azure-AsyncOperation leads to ${what}`,
      effectiveRoutes,
      leads('azure-asyncoperation', to),
    )),
    ...redirections.map((status) => away(`${String(status)} to another https origin`, spoke2, leads(status, https))),
    away('302 to plain http', spoke2, leads(302, http)),
    away('307 to an origin behind a user name that looks like Azure', spoke2, leads(307, disguised)),
    away('307 of a request that starts an operation', effectiveRoutes, leads(307, https)),
    away('308 to itself, for ever', spoke2, leads(308, ({ asked }) => asked.href), { must: { exits: [2] } }),
    away('302 without an end of the path', spoke2, leads(302, ({ https: origin }) => `${origin}/${'a/'.repeat(4_000)}`)),
    away('the token endpoint redirects with 307, and the secret with it', token, leads(307, https)),
    away('the token endpoint redirects with 308 to plain http', token, leads(308, http)),
    away('the token endpoint redirects with 302', token, leads(302, https)),
    away('a broken network, and effective routes of a healthy one elsewhere', effectiveRoutes, leads('location', https), {
      arrange: all(broken, injects(effectiveRoutes, leads('location', https))),
      must: { exits: [1, 2], red: 'RT-02' },
    }),
    away('a broken network, and every network redirected to a healthy one elsewhere', { method: 'GET' }, leads(307, https), {
      arrange: all(broken, injects({ operation: /_(Get|List)$/ }, leads(307, https))),
      must: { exits: [1, 2] },
    }),
  ],
};
