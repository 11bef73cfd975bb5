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
}

interface Poller<T> {
  pollUntilDone(options: { abortSignal: AbortSignal }): Promise<T>;
}

/**
 * ARM responds 202 with a Location, a new one with each poll, until it responds 200. An operation that failed is a 200, too, with the
 * status in its body; the SDK takes that for success when it followed a Location, so the last body is checked here.
 *
 * @param begin one of the SDK's `begin…` methods, given these options; the SDK polls every 2 s unless ARM names another time
 * @throws OutOfTime, TimeIsUp, OperationFailed, and whatever the SDK throws
 */
export async function runOperation<T>(begin: (options: OperationOptions) => Promise<Poller<T>>, { operationTimeoutMs, timeLeft }: Pick<AzureClients, 'operationTimeoutMs' | 'timeLeft'>): Promise<T> {
  const deadline = AbortSignal.timeout(operationTimeoutMs);
  const limit = timeLeft.signal();
  const abortSignal = limit ? AbortSignal.any([deadline, limit]) : deadline;
  let lastBody: string | null | undefined;
  const onResponse = ({ bodyAsText }: RawResponse): void => {
    lastBody = bodyAsText;
  };
  try {
    const poller = await begin({ abortSignal, onResponse });
    const result = await poller.pollUntilDone({ abortSignal });
    refuseFailure(lastBody);
    return result;
  } catch (error) {
    refuseWhenOver(limit);
    if (deadline.aborted) throw new OutOfTime(operationTimeoutMs, 'OPERATION_TIMEOUT');
    refuseFailure(lastBody);
    throw error;
  }
}

function refuseFailure(body: string | null | undefined): void {
  const status = failedStatusIn(body);
  if (status === undefined) return;
  throw new OperationFailed(status, armErrorIn(body));
}
