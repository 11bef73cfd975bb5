import { mistakesWith } from './testing/reference-file';

/** A uniform scale set with one instance, or none. */
const scaleSet = (instance?: object): object => ({ name: 'set', resourceGroup: 'bluehubrg', location: 'eastasia', instances: instance ? [{ instanceId: '0', ...instance }] : [] });

test.each<[string, string, Record<string, unknown>, string]>([
  [
    'a wrong subnet of an instance',
    '',
    { scaleSets: [scaleSet({ networkInterfaces: [{ name: 'n', subnet: 'bluehub-vnet1/x', privateIPAddresses: ['10.0.0.9'] }] })] },
    'scaleSets[0].instances[0].networkInterfaces[0].subnet: the virtual network "bluehub-vnet1" has no subnet "x"',
  ],
  [
    'an address of an instance outside its subnet',
    '',
    { scaleSets: [scaleSet({ networkInterfaces: [{ name: 'n', subnet: 'bluehub-vnet1/bluehub-vnet1sub1', privateIPAddresses: ['10.9.0.9'] }] })] },
    'scaleSets[0].instances[0].networkInterfaces[0].privateIPAddresses[0]: "10.9.0.9" lies outside the subnet bluehub-vnet1sub1',
  ],
  [
    'a power state that an instance cannot have',
    '',
    { scaleSets: [scaleSet({ powerState: 'on', networkInterfaces: [{ name: 'n', subnet: 'bluehub-vnet1/bluehub-vnet1sub1', privateIPAddresses: ['10.0.0.9'] }] })] },
    'scaleSets[0].instances[0].powerState: "on" is none of running, stopped, deallocated, starting, stopping, deallocating, unknown',
  ],
  [
    'instances of a flexible scale set',
    '',
    { scaleSets: [{ ...scaleSet({ networkInterfaces: [{ name: 'n', subnet: 'bluehub-vnet1/bluehub-vnet1sub1', privateIPAddresses: ['10.0.0.9'] }] }), orchestration: 'flexible' }] },
    'scaleSets[0].instances: the machines of a flexible scale set stand among the virtualMachines, with its name in scaleSet',
  ],
  ['a machine of a uniform scale set', '', { scaleSets: [scaleSet()], virtualMachines: [{ name: 'm', resourceGroup: 'bluehubrg', location: 'eastasia', networkInterfaces: ['spoke1vm711_z1'], scaleSet: 'set' }] }, 'virtualMachines[0].scaleSet: "set" is uniform; its machines are its instances'],
])('%s is named with its place', (_, place, change, mistake) => {
  expect(mistakesWith(place, change)).toEqual([mistake]);
});
