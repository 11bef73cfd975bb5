import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allChecks, checksWithoutFile } from '../../helpers/checks/all-checks';
import { allFaults } from '../../lab/faults/catalogue';
import { elsewhere } from '../../lab/faults/elsewhere';
import { healthyShapes } from '../../lab/shapes/healthy-shapes';
import { faultsPage } from './faults-page';
import { furtherInjections } from './rehearse-fault';

const checkIds = [...allChecks.map(({ id }) => id), 'SSH-01'];

describe('The catalogue of faults', () => {
  test('names every fault and every shape once', () => {
    const names = [...allFaults, ...healthyShapes].map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('states checks that exist; AZURE stands for a run that could not begin', () => {
    expect(allFaults.flatMap(({ red }) => red).filter((id) => ![...checkIds, 'AZURE'].includes(id))).toEqual([]);
  });

  test('has every fault that is stated for other topologies, and checks that exist', () => {
    const named = Object.values(elsewhere).flatMap(({ alike, otherwise }) => [...alike, ...Object.keys(otherwise)]);
    expect(named.filter((name) => !allFaults.some((fault) => fault.name === name))).toEqual([]);
    expect(furtherInjections.flatMap(({ red }) => red).filter((id) => ![...checkIds, 'AZURE'].includes(id))).toEqual([]);
  });

  test('has a fault for every check that is in every report', () => {
    expect(checksWithoutFile.map(({ id }) => id).filter((id) => !allFaults.some(({ red }) => red.includes(id)))).toEqual([]);
  });

  test('is described by docs/faults.md (npm run docs writes it)', () => {
    expect(readFileSync(join(__dirname, '..', '..', 'docs', 'faults.md'), 'utf8')).toBe(faultsPage());
  });
});
