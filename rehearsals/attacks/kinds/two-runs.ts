/** Two runs into one report folder at the same time: in it are the reports of one run, whole, and each run's exit code is its own. */
import { broken, calledBy, injects, spoke2 } from '../arrangements';
import { attack, type Attack, type AttackKind, type Ended } from '../attack';
import { readReport } from '../outputs';

/** Every pair of reports that lies side by side tells of the same run. */
function agreed({ files }: Ended): string[] {
  const complaints: string[] = [];
  for (const [path, bytes] of files) {
    if (!/(^|\/)junit\.xml$/.test(path)) continue;
    const report = readReport(bytes.toString('utf8'));
    complaints.push(...report.complaints.map((what) => `${path}: ${what}`));
    const results = files.get(path.replace(/junit\.xml$/, 'results.json'));
    if (!results) continue;
    const { exitCode } = JSON.parse(results.toString('utf8')) as { exitCode: number };
    const told = report.failures > 0 ? 1 : report.errors > 0 ? 2 : 0;
    if (told === exitCode) continue;
    complaints.push(`${path} tells of an end with ${String(told)}, and the results beside it of one with ${String(exitCode)}`);
  }
  return complaints;
}

/** A run that finds another one at work may refuse with 2, and which of them comes second is open. */
const healthy = [0, 2] as const;
const red = [1, 2] as const;

/** junit.xml at the end is one run's, so it need not go with the first run's exit code. */
const must = (exits: Attack['must']['exits']): Attack['must'] => ({ exits, junit: false, seconds: 60, complaints: agreed });

const attacks: readonly Attack[] = [
  attack({ name: 'two healthy runs', beside: { exits: healthy }, must: must(healthy) }),
  attack({ name: 'a broken run beside a healthy one', arrange: broken, beside: { exits: healthy }, must: must(red) }),
  attack({ name: 'a healthy run beside a broken one', beside: { arrange: broken, exits: red }, must: must(healthy) }),
  attack({ name: 'two broken runs', arrange: broken, beside: { arrange: broken, exits: red }, must: must(red) }),
  attack({
    name: 'a healthy run beside one that cannot tell',
    beside: { arrange: injects(spoke2, { kind: 'reset' }), exits: [2] },
    must: must(healthy),
  }),
  attack({
    name: 'a run that is killed beside a healthy one',
    signal: { name: 'SIGKILL', after: /Read \d+ parts/ },
    beside: { exits: healthy },
    must: must(['SIGKILL', 0, 2]),
  }),
  attack({
    name: 'a run with an impostor beside a healthy one',
    arrange: calledBy('spoke1vm'),
    beside: { exits: healthy },
    must: must(red),
  }),
];

export const twoRuns: AttackKind = { kind: 'two runs', attacks };
