/** Pipeline policy: keeps each poll of a long-running operation until it is due. The SDK would poll at once, and then every two seconds. */
import { field, parsed } from '../problem/arm-error';
import { retryAfterMs } from '../problem/retry-after';
import type { OperationPace, Watched } from './operation-pace';
import type { PipelineRequest, PipelineResponse, Policy } from './pipeline';

const ended = /^(succeeded|failed|cancell?ed)$/i;

/** To be added where a request waits before its token is put on. An operation is known by the paths of its Location and its Azure-AsyncOperation; the newest answer has the next ones. @param sinceSent milliseconds */
export function paceOperations(pace: OperationPace, sinceSent: (request: PipelineRequest) => number): Policy {
  const watched = new Map<string, Watched>();
  const watch = (operation: Watched, response: PipelineResponse, otherwise?: string): void => {
    const paths = ['location', 'azure-asyncoperation'].flatMap((name) => pathOf(response.headers.get(name)) ?? []);
    for (const path of paths.length > 0 ? paths : [otherwise ?? '']) watched.set(path, operation);
  };
  const forget = (operation: Watched): void => {
    for (const [path, other] of watched) if (other === operation) watched.delete(path);
  };

  return {
    name: 'spokecheckPolls',
    async sendRequest(request, next) {
      const path = pathOf(request.url);
      const operation = path === undefined || request.method !== 'GET' ? undefined : watched.get(path);
      if (!operation) {
        const response = await next(request);
        if (request.method === 'POST' && response.status === 202) watch(pace.began(askedMs(response), sinceSent(request)), response);
        return response;
      }
      forget(operation);
      await operation.due(request.abortSignal as AbortSignal | undefined);
      const response = await next(request).catch((error: unknown) => {
        operation.gone();
        throw error;
      });
      if (runsOn(response)) {
        operation.runsOn(askedMs(response));
        watch(operation, response, path);
      } else if (response.status === 200) operation.ended();
      else operation.gone();
      return response;
    },
  };
}

/** More than a status takes, and less than a result worth parsing twice. */
const mostOfStatus = 10_000;

function runsOn({ status, bodyAsText }: PipelineResponse): boolean {
  if (status !== 200) return status === 202;
  if ((bodyAsText?.length ?? 0) > mostOfStatus) return false;
  const state = field(parsed(bodyAsText), 'status');
  return typeof state === 'string' && !ended.test(state);
}

const askedMs = ({ headers }: PipelineResponse): number | undefined => retryAfterMs((name) => headers.get(name), Date.now());

function pathOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : undefined;
}
