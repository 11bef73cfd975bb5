/**
 * What a survey cannot know, and what PATH-01 must then have told: for each cause of a loss in the lab, which `beyond` names the very thing that loses the packet.
 * Any other loss must turn PATH-01 red.
 */
import { sameAddress } from '../../lab/addresses/addresses';
import type { ConnectOutcome } from '../../lab/network/path';
import type { LossCause } from '../../lab/network/loss';
import type { World } from '../../lab/topology/world';
import type { Beyond } from '../../helpers/findings/path-findings';
import { forwardersOf } from './words/places';

type Lost = Extract<ConnectOutcome, { readonly cause: LossCause }>;

/** Whether this is what loses the packet. */
type IsThere = (beyond: Beyond, lost: Lost, world: World) => boolean;

const nameIn = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

/** The guest of the machine at which it is lost. */
const guest: IsThere = (beyond, { at }) => beyond.kind === 'guest' && nameIn(beyond.vmId) === at;

/** What Resource Manager does not show. */
const unseenForwarder: IsThere = (beyond, { at }, { topology }) =>
  beyond.kind === 'unseen' && forwardersOf(topology).some(({ name, privateIPAddress }) => name === at && sameAddress(privateIPAddress, beyond.address));

/** A machine of a uniform scale set: its guest, its NIC, and what that NIC's routes and rules make of the packet. */
const unseenInstance: IsThere = (beyond, { at, reason }, world) =>
  beyond.kind === 'unseen' &&
  world.machines().some((vm) => {
    const nics = vm.instanceOf ? world.networkInterfacesOf(vm) : [];
    const isHere = at === vm.name || nics.some(({ name }) => at === name || reason.includes(` on ${name};`));
    return isHere && nics.some(({ privateIPAddresses }) => privateIPAddresses.some((address) => sameAddress(address, beyond.address)));
  });

const anyOf = (...some: readonly IsThere[]): IsThere => (...what) => some.some((isThere) => isThere(...what));

/** A guest with several NICs may send on what one of them took by another; in the lab it sends by the one next to the destination, else by its primary one. */
const guestWithSeveralNics: IsThere = (beyond, { reason }, world) =>
  beyond.kind === 'guest' && (world.virtualMachine(beyond.vmId)?.networkInterfaces.length ?? 0) > 1 && reason.includes(` ${beyond.address} (`);

/** @param several what comes behind a guest that may choose, or nothing */
function thingsThatStandFor(several: IsThere): Partial<Record<LossCause, IsThere>> {
  const onward = anyOf(unseenInstance, several);
  return {
    'appliance-filter': anyOf(guest, unseenForwarder),
    'connection-unknown': anyOf(guest, unseenForwarder),
    'next-hop-does-not-forward': anyOf(guest, onward),
    'next-hop-unheld': anyOf((beyond, { reason }) => beyond.kind === 'unseen' && reason.endsWith(`has the address ${beyond.address}`), onward),
    'next-hop-outside': anyOf((beyond, { reason }) => beyond.kind === 'edge' && reason.endsWith('sends it to the networks beyond it'), onward),
    'next-hop-none': onward,
    'no-gateway': onward,
    'no-machine': onward,
    'no-route': onward,
    'security-rule': onward,
    'came-back': onward,
    'peering-denies-access': onward,
    'peering-denies-forwarded-traffic': onward,
    'transit-has-no-way': unseenInstance,
    loop: onward,
  };
}

const told = thingsThatStandFor(guestWithSeveralNics);
const toldWithoutChoice = thingsThatStandFor(() => false);

/** @returns the kinds of what was told that stands for this loss; none where it ought to have been found */
export const toldOf = (lost: Lost, beyond: readonly Beyond[], world: World): readonly Beyond['kind'][] => beyond.filter((one) => told[lost.cause]?.(one, lost, world) ?? false).map(({ kind }) => kind);

/** Whether something that was told stands for this loss by itself, whatever the guest of an appliance chooses. */
export const isToldWithoutChoice = (lost: Lost, beyond: readonly Beyond[], world: World): boolean => beyond.some((one) => toldWithoutChoice[lost.cause]?.(one, lost, world) ?? false);
