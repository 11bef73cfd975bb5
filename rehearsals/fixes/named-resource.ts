/** Which resource a command is about. */
import { sameText } from '../../lab/topology/resource-ids';
import type { Placed } from '../../lab/topology/topology';
import type { Options } from './az-command';
import { Refusal } from './az-command';

/** The resource that --name, --resource-group and --subscription name. */
export function named<T extends Placed>(list: readonly T[], options: Options, what: string, option = 'name'): T {
  const [name, group, subscription] = [options.one(option), options.one('resource-group'), options.one('subscription')];
  const found = list.find((one) => sameText(one.name, name) && sameText(one.resourceGroup, group) && sameText(one.subscription, subscription));
  if (!found) throw new Refusal(`there is no ${what} ${name} in resource group ${group}`);
  return found;
}
