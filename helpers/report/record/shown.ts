/**
 * What results.json holds so that a report can show a network without reading its survey: the network, the effective routes, and what came of each pair of
 * spokes. What there may be hundreds of thousands of is written short, in texts of some 1,500 characters each.
 */
import { z } from 'zod';

const address = z.string();

const side = z
  .object({
    name: z.string(),
    state: z.string().describe('Initiated, Connected or Disconnected'),
    sync: z.string(),
    provisioning: z.string(),
    on: z.array(z.string()).describe('the switches that are on'),
    partial: z.literal(true).optional().describe('a subnet peering'),
  })
  .describe('one side of a peering');

const network = z.object({
  id: z.string(),
  unread: z.literal(true).optional().describe('it could not be read, and nothing else is known of it'),
  region: z.string().optional(),
  prefixes: z.array(z.string()).optional(),
});

const machine = z.object({ vm: z.string(), nic: z.string(), address, power: z.string().optional().describe('absent where it could not be read') });

export const networkSchema = z.object({
  hub: network,
  routeServer: z
    .object({
      id: z.string(),
      addresses: z.array(address).describe('of its instances'),
      asn: z.number().optional(),
      provisioning: z.string(),
      routing: z.string(),
      branchToBranch: z.boolean(),
      peers: z.array(z.object({ name: z.string(), address, asn: z.number(), state: z.string().optional() })).optional().describe('BGP peers; absent where they could not be read'),
    })
    .nullable()
    .optional()
    .describe('null: the hub has none; absent: it could not be read'),
  hops: z
    .array(
      z.object({
        kind: z.enum(['gateway', 'firewall', 'load-balancer', 'routing-appliance', 'machine', 'unknown']),
        id: z.string().optional().describe('of what it is; absent where nothing that was read has the address'),
        network: z.string().optional().describe('that it is in, where it is known'),
        addresses: z.array(address),
      }),
    )
    .describe("the next hops of spoke-to-spoke traffic beside the Route Server, and the hub's gateways"),
  spokes: z.array(network.extend({ machines: z.array(machine).describe("one for each NIC of a machine"), hubSide: side.optional(), spokeSide: side.optional() })).describe('in the order of deployment.spokeIds; a side of the peering with the hub is absent where there is none, or its network could not be read'),
  peerings: z.array(z.object({ from: z.string(), to: z.string(), side })).describe('of spokes with spokes'),
});

export type NetworkShown = z.infer<typeof networkSchema>;

const row = z.object({ prefixes: z.array(z.string()), type: z.string(), addresses: z.array(address), source: z.string(), state: z.string(), name: z.string().optional() });

export const routesSchema = z.object({
  pool: z.array(row).describe('effective routes, each once'),
  nics: z.array(
    z.object({
      nic: z.string(),
      vm: z.string().optional(),
      spoke: z.number().optional().describe('its place in deployment.spokeIds, from 0; absent for one in no spoke'),
      rows: z.array(z.string()).describe('places in the pool, in the order in which Azure sent them: "0-4,6"'),
      decides: z.array(z.string()).optional().describe('for each spoke, in their order, the places in the pool of the rows that decide for its machines: "12+13" for several, "-" for none, "5-7" for 5,6,7 and "5*3" for 5,5,5'),
    }),
  ),
});

export type RoutesShown = z.infer<typeof routesSchema>;

/** The letters of the matrix. */
export const outcomes = {
  L: 'login landed',
  P: 'connection opened',
  C: 'passed by configuration',
  B: 'blocked, as it is to be',
  W: 'waived',
  F: 'failed',
  T: 'cannot be told',
  N: 'not due',
  O: 'left out of this run',
  E: 'nothing expected',
} as const;

export type OutcomeLetter = keyof typeof outcomes;

export const matrixSchema = z.object({
  rows: z
    .array(z.string())
    .describe(`for each spoke the outcomes to all spokes, both in the order of deployment.spokeIds, a letter each, the worst of SSH-01, PATH-01 and the checks of flows: ${Object.entries(outcomes).map(([letter, words]) => `${letter} ${words}`).join(', ')}, . the spoke itself`),
  logins: z.array(z.string()).describe('milliseconds of the logins that landed, by the places of the two spokes from 0: "0>1:25,1>0:31"'),
  why: z.array(z.string()).describe('what is said of the pairs that failed or cannot be told, by places in `texts`: "0>1:0"; a pair may lack it where there are very many texts'),
  texts: z.array(z.string()),
});

export type MatrixShown = z.infer<typeof matrixSchema>;
