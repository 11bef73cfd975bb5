/** Effective routes and rules of real NICs, from the recordings of ARM traffic that SPOKECHECK_RECORDINGS names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EffectiveRoute, EffectiveSecurityGroup, EffectiveSecurityRule } from '../survey';

interface Recording {
  readonly interactions: readonly { readonly response: { readonly body: { readonly value?: readonly unknown[] } | null } }[];
}

/** The last non-empty list of a recording. Throws where the recordings are not to be had: a test that tested nothing must not pass. */
function recordedList<T>(file: string): readonly T[] {
  const folder = process.env.SPOKECHECK_RECORDINGS;
  if (!folder) throw new Error(`Set SPOKECHECK_RECORDINGS to the folder with the recordings of ARM traffic (${file} and others).`);
  const { interactions } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording;
  const list = interactions.at(-1)?.response.body?.value;
  if (!list || list.length === 0) throw new Error(`${file} ends without a list.`);
  return list as readonly T[];
}

interface RecordedRoute {
  readonly name?: string;
  readonly source: string;
  readonly state: string;
  readonly addressPrefix: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIpAddress: readonly string[];
}

export const recordedRoutes = (file: string): EffectiveRoute[] =>
  recordedList<RecordedRoute>(file).map(({ name, source, state, addressPrefix, nextHopType, nextHopIpAddress }) => ({
    source,
    state,
    addressPrefixes: addressPrefix,
    nextHopType,
    nextHopIpAddresses: nextHopIpAddress,
    ...(name !== undefined && { name }),
  }));

type RecordedRule = Pick<EffectiveSecurityRule, 'name' | 'protocol' | 'access' | 'priority' | 'direction' | 'sourcePortRanges' | 'destinationPortRanges' | 'sourceAddressPrefixes' | 'destinationAddressPrefixes'> & {
  readonly expandedSourceAddressPrefix?: readonly string[];
  readonly expandedDestinationAddressPrefix?: readonly string[];
};

interface RecordedGroup {
  readonly networkSecurityGroup: { readonly id: string };
  readonly association: { readonly subnet?: unknown };
  readonly effectiveSecurityRules: readonly RecordedRule[];
}

export const recordedGroups = (file: string): EffectiveSecurityGroup[] =>
  recordedList<RecordedGroup>(file).map(({ networkSecurityGroup, association, effectiveSecurityRules }) => ({
    networkSecurityGroupId: networkSecurityGroup.id,
    association: association.subnet ? 'subnet' : 'networkInterface',
    rules: effectiveSecurityRules.map(({ expandedSourceAddressPrefix = [], expandedDestinationAddressPrefix = [], ...rule }) => ({
      ...rule,
      expandedSourceAddressPrefixes: expandedSourceAddressPrefix,
      expandedDestinationAddressPrefixes: expandedDestinationAddressPrefix,
    })),
  }));
