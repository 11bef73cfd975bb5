/** `npm run doctor`: looks, before a run and in seconds, at all that a run needs besides the network, and tells all that is in its way at once. It only reads. */
import type { ExitCode } from '../report/conclusion';
import { estateOf } from '../estate/estate';
import { sameId } from '../estate/resource-id';
import { sitsInHub } from '../estate/route-server-seat';
import type { Survey } from '../estate/survey';
import type { Finding } from '../findings/finding';
import { messageOf, printableLine } from '../printable/printable';
import { hideSecretsOf } from '../printable/secret-variables';
import { prepareCredentials } from '../probe/ssh/credentials';
import { keyMistakes } from '../run/key-mistakes';
import { refusalUnder } from '../run/redacting';
import type { Verification } from '../run/verify';
import { loadEnvironment } from '../settings/dotenv';
import type { Mistake } from '../settings/mistakes';
import type { UsableSettings } from '../settings/usable-settings';
import { usableSettings } from '../settings/usable-settings';
import { wordsOf } from '../words/finding-words';
import { couldNotRead } from '../words/problem-words';
import { problemCause } from '../words/reading-words';
import { actionsFound } from './actions';
import type { Found, Section } from './found';
import { sectionLines, verdictOf } from './found';
import type { AzureAnswer, AzureLook } from './look-at-azure';
import { lookAtAzure } from './look-at-azure';
import { enterJumpHost, lookAtHostKeys, machinesToTry, pairOf, reachJumpHost, tryLogin } from './look-at-logins';

export type Examination = Pick<Verification, 'args' | 'env' | 'print' | 'ending'>;

/** For the token, for the networks, and for the rest of Azure, each. */
const stepMs = 30_000;

/** Resolves with 0 where nothing is in the way of a run, 1 where something is, and 2 where not all could be looked at; never rejects. */
export async function doctor(run: Examination): Promise<ExitCode> {
  const say = (lines: readonly string[]): void => { for (const line of lines) run.print(printableLine(line)); };
  const work = examine(run).catch((cause: unknown) => ({ code: 2 as const, lines: [`spokecheck itself broke: ${messageOf(cause)}.`] }));
  const early = run.ending.comes.then((reason) => ({ code: 2 as const, lines: [`It was ended before it was through: ${reason}.`] }));
  const { code, lines } = await Promise.race([work, early]);
  say(lines);
  return code;
}

async function examine({ args, env }: Examination): Promise<{ readonly code: ExitCode; readonly lines: readonly string[] }> {
  const refusal = refusalUnder(env, 'npm run doctor');
  if (refusal !== undefined) return { code: 2, lines: [refusal] };
  if (args.length > 0) return { code: 2, lines: [`${args.join(' ')}: doctor takes no arguments. Nothing was contacted.`] };
  try {
    Object.assign(env, loadEnvironment(env));
  } catch (cause) {
    return { code: 2, lines: [messageOf(cause)] };
  }
  hideSecretsOf(env);
  const usable = usableSettings(env);
  const [azure, jumpHost] = await Promise.all([answerOf(usable), lookAtJumpHost(usable)]);
  const sections: Section[] = [
    { title: 'Settings', found: [...settingsFound(usable.mistakes), ...keyFound(usable, env)] },
    { title: 'Azure', found: azureFound(usable, azure) },
    { title: 'Logins', found: [...jumpHost, ...(await lookAtMachines(usable, azure))] },
  ];
  const { code, sentence } = verdictOf(sections);
  return { code, lines: [...sectionLines(sections), '', sentence] };
}

const answerOf = async ({ azure, deployment, expectations }: UsableSettings): Promise<AzureAnswer | undefined> =>
  azure && lookAtAzure({ azure, ...(deployment && { deployment }), transit: expectations?.transit ?? { kind: 'route-server' }, stepMs });

function settingsFound(mistakes: readonly Mistake[]): Found[] {
  if (mistakes.length === 0) return [{ is: 'well', what: 'the settings are complete and well-formed' }];
  return mistakes.map(({ variable, wrong, expected, example }) => ({
    is: 'wrong',
    what: `${variable} ${wrong}`,
    remedy: [`Expected is ${expected}.`, ...(example ? [`env.example:${String(example.number)}  ${example.text}`] : [])],
  }));
}

/** Whether the runner can log in with it at all, before anybody is asked. */
function keyFound({ login }: UsableSettings, env: Examination['env']): Found[] {
  if (!login?.ssh) return [];
  const mistakes = keyMistakes({ ssh: login.ssh }, env);
  if (mistakes.length > 0) return settingsFound(mistakes);
  const { auth, username } = login.ssh;
  return [{ is: 'well', what: { 'private-key': `the private key for ${username} can be opened`, password: `a password for ${username} is set`, agent: `an SSH agent is named for ${username}; which keys it has shows in a login` }[auth.kind] }];
}

function azureFound({ deployment }: UsableSettings, answer: AzureAnswer | undefined): Found[] {
  if (!answer) return [{ is: 'unknown', what: 'Azure was not asked: the settings do not say which cloud' }];
  if (answer.kind === 'refused') {
    return [{ is: 'wrong', what: problemCause(answer.problem).cause, remedy: ['Log in with az login, or set what DefaultAzureCredential reads: AZURE_TENANT_ID, AZURE_CLIENT_ID and the like.'] }, { is: 'unknown', what: 'what the identity may read was not asked: there is no token' }];
  }
  const admitted: Found = { is: 'well', what: 'Azure gives a token for the credential' };
  if (!deployment || !answer.look) return [admitted, { is: 'unknown', what: 'what the identity may read was not asked: HUB_VNET_ID does not name a network' }];
  return [admitted, ...namesFound(answer.look), ...routeServerFound(answer.look.survey), ...actionsFound(answer.look)];
}

function namesFound({ networks, survey }: AzureLook): Found[] {
  const { label } = estateOf(survey);
  const misnamed = survey.misnamed ?? [];
  const hidden = networks.flatMap(({ id, reading }) => (reading.status === 'unread' && reading.problem.kind === 'not-found' && !misnamed.some((one) => sameId(one.id, id)) ? [{ id, problem: reading.problem }] : []));
  return [
    ...misnamed.map((one): Found => ({ is: 'wrong', what: wordsOf({ kind: 'setting-names-nothing', ...one }, label).fact, remedy: [`Correct ${one.setting}, or let the identity see what it names.`] })),
    ...hidden.map(({ id, problem }): Found => ({ is: 'unknown', what: couldNotRead(id, problem), remedy: ['The hub is peered to it: let the identity see it, or name the spokes by SPOKE_VNET_IDS.'] })),
  ];
}

/** Where it was not read, the action that is missing says so; where a setting names none, the setting. */
function routeServerFound(survey: Survey): Found[] {
  const { routeServer, hubId } = survey;
  const { label } = estateOf(survey);
  const wrong = (finding: Finding, remedy: string): Found[] => [{ is: 'wrong', what: wordsOf(finding, label).fact, remedy: [remedy] }];
  if (routeServer.status === 'unread') return [];
  if (!routeServer.value) return wrong({ kind: 'route-server-missing', hubId }, 'Deploy one, correct HUB_VNET_ID, or give the identity Reader where it lies: what it may not see is not in the list.');
  const { name, subnetIds } = routeServer.value;
  if (!sitsInHub(routeServer.value, hubId)) return wrong({ kind: 'route-server-elsewhere', hubId, name, subnetIds }, 'Correct ROUTE_SERVER_ID, or leave it out: then it is looked for.');
  return [{ is: 'well', what: `Route Server ${name} is found in ${label(hubId)}` }];
}

async function lookAtJumpHost({ login, jump }: UsableSettings): Promise<Found[]> {
  if (login && !login.ssh) return [{ is: 'spare', what: 'logins are off (SSH_CHECKS)' }];
  if (login?.ssh && prepareCredentials(login.ssh.auth).status === 'usable') return enterJumpHost(login.ssh);
  return jump ? [await reachJumpHost(jump)] : [];
}

async function lookAtMachines({ login, expectations, mistakes }: UsableSettings, answer: AzureAnswer | undefined): Promise<Found[]> {
  if (!login) return [{ is: 'unknown', what: 'host keys were not looked up and no login was tried: the settings do not say how' }];
  const { ssh, sshTimeoutMs } = login;
  if (!ssh) return [];
  const survey = answer?.kind === 'admitted' ? answer.look?.survey : undefined;
  const isPortKnown = !mistakes.some(({ variable }) => variable === 'SSH_PORT');
  if (!survey || !expectations || !isPortKnown) {
    const why = survey ? 'the settings do not say by which port' : 'Azure does not tell of any machine';
    return [...(await lookAtHostKeys(ssh, [])), { is: 'unknown', what: `no login was tried: ${why}` }];
  }
  const estate = estateOf(survey);
  const machines = machinesToTry(estate, expectations);
  return [...(await lookAtHostKeys(ssh, machines)), await tryLogin({ ssh, sshTimeoutMs }, pairOf(machines, estate, expectations), estate)];
}
