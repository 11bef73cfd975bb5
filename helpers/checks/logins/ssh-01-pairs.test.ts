import { describe, expect, test } from '@jest/globals';
import { estateOf } from '../../estate/estate';
import { titleOf, verdictOf } from '../../words/case-words';
import { isJudged } from '../check';
import type { Draft } from '../../estate/testing/reference-deployment';
import { parentId } from '../../estate/resource-id';
import { addMachine, deployment, forbidden, stop, thaw } from '../../estate/testing/reference-deployment';
import { machine, nic, rule, securityGroup, spoke, spoke1, spoke2 } from '../../estate/testing/reference-network';
import { ssh01 } from './ssh-01';

const pairs = (change: (draft: Draft) => void = () => undefined) => {
  const { survey, expectations } = deployment(change);
  const estate = estateOf(survey);
  return ssh01.due(estate, expectations).map((due) => ({ ...due, words: titleOf(due, estate.label), ...(isJudged(due) && { said: verdictOf(due, estate.label) }) }));
};

const spoke3 = Object.fromEntries(Object.entries(spoke2).map(([name, id]) => [name, id.replaceAll('spoke2', 'spoke3')])) as typeof spoke2;

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
    expect(told(more)).toEqual(['[SSH-01] spoke1vm logs in to Another (10.2.1.5), or another machine of bluespoke2-vnet1', '[SSH-01] Another, or another machine of bluespoke2-vnet1, logs in to spoke1vm (10.1.1.4)']);
  });

  test('go by the name of the machine, not by that of its NIC', () => {
    const renamed = (draft: Draft): void => {
      draft.machines.filter(({ id }) => id === spoke2.vm).forEach((vm) => (vm.name = 'zulu'));
      addMachine(draft, spoke2, 'tango', '10.2.1.5');
    };
    expect(told(renamed)[0]).toBe('[SSH-01] spoke1vm logs in to tango (10.2.1.5), or another machine of bluespoke2-vnet1');
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

  test('are of a machine with Linux, or of which the system is not known', () => {
    expect(told((draft) => {
      addMachine(draft, spoke2, 'aaa', '10.2.1.5');
      addMachine(draft, spoke2, 'bbb', '10.2.1.6');
      draft.machines.forEach((vm) => { if (vm.name === 'aaa') vm.osType = 'windows'; else if (vm.name === 'bbb') vm.osType = 'Linux'; });
    })[0]).toBe('[SSH-01] spoke1vm logs in to bbb (10.2.1.6), or another machine of bluespoke2-vnet1');
    expect(told((draft) => {
      addMachine(draft, spoke2, 'aaa', '10.2.1.5');
      draft.machines.forEach((vm) => { if (vm.name === 'spoke2vm') vm.osType = 'Linux'; });
    })[0]).toBe('[SSH-01] spoke1vm logs in to aaa (10.2.1.5), or another machine of bluespoke2-vnet1');
  });

  describe('where a machine’s own rules', () => {
    const denies = (direction: 'Inbound' | 'Outbound', port: string) => (draft: Draft): void => {
      addMachine(draft, spoke2, 'database', '10.2.1.5');
      draft.rules[`${parentId(spoke2.nic)}/networkInterfaces/database-nic`] = thaw([securityGroup('database', 'subnet', ['10.0.0.0/8'], [rule('securityRules/deny', 100, direction, 'Deny', { protocol: 'Tcp', destinationPortRanges: [port] })])]);
    };

    test.each(['Inbound', 'Outbound'] as const)('deny the port %s, another machine goes first', (direction) => {
      expect(told(denies(direction, '22-22'))).toEqual(['[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4), or another machine of bluespoke2-vnet1', '[SSH-01] spoke2vm, or another machine of bluespoke2-vnet1, logs in to spoke1vm (10.1.1.4)']);
      expect(pairs(denies(direction, '22-22'))[0]).toMatchObject({ further: { from: [], to: [{ name: 'database' }] } });
    });

    test('deny another port, or could not be read, it goes by name', () => {
      expect(told(denies('Inbound', '443-443'))[0]).toBe('[SSH-01] spoke1vm logs in to database (10.2.1.5), or another machine of bluespoke2-vnet1');
      expect(told((draft) => {
        denies('Inbound', '22-22')(draft);
        draft.unread.push({ of: 'effectiveSecurityGroups', id: `${parentId(spoke2.nic)}/networkInterfaces/database-nic`, problem: forbidden('/it', 'x/read') });
      })[0]).toBe('[SSH-01] spoke1vm logs in to database (10.2.1.5), or another machine of bluespoke2-vnet1');
    });

    test('deny it on every machine, the first by name shows it', () => {
      expect(told((draft) => {
        denies('Inbound', '22-22')(draft);
        draft.rules[spoke2.nic] = draft.rules[`${parentId(spoke2.nic)}/networkInterfaces/database-nic`] ?? [];
      })[0]).toBe('[SSH-01] spoke1vm logs in to database (10.2.1.5), or another machine of bluespoke2-vnet1');
    });

    test('keep out one spoke of several, it still goes before one whose rules keep out all', () => {
      const both = (draft: Draft): void => {
        denies('Inbound', '22-22')(draft);
        draft.others.push(thaw(spoke(spoke3, 3, 'australiaeast')));
        draft.spokeIds.push(spoke3.network);
        draft.nics.push(thaw(nic(spoke3.nic, spoke3.vm, spoke3.subnet, '10.3.1.4')));
        draft.machines.push(thaw(machine(spoke3.vm, [spoke3.nic])));
        draft.rules[spoke2.nic] = thaw([securityGroup('nsg', 'subnet', ['10.0.0.0/8'], [rule('securityRules/deny', 100, 'Inbound', 'Deny', { sourceAddressPrefixes: ['10.3.0.0/16'] })])]);
      };
      expect(told(both)[0]).toBe('[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4), or another machine of bluespoke2-vnet1');
    });
  });

  test('have two further machines of a spoke at most, the next by name, through their primary NICs', () => {
    const many = (draft: Draft): void => ['delta', 'alpha', 'charlie', 'bravo'].forEach((name, index) => addMachine(draft, spoke1, name, `10.1.1.${String(10 + index)}`));
    expect(pairs(many)[0]).toMatchObject({ from: { name: 'alpha' }, to: { name: 'spoke2vm' }, further: { from: [{ name: 'bravo' }, { name: 'charlie' }], to: [] } });
    expect(pairs(many)[1]).toMatchObject({ from: { name: 'spoke2vm' }, to: { name: 'alpha' }, further: { from: [], to: [{ name: 'bravo', address: '10.1.1.13', port: 22, computerName: 'bravo' }, { name: 'charlie' }] } });
    expect(pairs()[0]).not.toHaveProperty('further');
  });

  describe('of a spoke without Linux', () => {
    const windows = (draft: Draft): void => draft.machines.filter(({ id }) => id === spoke2.vm).forEach((vm) => (vm.osType = 'Windows'));
    const instance = (set: string, number: number): string => `${parentId(spoke2.vm)}/virtualMachineScaleSets/${set}/virtualMachines/${String(number)}/networkInterfaces/nic/ipConfigurations/ipconfig`;
    const none = 'no login can be tried with bluespoke2-vnet1, for no machine of it is known to run Linux (';

    test('cannot be told in either direction', () => {
      expect(told(windows)).toEqual([
        `[SSH-01] spoke1vm logs in to a machine of bluespoke2-vnet1: ${none}spoke2vm runs Windows)`,
        `[SSH-01] a machine of bluespoke2-vnet1 logs in to spoke1vm (10.1.1.4): ${none}spoke2vm runs Windows)`,
      ]);
      expect(pairs(windows)[0]).toMatchObject({ verdict: 'cannot-tell', findings: [{ kind: 'no-linux-machine', spokeId: spoke2.network, windowsIds: [spoke2.vm], scaleSetIds: [] }] });
      expect(pairs(windows)[0]).not.toHaveProperty('findings.0.because');
    });

    test('name the scale sets whose instances are all that it has', () => {
      const scaled = (draft: Draft): void => draft.spoke2.subnets.forEach((subnet) => (subnet.ipConfigurationIds = [instance('web', 0), instance('WEB', 1), instance('api', 0)]));
      expect(told(scaled)[0]).toBe(`[SSH-01] spoke1vm logs in to a machine of bluespoke2-vnet1: ${none}the instances of scale set api are not logged in to; the instances of scale set WEB are not logged in to)`);
    });

    test('go to a machine beside the instances of a scale set', () => {
      expect(told((draft) => draft.spoke2.subnets.forEach(({ ipConfigurationIds }) => ipConfigurationIds.push(instance('web', 0))))[0]).toBe('[SSH-01] spoke1vm logs in to spoke2vm (10.2.1.4)');
    });

    test('say as well which machine with Linux does not run, and that this is why', () => {
      const both = (draft: Draft): void => {
        windows(draft);
        addMachine(draft, spoke2, 'web', '10.2.1.5');
        stop(draft, 'web');
      };
      expect(told(both)[0]).toBe(`[SSH-01] spoke1vm logs in to a machine of bluespoke2-vnet1: ${none}spoke2vm runs Windows; web is deallocated)`);
      expect(pairs(both)[0]).toMatchObject({ findings: [{ because: [{ kind: 'machine-off', powerState: 'deallocated' }] }] });
    });
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
