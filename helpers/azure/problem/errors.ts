/** Exceptions that stay inside helpers/azure: `problemFrom` turns each into a Problem with a named kind. */
import type { ArmError } from './arm-error';

/** The answer is not what the API promises. The message continues the sentence "the answer is not usable: …". */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** A request or an operation took longer than it may. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
  /** @param setting that says how long it may take, where one does */
  constructor(
    readonly afterMs: number,
    setting?: 'OPERATION_TIMEOUT',
  ) {
    const limit = `${String(afterMs / 1000)} s`;
    super(`no answer within ${setting === undefined ? limit : `the ${limit} of ${setting}`}`);
  }
}

/** A long-running operation ended as Failed or Canceled; ARM reports it in the body of a 200. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';
  constructor(
    readonly outcome: string,
    readonly error: ArmError,
  ) {
    super(`the operation ended as ${outcome}`);
  }
}

/** An answer names another host than Azure Resource Manager's as the next to be asked. It was not asked. */
export class ForeignHost extends Error {
  override readonly name = 'ForeignHost';
  /** @param host where it leads, and where requests belong; `host:port` where there is a port */
  constructor(
    readonly host: string,
    readonly own: string,
  ) {
    super(`the answer leads to ${host}`);
  }
}

/** An answer, or all pages of a list together, is larger than Azure sends. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
  /** @param bytes how many there may be */
  constructor(readonly bytes: number) {
    super(`it is larger than ${String(bytes / 1024 / 1024)} MB`);
  }
}

/** The time for all that is asked of Azure together is up. */
export class TimeIsUp extends Error {
  override readonly name = 'TimeIsUp';
  constructor(readonly afterMs: number) {
    super(`the ${String(afterMs / 1000)} s of SURVEY_TIMEOUT were over`);
  }
}
