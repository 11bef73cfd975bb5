import { describe, expect, test } from '@jest/globals';
import { missingAction } from './missing-action';

const nic = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/nic';

describe('The action that is missing', () => {
  test('is the one that ARM names', () => {
    const message = "The client 'x' with object id 'y' does not have authorization to perform action 'Microsoft.Network/virtualNetworks/read' over scope '/z'.";
    expect(missingAction(message, 'GET', nic)).toBe('Microsoft.Network/virtualNetworks/read');
  });

  test('is the linked one, where ARM names an action that is there and one that is not', () => {
    const message = "The client has permission to perform action 'A.B/c/read' on scope '/z'; however, it does not have permission to perform action(s) 'A.B/d/join/action' on the linked scope(s) '/y'.";
    expect(missingAction(message, 'GET', nic)).toBe('A.B/d/join/action');
  });

  test.each([
    ['GET', nic, 'Microsoft.Network/networkInterfaces/read'],
    ['POST', `${nic}/effectiveRouteTable?api-version=1`, 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action'],
    ['POST', `${nic.replace('networkInterfaces/nic', 'virtualHubs/rs/bgpConnections/p/learnedRoutes')}`, 'Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action'],
    ['GET', '/subscriptions/s/providers/Microsoft.Network/virtualHubs', 'Microsoft.Network/virtualHubs/read'],
    ['GET', '/subscriptions/s/providers/Microsoft.Network/locations/westus/operationResults/guid', 'Microsoft.Network/locations/operationResults/read'],
    ['GET', '/subscriptions/s', undefined],
  ])('follows from the request where ARM names none: %s %s', (method, path, action) => {
    expect(missingAction('Request denied.', method, path)).toBe(action);
  });
});
