import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import { titleOf, verdictOf } from '../../words/case-words';
import { isJudged } from '../check';
import type { Draft } from '../../estate/testing/reference-deployment';
import { addMachine, deployment, forbidden, stop } from '../../estate/testing/reference-deployment';
import { spoke1, spoke2 } from '../../estate/testing/reference-network';
import { ssh01 } from './ssh-01';

const pairs = (change: (draft: Draft) => void = () => undefined) => {
  const { survey, expectations } = deployment(change);
  const estate = estateOf(survey);
  return ssh01.due(estate, expectations).map((due) => ({ ...due, words: titleOf(due, estate.label), ...(isJudged(due) && { said: verdictOf(due, estate.label) }) }));
};

/** Title and, where no login can be tried, the reason. */
const told = (change: (draft: Draft) => void): string[] =>
  pairs(change).map(({ words, said }) => (said?.verdict === 'cannot-tell' ? `${words}: ${said.reason}` : words));

describe('The pairs of SSH-01', () => {
  test('go both ways between the machines of the spokes', () => {
    expect(pairs()).toEqual([
      expect.objectContaining({ words: '[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)', subjects: [spoke1.vm.toLowerCase(), spoke2.vm.toLowerCase()] }),
      expect.objectContaining({ words: '[SSH-01] spoke2vm logs in to spoke1vm (10.1.1.4)' }),
    ]);
    expect(pairs()[0]).toMatchObject({
      to: { name: 'spoke2vm', address: '10.2.1.4', port: 22, computerName: 'spoke2vm', vmId: spoke2.vm, nicId: spoke2.nic, spokeId: spoke2.network },
    });
  });

  test('are of the first running machine by name', () => {
    const more = (draft: Draft): void => {
      addMachine(draft, spoke2, 'Another', '10.2.1.5');
      addMachine(draft, spoke2, 'aaa', '10.2.1.6');
      stop(draft, 'aaa');
    };
    expect(told(more)).toEqual(['[SSH-01] spoke1vm logs in to Another (10.2.1.5)', '[SSH-01] Another logs in to spoke1vm (10.1.1.4)']);
  });

  test('go by the name of the machine, not by that of its NIC', () => {
    const renamed = (draft: Draft): void => {
      draft.machines.filter(({ id }) => id === spoke2.vm).forEach((vm) => (vm.name = 'zulu'));
      addMachine(draft, spoke2, 'tango', '10.2.1.5');
    };
    expect(told(renamed)[0]).toBe('[SSH-01] spoke1vm logs in to tango (10.2.1.5)');
  });

  test('go to the primary NIC, the first that the machine lists', () => {
    const twoNics = (draft: Draft): void => {
      addMachine(draft, spoke2, 'aux', '10.2.1.9');
      const added = draft.nics.at(-1);
      draft.machines.pop();
      if (added) added.virtualMachineId = spoke2.vm;
      draft.machines.filter(({ id }) => id === spoke2.vm).forEach((vm) => vm.networkInterfaceIds.push(added?.id ?? ''));
    };
    expect(told(twoNics)[0]).toBe('[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)');
  });

  test('a machine without a computer name has none', () => {
    expect(pairs(({ machines }) => machines.forEach((vm) => delete vm.computerName))[0]).not.toHaveProperty('to.computerName');
  });

  test('where a spoke has no machine that runs, the pair says why', () => {
    expect(told((draft) => stop(draft, 'spoke2vm'))).toEqual([
      '[SSH-01] spoke1vm logs in to a machine of bluespoke2-vnet1: no virtual machine of bluespoke2-vnet1 is known to run (spoke2vm is deallocated)',
      '[SSH-01] a machine of bluespoke2-vnet1 logs in to spoke1vm (10.1.1.4): no virtual machine of bluespoke2-vnet1 is known to run (spoke2vm is deallocated)',
    ]);
    expect(told((draft) => draft.spoke2.subnets.forEach((subnet) => (subnet.ipConfigurationIds = [])))[0]).toBe(
      '[SSH-01] spoke1vm logs in to a machine of bluespoke2-vnet1: bluespoke2-vnet1 has no virtual machine',
    );
  });

  test('where spokes, NICs or machines are not to be read, the pair says so', () => {
    const refused = 'could not be read: GET /it ended in 403 AuthorizationFailed: x/read is not granted';
    const problem = forbidden('/it', 'x/read');
    const reasons = (of: Draft['unread'][number]['of'], id: string): string | undefined => told((draft) => draft.unread.push({ of, id, problem }))[0]?.split('vnet1: ')[1];
    expect(reasons('virtualNetworks', spoke2.network)).toBe(`bluespoke2-vnet1 ${refused}`);
    expect(reasons('networkInterfaces', spoke2.nic)).toBe(`no virtual machine of bluespoke2-vnet1 is known to run (spoke2vm819_z1 ${refused})`);
    expect(reasons('virtualMachines', spoke2.vm)).toBe(`no virtual machine of bluespoke2-vnet1 is known to run (spoke2vm ${refused})`);
  });

  test('of two spokes without machines says both', () => {
    expect(told((draft) => [stop(draft, 'spoke1vm'), stop(draft, 'spoke2vm')])[0]).toBe(
      '[SSH-01] a machine of bluespoke1-vnet1 logs in to a machine of bluespoke2-vnet1: no virtual machine of bluespoke1-vnet1 is known to run (spoke1vm is deallocated); no virtual machine of bluespoke2-vnet1 is known to run (spoke2vm is deallocated)',
    );
  });
});
