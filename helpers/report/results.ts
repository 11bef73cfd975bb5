/**
 * results.json: one run as data, versioned, the record that every report can be made from. It holds no secret and no path of this machine.
 * docs/results.schema.json is made from the schema here.
 */
import { z } from 'zod';
import { partNames } from '../estate/survey-parts';
import { matrixSchema, networkSchema, routesSchema } from './record/shown';
import { sinceSchema } from './since';

const finding = z.looseObject({ kind: z.string() }).describe('one member of the union in helpers/findings; `because` holds what it comes of');
const end = z.object({ name: z.string(), address: z.string(), port: z.number(), computerName: z.string().optional(), guestName: z.string().optional(), vmId: z.string(), nicId: z.string(), spokeId: z.string() });
const target = end.partial({ vmId: true, nicId: true });
const outcome = z.looseObject({ kind: z.string() });

const oneCase = z.object({
  check: z.string().describe('the id of the check, or what a run was about that never came to a check: AZURE, RUN'),
  suite: z.string(),
  title: z.string().describe('unique in a run, stable from run to run'),
  verdict: z.enum(['pass', 'fail', 'cannot-tell', 'waived', 'skip']),
  waived: z
    .object({ was: z.enum(['fail', 'cannot-tell']).describe('what it would be without'), subject: z.string(), reason: z.string(), owner: z.string(), until: z.string().describe('the last day on which it holds, by UTC: 2027-01-31'), line: z.number().optional().describe('of EXPECTATIONS_FILE, from 1') })
    .optional()
    .describe('a failure that is known and accepted for a time'),
  subjects: z.array(z.string()).describe('resource ids in lower case'),
  findings: z.array(finding),
  advisories: z.array(finding),
  basis: z.array(z.object({ of: z.enum(partNames as [string, ...string[]]), key: z.string() })).describe('the readings of the survey that the verdict rests on'),
  targets: z
    .object({
      passed: z.number(),
      failed: z.number(),
      untold: z.number(),
      skipped: z.number(),
      others: z
        .array(z.object({ verdict: z.enum(['fail', 'cannot-tell', 'skip']), back: z.literal(true).optional(), nics: z.string() }))
        .describe('the pairs that did not pass, by the places of the other machines in `nics`, from 0: "0-5,9"; back: the pairs start there'),
    })
    .optional()
    .describe('in a large network a case stands for all pairs of a NIC: what they came to, each counted once'),
  reason: z.string().optional().describe('in words, where no check found it'),
  words: z
    .object({ fact: z.string().optional(), evidence: z.array(z.string()).optional(), hint: z.string().optional(), advisories: z.array(z.string()).optional() })
    .optional()
    .describe('what the verdict says; absent where it passed and there is nothing to add'),
  attempts: z.number().optional().describe('how often what it rests on was observed'),
  seconds: z.number().optional().describe('from the first observation to the last'),
  milliseconds: z.number().describe('that the test took'),
  redSince: z.iso.datetime().optional().describe('of a red case, where there is a baseline: when the first of the runs ended in which, one baseline after the other, it was red'),
  isNew: z.boolean().optional().describe('of a red case: whether it was not red in the baseline; absent where that does not tell'),
  login: z.object({ from: end, to: end, outcome }).optional(),
  connection: z.object({ from: end, to: target, outcome }).optional().describe('what came of a connection that is to open; `to` may be an address that is no machine\'s'),
  watch: z
    .object({ from: end, to: target, control: target.optional(), contacts: z.array(z.object({ seconds: z.number().describe('from the beginning of the window'), outcome, control: outcome.optional() })) })
    .optional()
    .describe('what came of each try of a connection that is to be blocked, and of the control beside it'),
});

export const resultsSchema = z.object({
  format: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  run: z.string().describe('the id of the run, unique and sorted by time'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  arguments: z.array(z.string()).describe("Jest's, which may have chosen a part"),
  deployment: z
    .object({
      hubId: z.string(),
      spokeIds: z.array(z.string()),
      surveyStartedAt: z.string(),
      surveyFinishedAt: z.string(),
      survey: z.string().describe('the checksum of survey.json, the same in all runs that judged it'),
      expectations: z.looseObject({}),
      requests: z.object({ reads: z.number(), writes: z.number() }),
      readBy: z.object({ objectId: z.string() }).optional().describe('who asked Azure, by the object id in Microsoft Entra ID; absent for a survey that was taken before'),
    })
    .optional()
    .describe('absent where a run ended before it was read'),
  shard: z.object({ index: z.number(), count: z.number() }).optional().describe('the part of the cases that the run took, both numbers from 1'),
  endedBy: z.string().optional().describe('why the run ended before it was through, a clause'),
  merged: z.array(z.string()).optional().describe('the ids of the runs that this is the result of, in the order of their shards'),
  counts: z.object({ due: z.number(), selected: z.number(), judged: z.number(), proven: z.number(), connected: z.number().optional(), passed: z.number(), failed: z.number(), inconclusive: z.number(), waived: z.number(), skipped: z.number() }),
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  conclusion: z.string(),
  cases: z.array(oneCase),
  causes: z.array(
    z.object({
      key: z.string(),
      finding,
      explains: z.array(z.string()).describe('titles of cases'),
      sentence: z.string().optional(),
      fixes: z.array(z.string()).optional().describe('commands of the Azure CLI that would fix it together, in this order; never run'),
      isPart: z.boolean().optional().describe('whether they leave a part of it'),
      places: z
        .array(z.object({ peering: z.array(z.string()).optional().describe('two ids: whose side it is, and where it leads'), network: z.string().optional(), address: z.string().optional().describe('of a next hop') }))
        .optional()
        .describe('where in the network it is'),
    }),
  ),
  notes: z.array(finding).describe('advisories on the deployment as a whole'),
  notLookedAt: z.array(finding).describe('what lies on the ways from machine to machine and was not read'),
  reach: z
    .object({ spokePairs: z.number(), spokePairsByLogin: z.number(), machines: z.number(), machinesByLogin: z.number(), nicPairsByConfiguration: z.number(), connections: z.number().optional().describe('connections that are to open and do'), blocked: z.number().optional().describe('connections that are to be blocked and are'), leftOut: z.object({ pairs: z.number().describe('ordered pairs of spokes between which no login was due'), settings: z.string().describe('by which they were left out') }).optional(), flowsLeftOut: z.object({ connections: z.number().describe('connections that the flows name and that were not probed'), settings: z.string() }).optional() })
    .optional()
    .describe('how far the proof goes'),
  baseline: sinceSchema.optional(),
  nics: z.array(z.string()).optional().describe("the NICs of the spokes' machines, where a case stands for many pairs"),
  words: z.object({ notes: z.array(z.string()), notLookedAt: z.array(z.string()) }).optional().describe('`notes` and `notLookedAt` in words'),
  network: networkSchema.optional(),
  routes: routesSchema.optional(),
  matrix: matrixSchema.optional(),
  names: z.record(z.string(), z.string()).describe('by what the reports call the resources that are spoken of'),
});

export type Results = z.infer<typeof resultsSchema>;
