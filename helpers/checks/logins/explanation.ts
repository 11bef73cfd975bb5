/** What the survey shows of the way of a probe's packets. */
import type { Estate } from '../../estate/estate';
import type { Expectations } from '../../estate/expectations';
import type { FactOf, Finding } from '../../findings/finding';
import type { Beyond } from '../../findings/path-findings';
import { followPacket } from '../../path/follow-packet';
import { hopsOf } from '../../path/path';
import { strayHop } from '../../path/stray-hop';
import type { ProbeEnd, ProbeTarget } from '../check';

export interface Explanation {
  readonly because: readonly Finding[];
  /** What lies on it and was not looked at. */
  readonly beyond: readonly Beyond[];
  /** The next hops there and back, where they differ. */
  readonly asymmetric?: FactOf<'login-failed'>['asymmetric'];
}

export const unexplained: Explanation = { because: [], beyond: [] };

export function explanationOf(estate: Estate, expectations: Expectations, { from, to }: { readonly from: ProbeEnd; readonly to: ProbeTarget }): Explanation {
  const [a, b] = [estate.nic(from.nicId), estate.nic(to.nicId ?? '')];
  if (!a || !b) return unexplained;
  const path = followPacket(estate, expectations, a, b, to.port);
  const { beyond } = path;
  switch (path.kind) {
    case 'arrives': {
      const stray = strayHop(estate, expectations, a, b, path);
      const [there, back] = [hopsOf(path.there), hopsOf(path.back)];
      const differ = expectations.transit.kind !== 'route-server' && there.join() !== back.join();
      return { because: stray ? [stray] : [], beyond, ...(differ && { asymmetric: { there, back } }) };
    }
    case 'breaks':
      return { because: [path.finding, ...path.others], beyond };
    case 'unknown':
      // A rule in doubt is a cause of SG-01, not of a probe that may have failed for another reason.
      return { because: path.gap.kind === 'unread' ? [path.gap.finding] : [], beyond };
  }
}
