import { homedir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { deployment } from '../estate/testing/reference-deployment';
import { guardOf } from './guard';
import { redactionOf } from './redaction';

const both = { ids: true, addresses: true };
const settings = { SSH_USERNAME: 'jane.doe', SSH_JUMP: 'ops@jump7.example:2222', REPORT_DIR: 'reports', AZURE_TENANT_ID: '5be7c1d2-93af-4e61-b0c4-77d20a4f9e31', TRANSIT: 'gateway' };
const redaction = redactionOf(deployment(), both);

describe('What others say', () => {
  test('is told without values of the settings, paths of the runner and GUIDs, before there is a survey', () => {
    const guard = guardOf(both, settings);
    expect(guard(`${homedir()}/x: jane.doe via ops@jump7.example:2222, reports, gateway`)).toBe('~/x: SSH_USERNAME via SSH_JUMP, reports, gateway');
    expect(guard('tenant 5BE7C1D2-93af-4e61-b0c4-77d20a4f9e31')).toBe('tenant (redacted)');
    expect(guard(`at ${process.cwd()}/tests/x.ts`)).toBe('at ./tests/x.ts');
  });

  test('and with pseudonyms in place of names with a digit and of addresses, once there is one', () => {
    const guard = guardOf(both, settings, redaction);
    expect(guard('cannot reach SPOKE1VM, bluespoke1-vnet1sub1.')).toBe('cannot reach vm1, subnet2.');
    expect(guard('to-bluespoke1-vnet1-x')).toBe(`to-${redaction.name('vnet', 'bluespoke1-vnet1')}-x`);
    expect(guard('ECONNREFUSED 10.1.1.4:22')).toBe(`ECONNREFUSED ${redaction.place('10.1.1.4')}:22`);
  });

  test('what was changed once stays as it is', () => {
    const guard = guardOf(both, settings, redaction);
    const once = guard('spoke1vm at 10.1.1.4, bluehub-vnet1, 5be7c1d2-93af-4e61-b0c4-77d20a4f9e31');
    expect(guard(once)).toBe(once);
  });

  test('our own words stay', () => {
    const text = '[RS-01] vm1 (10.0.0.0/8 → None) by junit.xml, TCP 22, 2026-01-01T00:00:00.000Z, sha256:0123456789abcdef';
    expect(guardOf(both, settings, redaction)(text)).toBe(text);
  });
});
