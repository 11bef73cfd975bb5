/** The order of the suites: from what everything rests on to what rests on everything. */
import Sequencer from '@jest/test-sequencer';

const order = ['route-server', 'peerings', 'route-tables', 'effective-routes', 'security-rules', 'paths', 'ssh', 'flows'];

const rank = (path: string): number => {
  const place = order.findIndex((name) => path.endsWith(`${name}.test.ts`));
  return place < 0 ? order.length : place;
};

export default class SuiteOrder extends Sequencer {
  override sort<Test extends { readonly path: string }>(tests: Test[]): Test[] {
    return [...tests].sort((a, b) => rank(a.path) - rank(b.path) || a.path.localeCompare(b.path));
  }
}
