/** Runs one of ARM's long-running operations to its end, in bounded time. */
import { armErrorIn, failedStatusIn } from '../problem/arm-error';
import { OperationFailed, OutOfTime } from '../problem/errors';
import type { AzureClients } from './azure-clients';
import { refuseWhenOver } from './time-left';

interface RawResponse {
  readonly bodyAsText?: string | null;
}

export interface OperationOptions {
  readonly abortSignal: AbortSignal;
  readonly onResponse: (response: RawResponse) => void;
  /** When to poll is for `pace-operations.ts` to say. */
  readonly updateIntervalInMs: number;
}

interface Poller<T> {
  pollUntilDone(options: { abortSignal: AbortSignal }): Promise<T>;
}

/**
 * ARM responds 202 with a Location, a new one with each poll, until it responds 200. An operation that failed is a 200, too, with the
 * status in its body; the SDK takes that for success when it followed a Location, so the last body is checked here.
 *
 * @param begin one of the SDK's `begin…` methods, given these options. Its time runs from when ARM has accepted it
 * @throws OutOfTime, TimeIsUp, OperationFailed, and whatever the SDK throws
 */
export async function runOperation<T>(begin: (options: OperationOptions) => Promise<Poller<T>>, { operationTimeoutMs, timeLeft }: Pick<AzureClients, 'operationTimeoutMs' | 'timeLeft'>): Promise<T> {
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = timeLeft.signal();
  const abortSignal = limit ? AbortSignal.any([deadline.signal, limit]) : deadline.signal;
  let lastBody: string | null | undefined;
  const onResponse = ({ bodyAsText }: RawResponse): void => {
    timer ??= setTimeout(() => { deadline.abort(); }, operationTimeoutMs);
    lastBody = bodyAsText;
  };
  try {
    const poller = await begin({ abortSignal, onResponse, updateIntervalInMs: 0 });
    const result = await poller.pollUntilDone({ abortSignal });
    refuseFailure(lastBody);
    return result;
  } catch (error) {
    refuseWhenOver(limit);
    if (deadline.signal.aborted) throw new OutOfTime(operationTimeoutMs, 'OPERATION_TIMEOUT');
    refuseFailure(lastBody);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function refuseFailure(body: string | null | undefined): void {
  const status = failedStatusIn(body);
  if (status === undefined) return;
  throw new OperationFailed(status, armErrorIn(body));
}
