/**
 * What the configuration makes of a connection that is to be blocked: whether a packet of A's is certain to die on its way to B, by what was read, and of what. A way
 * that merely does not hold is not enough: of routes at equal cost one may lead on, answers that get lost say that packets arrived, and what translates
 * addresses may show the rules of B another source.
 */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { MachineNic } from '../../estate/machines';
import { keyOf } from '../../estate/resource-id';
import type { Finding } from '../../findings/finding';
import type { Beyond } from '../../findings/path-findings';
import { followPacket } from '../../path/follow-packet';
import { passRules } from '../../path/pass-rules';

export type Blocking =
  /** The packet dies there, whatever was not looked at. */
  | { readonly kind: 'blocked'; readonly by: Finding }
  /** Nothing that was read stops it. `beyond` lies on the way and was not looked at. */
  | { readonly kind: 'let-through'; readonly beyond: readonly Beyond[] }
  /** One of the two machines does not run. */
  | { readonly kind: 'off'; readonly finding: Finding }
  /** What was read stops it, perhaps. */
  | { readonly kind: 'perhaps'; readonly by: Finding; readonly why: Perhaps }
  | { readonly kind: 'unread'; readonly finding: Finding }
  /** The target is an address that is no machine's, to which no way is followed. */
  | { readonly kind: 'not-followed' };

/** Why what stops a packet does not do so for certain. */
export type Perhaps =
  /** Other connections go another way at equal cost, which was not found to break. */
  | 'other-ways'
  /** It is the answer that is lost: the packet gets there. */
  | 'answer-only'
  /** Something before it was not looked at, and may send the packet elsewhere or under another address. */
  | 'behind-unseen'
  /** A Network Manager's rules, which come first, could not be read. */
  | 'admin-rules-unread'
  /** The rule does not decide. */
  | 'undecided';

/** @param ends the NICs; undefined where the target is no machine's */
export function blockedBy(estate: Estate, expectations: Expectations, ends: readonly [MachineNic, MachineNic] | undefined, port: number): Blocking {
  if (!ends) return { kind: 'not-followed' };
  const [a, b] = ends;
  const path = followPacket(estate, expectations, a, b, port);
  if (path.kind === 'breaks' && path.finding.kind === 'machine-off') return { kind: 'off', finding: path.finding };
  const [out, into] = [passRules(estate, port, a, b, 'Outbound').break, passRules(estate, port, a, b, 'Inbound').break];
  const [outLacks, intoLacks] = [out, into].map((by, index) => by?.kind === 'rule-denies' && areAdminRulesUnread(estate, [a, b][index]?.spokeId ?? ''));
  if (out && !outLacks) return { kind: 'blocked', by: out };
  if (into && !intoLacks && isDeniedFromAll(estate, a, b, port, path.beyond)) return { kind: 'blocked', by: into };
  if (path.kind === 'arrives') return { kind: 'let-through', beyond: path.beyond };
  if (path.kind === 'unknown') {
    return path.gap.kind === 'unread' ? { kind: 'unread', finding: path.gap.finding } : { kind: 'perhaps', by: path.gap.finding, why: 'undecided' };
  }
  const { finding: by } = path;
  if (path.way === 'back') return { kind: 'perhaps', by, why: 'answer-only' };
  if ((out && outLacks) ?? (into && intoLacks)) return { kind: 'perhaps', by, why: 'admin-rules-unread' };
  if (path.inPart) return { kind: 'perhaps', by, why: 'other-ways' };
  if (by.kind === 'rule-denies' || by.kind === 'admin-rule-denies' || path.beyond.some(mayDivert)) return { kind: 'perhaps', by, why: 'behind-unseen' };
  return { kind: 'blocked', by };
}

const areAdminRulesUnread = ({ survey: { adminRules } }: Estate, networkId: string): boolean => adminRules[keyOf(networkId)]?.status === 'unread';

/** A rule of B's holds for the source that it sees: A's, or the address of what translates it on the way. */
function isDeniedFromAll(estate: Estate, a: MachineNic, b: MachineNic, port: number, beyond: readonly Beyond[]): boolean {
  return beyond.every((one) => {
    if (one.kind === 'route-server') return true;
    return 'address' in one && one.address !== undefined && passRules(estate, port, { ...a, address: one.address }, b, 'Inbound').break !== undefined;
  });
}

/** A guest whose ways were all followed, a firewall and a Route Server pass a packet on by the routes that were read, or drop it; what the others do with it nobody knows. */
const mayDivert = ({ kind }: Beyond): boolean => kind !== 'guest' && kind !== 'firewall' && kind !== 'route-server';
