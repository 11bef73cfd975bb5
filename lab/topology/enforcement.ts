/** When the fabric goes by a security rule, looked up for an effective rule, which does not say it. */
import type { Enforcement } from './topology';
import type { World } from './world';

/**
 * Undefined where it does at once, as with the default rules. A recorded group that the topology does not have is enforced as it was recorded.
 * @param name as an effective rule has it: `securityRules/DenySsh`
 */
export const enforcementOf = (world: World, groupId: string, name: string): Enforcement | undefined =>
  world.networkSecurityGroup(groupId)?.rules.find((rule) => `securityRules/${rule.name}` === name)?.enforced;
