/**
 * ARM's error body, `{"error": {"code", "message", "details": [{"code", …}], "innererror": {…}}}`, parsed without assuming that the
 * body is one. Some resource providers leave `error` out and begin with its inside, or write `{"Message": …}`.
 */

export interface ArmError {
  readonly code?: string;
  readonly message?: string;
  /** What details and inner errors say beyond that: 429 RetryableError has its reason and its time there only. At most `mostFurther`. */
  readonly further: readonly string[];
  /** The outer code and those within: 429 RetryableError names its reason in a detail only. */
  readonly codes: readonly string[];
}

const mostFurther = 2;

/** Of an error inside of an error, and so on. */
const deepest = 4;

/** Reads the error out of a response body; no codes and no message where the body is empty, HTML or cut. */
export function armErrorIn(bodyText: string | null | undefined): ArmError {
  const body = parsed(bodyText);
  const outer = isObject(field(body, 'error')) ? field(body, 'error') : body;
  const [code, message] = [codeOf(outer), messageOf(outer)];
  const inner = errorsWithin(outer, 1);
  const further = inner.map((each) => messageOf(each) ?? codeOf(each)).filter((each) => each !== undefined);
  return {
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    further: [...new Set(further)].filter((each) => message?.includes(each) !== true && each !== code).slice(0, mostFurther),
    codes: [code, ...inner.map(codeOf)].filter((each) => each !== undefined),
  };
}

/** Those in `details` and in `innererror`, each before what is within it. */
function errorsWithin(error: unknown, depth: number): unknown[] {
  if (depth >= deepest) return [];
  const details = field(error, 'details');
  const listed = Array.isArray(details) ? (details as unknown[]) : [];
  const inner = [...listed, field(error, 'innererror') ?? field(error, 'innerError')].filter(isObject);
  return inner.flatMap((each) => [each, ...errorsWithin(each, depth + 1)]);
}

/** How a long-running operation reports that it failed: `{"status": "Failed", "error": {…}}`, with HTTP status 200. */
export function failedStatusIn(bodyText: string | null | undefined): string | undefined {
  const status = textField(parsed(bodyText), 'status');
  return status !== undefined && /^(failed|cancell?ed)$/i.test(status) ? status : undefined;
}

/** The body as JSON; undefined if it is not JSON. */
export function parsed(bodyText: string | null | undefined): unknown {
  try {
    return JSON.parse(bodyText ?? '');
  } catch {
    return undefined;
  }
}

/** A field of a value that may not be an object. */
export function field(value: unknown, name: string): unknown {
  return isObject(value) && name in value ? (value as Record<string, unknown>)[name] : undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const codeOf = (error: unknown): string | undefined => textField(error, 'code') ?? textField(error, 'Code');

const messageOf = (error: unknown): string | undefined => textField(error, 'message') ?? textField(error, 'Message');

function textField(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
