/** The environment of a rehearsal: the lab's, and nothing of a real deployment that the shell or a .env file may name. */
import { pipelineVariables } from '../helpers/run/tell-pipeline';
import { settingNames } from '../helpers/settings/settings';

/** Settings that tune a run without saying what it talks to; a rehearsal takes them from the shell. */
const taken = new Set([
  ...['REPORT_DIR', 'KEEP_RUNS', 'BASELINE_FILE', 'REDACT', 'REDACT_KEY', 'RUN_TIMEOUT', 'SURVEY_TIMEOUT', 'OPERATION_TIMEOUT', 'CONVERGENCE_TIMEOUT', 'SURVEY_MAX_AGE'],
  ...['SSH_CHECKS', 'SSH_TIMEOUT', 'SSH_PARALLEL', 'SSH_PAIRS', 'SSH_PAIRS_SEED', 'BLOCKED_WINDOW'],
  ...['ALLOW_SPOKE_PEERING', 'ROUTE_SERVER_SUBNET_MIN_PREFIX', 'BRANCH_TO_BRANCH', 'REMOTE_GATEWAYS', 'FORWARDED_TRAFFIC', 'SSH_PORT'],
]);

/** Of the shell alone: the one in .env is of a real deployment. */
const takenFromShell = new Set([...taken, 'EXPECTATIONS_FILE']);

/** An empty variable switches off the line of a .env file that would set it. A pipeline in which somebody rehearses is not told of the lab's network. */
const nothing = Object.fromEntries([...settingNames.filter((name) => !taken.has(name)), ...pipelineVariables].map((name) => [name, '']));

/** All variables that lead a run to the lab and to nothing else. */
export const labVariables = (lab: Readonly<Record<string, string>>): Record<string, string> => ({ ...nothing, ...lab, NO_PROXY: 'localhost,127.0.0.1' });

/** @param shell the environment of the person who rehearses. @param lab the environment that leads to the lab; the shell's tuning wins over it. */
export function rehearsalEnvironment(shell: NodeJS.ProcessEnv, lab: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const tuning = Object.fromEntries(Object.entries(shell).filter(([name, value]) => takenFromShell.has(name) && value));
  return { ...shell, ...labVariables(lab), ...tuning };
}
