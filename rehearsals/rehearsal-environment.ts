/** The environment of a rehearsal: the lab's, and nothing of a real deployment that the shell or a .env file may name. */

/** Settings that tune a run without saying what it talks to; a rehearsal takes them from the shell. */
const taken = new Set(['REPORT_DIR', 'CONVERGENCE_TIMEOUT', 'SSH_CHECKS', 'SSH_TIMEOUT', 'ALLOW_SPOKE_PEERING', 'ROUTE_SERVER_SUBNET_MIN_PREFIX']);

const ofDeployment = /^(AZURE_|ARM_|SSH_|HUB_|SPOKE_|ROUTE_SERVER_|TRANSIT$|CONVERGENCE_|ALLOW_|SPOKECHECK_ENV_FILE$|SPOKECHECK_RUN$|NODE_EXTRA_CA_CERTS$)/;

/** @param shell the environment of the person who rehearses. @param lab what the lab printed; it wins. */
export function rehearsalEnvironment(shell: NodeJS.ProcessEnv, lab: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(shell).filter(([name]) => !ofDeployment.test(name) || taken.has(name));
  return { ...lab, ...Object.fromEntries(kept), ...Object.fromEntries(Object.entries(lab).filter(([name]) => !(taken.has(name) && shell[name]))) };
}
