/** Which variables of an environment hold a secret, and which name a file that does. */
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isCertainlySecret } from './looks-secret';
import { hideSecret } from './secrets';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of any program: a pipeline's own tokens are in the same environment. */
const secretName = /(?:SECRET|PASSWORD|PASSPHRASE|TOKEN|PRIVATE_KEY|API_KEY|APIKEY|ACCESS_KEY|REDACT_KEY|IDENTITY_HEADER)$/i;

/** Their contents are secrets. */
const secretFiles = ['SSH_PRIVATE_KEY_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'];

/** What is pasted into these by mistake is shown in messages, as a name or a path. */
const shownVariables = /^(?:SSH|AZURE|HUB|SPOKE|ROUTE_SERVER|REPORT|TRANSIT)_?/;

/** Longer than any key or certificate. */
const longestFile = 256 * 1024;

/** Masks, from now on, the secrets of this environment wherever they are put out. Never throws. */
export function hideSecretsOf(env: Environment): void {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    if (secretName.test(name) || (shownVariables.test(name) && isCertainlySecret(value))) hideSecret(value);
  }
  for (const name of secretFiles) {
    const text = textOf(env[name]?.trim() ?? '');
    if (text !== undefined) hideSecret(text);
  }
}

function textOf(path: string): string | undefined {
  if (path === '') return undefined;
  const file = path.replace(/^~(?=$|[/\\])/, () => homedir());
  try {
    const stats = statSync(join(file));
    return stats.isFile() && stats.size <= longestFile ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
