/**
 * The shape of EXPECTATIONS_FILE. What is read is checked by it, docs/expectations.schema.json and docs/expectations.md are made of it. It changes
 * no value, so that what stands in the file and what the schema describes are one.
 */
import { z } from 'zod';
import { checkIds } from '../../estate/check-ids';
import { loginPairs, pairsSeed } from '../pairs-form';
import { resourceId } from '../resource-id-form';

/** @param description what it is for, as a sentence. @param expected completes "expected …". */
const key = <T extends z.ZodType>(schema: T, description: string, expected: string): T => schema.meta({ description, expected });

const requirement = (description: string): z.ZodType<'required' | 'any' | 'forbidden'> => key(z.enum(['required', 'any', 'forbidden']), description, 'required, any or forbidden');

const text = (description: string, expected: string, most = 300): z.ZodType<string> => key(z.string().regex(/\S/).max(most), description, expected);

const id = (type: string, called: string, description: string): z.ZodType<string> => {
  const form = resourceId(`Microsoft.Network/${type}`, called);
  return key(form, description, form.description ?? called);
};

const wholeNumber = (min: number, max: number): z.ZodNumber => z.int().min(min).max(max);

const portNumber = wholeNumber(1, 65_535);

const form = (accepts: (text: string) => boolean): z.ZodString => z.string().refine(accepts, { error: '' });

const userName = (description: string): z.ZodType<string> => key(z.string().regex(/^\S+$/), description, 'the name of a user on the VMs, without blanks');
const keyFile = (description: string): z.ZodType<string> => key(z.string().regex(/\S/), description, 'the path of a private key');
const passphraseVariable = key(
  z.string().regex(/^[A-Za-z_]\w*$/),
  'The environment variable that holds the passphrase of that key; the passphrase itself never stands in the file.',
  'the name of an environment variable',
);
const sshPort = (description: string): z.ZodType<number> => key(portNumber, description, 'a port, from 1 to 65535');

const sshOfAll = key(
  z.strictObject({
    username: userName('The user on every VM, like SSH_USERNAME.').optional(),
    key: keyFile('The private key of the VMs, as a file, like SSH_PRIVATE_KEY_FILE; a key or password of the environment goes before it.').optional(),
    passphraseVariable: passphraseVariable.optional(),
    port: sshPort('The port of sshd on the machines, like SSH_PORT.').optional(),
    pairs: key(form((word) => loginPairs.safeParse(word).success), 'Which pairs of spokes log in to each other, like SSH_PAIRS.', loginPairs.description ?? '').optional(),
    pairsSeed: key(form((word) => pairsSeed.safeParse(word).success), 'What a sample of pairs is drawn from, like SSH_PAIRS_SEED.', pairsSeed.description ?? '').optional(),
  }),
  'How to log in, where a spoke does not say otherwise.',
  'a mapping',
);

const sshOfSpoke = key(
  z.strictObject({
    username: userName('The user on the VMs of the spoke.').optional(),
    key: keyFile('The private key of the VMs of the spoke, as a file.').optional(),
    passphraseVariable: passphraseVariable.optional(),
    port: sshPort('The port of sshd on the machines of the spoke.').optional(),
    machines: key(
      z.array(text('A name of a virtual machine; * stands for any characters.', 'the name of a virtual machine, with * for any characters')).min(1),
      'Which machines log in and are logged in to, by name; those of an earlier pattern first.',
      'a list of one name or more',
    ).optional(),
  }),
  'How to log in to the machines of the spoke.',
  'a mapping',
);

const spoke = key(
  z.strictObject({
    id: id('virtualNetworks', 'a virtual network', 'The id of the spoke.'),
    ssh: sshOfSpoke.optional(),
    probe: key(z.enum(['ssh', 'none']), 'Whether anything is probed from or to its machines; with none what hangs on it is skipped, for the reason that `why` gives.', 'ssh or none').optional(),
    why: text('Why nothing is probed there; with `probe: none` alone.', 'a reason, in 300 characters at most').optional(),
    remoteGateways: requirement('Whether its peering uses the gateway or Route Server of the hub (PE-02, PE-04).').optional(),
    forwardedTraffic: requirement('Whether its peering accepts forwarded traffic (PE-05).').optional(),
    subnets: key(
      z.record(z.string(), key(z.strictObject({ routeTable: requirement('Whether the subnet has a route table (RT-01).') }), 'What is asked of subnets of that name.', 'a mapping')),
      'What differs at subnets, by name; * stands for any characters, and the last one that fits holds.',
      'a mapping of subnets by name',
    ).optional(),
  }),
  'A spoke, by the name that the file calls it.',
  'a mapping',
);

const flowPort = z.union([portNumber, z.literal('ssh')]);
const onePort = key(flowPort, 'A TCP port, or ssh for the port of the SSH server of the target.', 'a port, from 1 to 65535, or ssh');

const ends = 'a spoke, a spoke/machine, a spoke/subnets/subnet; names of machines and subnets may hold *';

const flow = key(
  z.strictObject({
    from: text(`Where connections start: * for every spoke, ${ends}.`, "'*', spoke, spoke/machine or spoke/subnets/subnet"),
    to: text(`Where they lead, likewise, or spoke/address for an IPv4 address that need be no machine's.`, "'*', spoke, spoke/machine, spoke/subnets/subnet or spoke/address"),
    port: key(z.union([flowPort, z.array(onePort).min(1)]), 'A TCP port or a list of them; ssh is the port of the SSH server of the target.', 'a port, from 1 to 65535, or ssh, or a list of these'),
    protocol: key(z.literal('tcp'), 'The protocol; only TCP is probed.', 'tcp').optional(),
    expect: key(z.enum(['connect', 'blocked']), 'What is expected: that they connect, or that the network blocks them.', 'connect or blocked'),
  }),
  'What is expected of TCP connections from one to another.',
  'a mapping',
);

const name = text('The name of a spoke of the file.', 'the name of a spoke');

const spokePeering = key(
  z.strictObject({
    between: key(z.tuple([name, name]), 'Two spokes, by name.', 'a list of the names of two spokes'),
    is: requirement('Whether they are peered, or in a connected group, with each other (PE-08).'),
  }),
  'What is asked of two spokes.',
  'a mapping',
);

const waiver = key(
  z.strictObject({
    check: key(z.enum(checkIds), 'The id of the check.', `the id of a check: ${checkIds.join(', ')}`),
    subject: text('The resource that the case is about, as reports call it; * stands for any characters.', 'the name of what the case is about'),
    reason: text('Why the failure is accepted.', 'a reason, in 300 characters at most'),
    owner: text('Who answers for it.', 'a person or a team', 100),
    until: key(z.iso.date(), 'The last day on which it holds, by UTC.', 'a day, as 2027-01-31'),
  }),
  'A failure that is known and accepted for a time.',
  'a mapping',
);

const address = z.union([z.ipv4(), z.ipv6()]);
const oneAddress = key(address, 'An address of an appliance, a firewall or a load balancer.', 'an IP address without prefix length');

const switchWords = z.enum(['on', 'off', 'any']);

export const expectationsSchema = key(
  z.strictObject({
    hub: id('virtualNetworks', 'a virtual network', 'The id of the hub, like HUB_VNET_ID.').optional(),
    routeServer: key(
      z.strictObject({
        id: id('virtualHubs', 'a Route Server', 'The id of the Route Server, like ROUTE_SERVER_ID; without it, it is found through RouteServerSubnet.').optional(),
        minPrefix: key(wholeNumber(8, 29), 'The smallest size that RouteServerSubnet may have, as a prefix length (RS-02), like ROUTE_SERVER_SUBNET_MIN_PREFIX.', 'a whole number from 8 to 29').optional(),
        branchToBranch: key(z.union([switchWords, z.boolean()]), 'Whether the Route Server exchanges routes between appliances and gateways (RS-06), like BRANCH_TO_BRANCH.', 'on, off or any').optional(),
      }),
      'The Route Server.',
      'a mapping',
    ).optional(),
    transit: key(
      z.union([z.enum(['route-server', 'gateway']), address, z.array(oneAddress).min(1)]),
      'How spokes reach each other, like TRANSIT.',
      'route-server, gateway, or IP addresses without prefix length',
    ).optional(),
    remoteGateways: requirement('Whether the peerings use the gateway or Route Server of the hub (PE-02, PE-04), like REMOTE_GATEWAYS.').optional(),
    forwardedTraffic: requirement('Whether the peerings of the spokes accept forwarded traffic (PE-05), like FORWARDED_TRAFFIC.').optional(),
    spokePeering: key(z.enum(['any', 'forbidden']), 'Whether spokes may be peered with each other (PE-08), like ALLOW_SPOKE_PEERING.', 'any or forbidden').optional(),
    ssh: sshOfAll.optional(),
    spokes: key(z.record(z.string(), spoke), 'All spokes, by a name for each; without it they are the networks that the hub is peered to, or SPOKE_VNET_IDS.', 'a mapping of spokes by name').optional(),
    spokePeerings: key(z.array(spokePeering), 'What is asked of two spokes alone; the last one that names both holds.', 'a list').optional(),
    flows: key(z.array(flow).min(1), 'All that is expected of connections; of several for the same machines and port the last one holds. Without it, every spoke is to reach every other at the SSH port.', 'a list of one flow or more').optional(),
    waivers: key(z.array(waiver), 'Failures that are known and accepted for a time.', 'a list').optional(),
  }),
  'What is expected of a hub-and-spoke network.',
  'a mapping',
);

export type ExpectationsFile = z.infer<typeof expectationsSchema>;
export type SpokeEntry = z.infer<typeof spoke>;
export type FlowEntry = z.infer<typeof flow>;
export type PeeringEntry = z.infer<typeof spokePeering>;
export type WaiverEntry = z.infer<typeof waiver>;

/** For editors, which show the description of a key. */
export const expectationsJsonSchema = (): object =>
  z.toJSONSchema(expectationsSchema, {
    override: ({ jsonSchema }) => {
      const { expected } = jsonSchema;
      delete jsonSchema.expected;
      if (jsonSchema.description !== undefined && typeof expected === 'string' && !expected.startsWith('a mapping')) jsonSchema.description += ` Expected: ${expected}.`;
    },
  });
