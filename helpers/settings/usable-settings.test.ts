import { describe, expect, test } from '@jest/globals';
import { minimal, networkId, runnerWith } from './testing/test-environment';
import type { UsableSettings } from './usable-settings';
import { usableSettings } from './usable-settings';
import type { Environment } from './variables';

const usable = (changes: Environment): UsableSettings => usableSettings({ ...minimal, ...changes }, runnerWith());
const mistaken = ({ mistakes }: UsableSettings): string[] => mistakes.map(({ variable }) => variable);

describe('Of an environment can be used', () => {
  test('all, where it is complete', () => {
    const settings = usable({});
    expect(settings).toMatchObject({ mistakes: [], deployment: { hubId: networkId(1, 'hub') }, expectations: { sshPort: 22, sshChecks: true }, azure: { cloud: 'AzurePublic' }, login: { ssh: { username: 'azureuser' } } });
  });

  test('what is well-formed of what is expected, and of the deployment', () => {
    const settings = usable({ ROUTE_SERVER_SUBNET_MIN_PREFIX: 'x', SSH_PORT: '2222', SPOKE_VNET_IDS: 'spoke', ROUTE_SERVER_ID: 'server' });
    expect(mistaken(settings)).toEqual(['SPOKE_VNET_IDS', 'ROUTE_SERVER_ID', 'ROUTE_SERVER_SUBNET_MIN_PREFIX']);
    expect(settings).toMatchObject({ deployment: { hubId: networkId(1, 'hub') }, expectations: { sshPort: 2222, routeServerSubnetMinPrefix: 27 } });
    expect(settings.deployment).not.toHaveProperty('spokeIds');
  });

  test('no deployment without its hub', () => {
    expect(usable({ HUB_VNET_ID: 'hub' })).not.toHaveProperty('deployment');
  });

  test('no cloud of which a part is malformed: a credential must not go elsewhere', () => {
    expect(usable({ AZURE_RESOURCE_MANAGER_ENDPOINT: 'http://arm.local', AZURE_AUTHORITY_HOST: 'https://login.local' })).not.toHaveProperty('azure');
  });

  test('no login of which a part is malformed, but its jump host', () => {
    const settings = usable({ SSH_PRIVATE_KEY_FILE: '/nowhere', SSH_JUMP: 'me@jump:2222' });
    expect(settings).not.toHaveProperty('login');
    expect(settings.jump).toEqual({ username: 'me', host: 'jump', port: 2222 });
  });
});
