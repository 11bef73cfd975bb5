/** ARM's error body, `{"error": {"code", "message", "details": [{"code", …}]}}`, parsed without assuming that the body is one. */

export interface ArmError {
  readonly code?: string;
  readonly message?: string;
  /** The outer code and those of the details: 429 RetryableError names its reason in a detail only. */
  readonly codes: readonly string[];
}

/** Reads the error out of a response body; no codes and no message where the body is empty, HTML or cut. */
export function armErrorIn(bodyText: string | null | undefined): ArmError {
  const error = field(parsed(bodyText), 'error');
  const code = textField(error, 'code');
  const message = textField(error, 'message');
  const details = field(error, 'details');
  const inner = Array.isArray(details) ? details.map((detail) => textField(detail, 'code')) : [];
  return {
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    codes: [code, ...inner].filter((each) => each !== undefined),
  };
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
  return typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;
}

function textField(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' && found !== '' ? found : undefined;
}
