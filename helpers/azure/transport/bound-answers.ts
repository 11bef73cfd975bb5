/** Pipeline policy: bounds how large an answer may be. */
import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { AnswerTooLarge } from '../problem/errors';
import type { PipelineRequest, Policy } from './pipeline';

/** The SDK then hands the body over as a stream, inflated where it was compressed. */
const everyStatus = new Set([Number.POSITIVE_INFINITY]);

/**
 * Reads the body of each answer itself, and ends the request once there are more bytes than `most`: the SDK would take any number into
 * memory, and a compressed answer of a megabyte may inflate to a thousand.
 *
 * @param most bytes, after inflating
 */
export function limitAnswerSize(most: number): Policy {
  return {
    name: 'spokecheckAnswerSize',
    async sendRequest(request, next) {
      const tooLarge = new AbortController();
      const outer = request.abortSignal as AbortSignal | undefined;
      const signal = outer ? AbortSignal.any([outer, tooLarge.signal]) : tooLarge.signal;
      request.abortSignal = signal;
      request.streamResponseStatusCodes = everyStatus;
      try {
        const response = await next(request);
        const { readableStreamBody, ...rest } = response;
        if (!readableStreamBody) return response;
        return { ...rest, bodyAsText: await textOf(addAbortSignal(signal, readableStreamBody as Readable), most, request) };
      } catch (error) {
        // Ends the connection as well: what is still to come is not wanted.
        if (error instanceof AnswerTooLarge) tooLarge.abort();
        throw error;
      } finally {
        delete request.streamResponseStatusCodes;
        if (outer) request.abortSignal = outer;
        else delete request.abortSignal;
      }
    },
  };
}

async function textOf(body: Readable, most: number, request: PipelineRequest): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // An error that comes after the reading has ended must not go unhandled.
  body.on('error', () => undefined);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) throw new AnswerTooLarge(most);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AnswerTooLarge || (error instanceof Error && error.name === 'AbortError')) throw error;
    throw Object.assign(new Error(`the answer broke off: ${error instanceof Error ? error.message : String(error)}`), { name: 'RestError', code: 'PARSE_ERROR', request });
  }
  return Buffer.concat(chunks).toString('utf8');
}
