/** Exceptions that stay inside helpers/azure: `problemFrom` turns each into a Problem with a named kind. */

/** The answer is not what the API promises. The message continues the sentence "the answer is not usable: …". */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** A request or an operation took longer than it may. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
  constructor(readonly afterMs: number) {
    super(`no answer within ${String(afterMs / 1000)} s`);
  }
}

/** A long-running operation ended as Failed or Canceled; ARM reports it in the body of a 200. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';
  constructor(
    readonly outcome: string,
    readonly code: string | undefined,
    readonly text: string | undefined,
  ) {
    super(`the operation ended as ${outcome}`);
  }
}
