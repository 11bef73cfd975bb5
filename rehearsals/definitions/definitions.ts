/** Microsoft's own definitions of its API as a judge of exchanges: oav with the published files of Microsoft.Network and Microsoft.Compute. */
import { rmSync } from 'node:fs';
import { LiveValidator } from 'oav';
import type { Asked } from '../../lab/arm/observe-exchanges';
import { loadSdkDefinitions } from './sdk-definitions';
import { copyWithStrictEnums } from './strict-copy';

/** What was said, by whomever: the lab or a recording. */
export interface Said extends Asked {
  /** A JSON value, or undefined where nothing was sent. */
  readonly requestBody?: unknown;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Difference {
  /** oav's word for it, e.g. `ENUM_MISMATCH`; `UNKNOWN_OPERATION` where no definition has such an operation. */
  readonly code: string;
  readonly in: 'request' | 'response';
  /** JSON path in the body, or empty. */
  readonly place: string;
  /** With `ENUM_MISMATCH`: the value. */
  readonly value?: string;
  readonly message: string;
}

interface JudgedExchange {
  /** Microsoft's name of the operation, e.g. `VirtualNetworks_Get`; absent where the definitions don't know it. */
  readonly operation?: string;
  readonly differences: readonly Difference[];
}

export type DefinitionsJudge = (said: Said) => Promise<JudgedExchange>;

/** The versions that the definitions are of. Clients ask for later ones, whose answers differ by additions only. */
const definedVersions = { 'microsoft.network': '2024-01-01', 'microsoft.compute': '2024-07-01' };

/**
 * Takes about a second. @param env SPOKECHECK_SPEC names the folder that holds `specification/`. @param options.alone without the operations that they lack and
 * that Microsoft's clients speak for
 * @throws where it doesn't, rather than judging nothing
 */
export async function loadDefinitions(env: NodeJS.ProcessEnv, { alone = false } = {}): Promise<DefinitionsJudge> {
  const folder = env['SPOKECHECK_SPEC'];
  if (!folder) throw new Error('Microsoft’s API definitions are not here. Set SPOKECHECK_SPEC to the folder that holds specification/network and specification/compute.');
  const copy = copyWithStrictEnums(folder);
  const validator = new LiveValidator(
    {
      directory: copy,
      swaggerPathsPattern: ['/specification/**/*.json'],
      git: { shouldClone: false },
      isArmCall: true,
      isPathCaseSensitive: false,
      loadValidatorInBackground: false,
      loadValidatorInInitialize: false,
    },
    () => undefined,
  );
  try {
    await validator.initialize();
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  if (alone) return (said) => judge(validator, said);
  const judgeBySdk = await loadSdkDefinitions();
  return async (said) => {
    const judged = await judge(validator, said);
    return judged.differences.some(({ code }) => code === 'UNKNOWN_OPERATION') ? bySdk(await judgeBySdk(said), judged) : judged;
  };
}

/** Of an operation that neither knows, the published definitions speak. */
const bySdk = (judged: JudgedExchange, published: JudgedExchange): JudgedExchange => (judged.operation === undefined ? published : judged);

async function judge(validator: LiveValidator, { method, url, requestBody, status, headers, body }: Said): Promise<JudgedExchange> {
  const { requestValidationResult: request, responseValidationResult: response } = await validator.validateLiveRequestResponse({
    liveRequest: { method, url: inDefinedVersion(url), headers: {}, ...bodyOf(requestBody) },
    liveResponse: { statusCode: status.toString(), headers: { ...headers }, ...bodyOf(body) },
  });
  const trouble = response.runtimeException ?? request.runtimeException;
  if (trouble) {
    const isUnknown = trouble.code.startsWith('OPERATION_NOT_FOUND');
    return { differences: [{ code: isUnknown ? 'UNKNOWN_OPERATION' : trouble.code, in: 'request', place: '', message: trouble.message }] };
  }
  return {
    operation: response.operationInfo.operationId,
    differences: [...request.errors.flatMap((issue) => differencesOf('request', issue)), ...response.errors.flatMap((issue) => differencesOf('response', issue))],
  };
}

type Issue = Awaited<ReturnType<LiveValidator['validateLiveRequestResponse']>>['responseValidationResult']['errors'][number];

/** oav reports once what is wrong at several places alike. */
function differencesOf(side: Difference['in'], { code, message, params, jsonPathsInPayload }: Issue): Difference[] {
  const value = code === 'ENUM_MISMATCH' ? { value: String(params?.[0]) } : {};
  const places = jsonPathsInPayload.length === 0 ? [''] : jsonPathsInPayload;
  return places.map((place) => ({ code, in: side, place, ...value, message }));
}

function inDefinedVersion(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const provider = /\/providers\/([^/]+)/i.exec(path)?.[1]?.toLowerCase() ?? '';
  const parameters = new URLSearchParams(query);
  const version = definedVersions[provider as keyof typeof definedVersions] as string | undefined;
  if (version !== undefined) parameters.set('api-version', version);
  return `${path}?${parameters.toString()}`;
}

/** A body of JSON null, as with a 202, counts as none. */
const bodyOf = (value: unknown): { body?: Record<string, unknown> } => (value === undefined || value === null ? {} : { body: value as Record<string, unknown> });
