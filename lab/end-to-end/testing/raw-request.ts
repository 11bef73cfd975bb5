/** Plain HTTPS requests to a running lab, for what Microsoft's clients hide: headers, statuses, bodies as they came. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { Lab } from '../../lab';

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed where it is JSON, else as it came. */
  readonly body: unknown;
}

interface RawRequest {
  readonly method?: string;
  /** Path and query, or a whole URL. */
  readonly path: string;
  readonly token?: string;
  readonly form?: Readonly<Record<string, string>>;
}

/** Rejects where the connection breaks before the whole answer is there. */
export async function rawRequest({ environment }: Pick<Lab, 'environment'>, { method = 'GET', path, token, form }: RawRequest): Promise<RawResponse> {
  const url = new URL(path, environment['AZURE_RESOURCE_MANAGER_ENDPOINT']);
  const outgoing = request(url, {
    method,
    agent: false,
    ca: readFileSync(environment['NODE_EXTRA_CA_CERTS'] ?? ''),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
  });
  outgoing.end(form && new URLSearchParams(form).toString());
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk);
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A good access token for the lab's ARM. */
export async function accessToken(lab: Pick<Lab, 'environment'>): Promise<string> {
  const of = (name: string): string => lab.environment[name] ?? '';
  const { body } = await rawRequest(lab, {
    method: 'POST',
    path: `/${of('AZURE_TENANT_ID')}/oauth2/v2.0/token`,
    form: {
      grant_type: 'client_credentials',
      client_id: of('AZURE_CLIENT_ID'),
      client_secret: of('AZURE_CLIENT_SECRET'),
      scope: `${of('AZURE_RESOURCE_MANAGER_ENDPOINT')}/.default`,
    },
  });
  return (body as { access_token: string }).access_token;
}
