import { describe, expect, test } from '@jest/globals';
import { labelsIn } from './survey-labels';
import { addMachine, deployment } from './testing/reference-deployment';
import { hubId, spoke1, spoke2 } from './testing/reference-network';

describe('The labels of a survey', () => {
  test('are names, the networks that a subnet lies in included, as they are first spelled', () => {
    const label = labelsIn(deployment().survey);
    expect([hubId, spoke1.subnet, spoke1.vm, spoke1.nic.toUpperCase()].map(label)).toEqual(['bluehub-vnet1', 'bluespoke1-vnet1/bluespoke1-vnet1sub1', 'spoke1vm', 'spoke1vm711_z1']);
  });

  test('name the group too where two resources of a type share a name', () => {
    const label = labelsIn(
      deployment((draft) => {
        addMachine(draft, spoke1, 'twin', '10.1.1.9');
        addMachine(draft, spoke2, 'twin', '10.2.1.9');
      }).survey,
    );
    expect(label(spoke1.vm.replace('spoke1vm', 'twin'))).toBe('bluespoke1rg/twin');
    expect(label(spoke1.vm)).toBe('spoke1vm');
  });

  test('an id that the survey does not know is called by its name', () => {
    expect(labelsIn(deployment().survey)(`${hubId}-other`)).toBe('bluehub-vnet1-other');
  });
});
