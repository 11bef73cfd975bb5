/** The SSH agent of the runner, with a bound on how long it is waited for: one that hangs must not look like a server that does. */
import { BaseAgent, createAgent } from 'ssh2';
import type { KnownPublicKeys, ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2';

type IdentitiesCallback = Parameters<BaseAgent['getIdentities']>[0];

/** Together shorter than the time in which a login must be decided. */
const listTimeoutMs = 4_000;
/** A person may have to confirm, or to touch a key. */
const signTimeoutMs = 10_000;

/** @param socket a path, or `pageant` on Windows */
export const patientAgent = (socket: string, timeouts = { listTimeoutMs, signTimeoutMs }): BaseAgent => new PatientAgent(createAgent(socket), timeouts);

class PatientAgent extends BaseAgent {
  private hangs: Error | undefined;

  constructor(
    private readonly agent: BaseAgent,
    private readonly timeouts: { readonly listTimeoutMs: number; readonly signTimeoutMs: number },
  ) {
    super();
  }

  override getIdentities(callback: IdentitiesCallback): void {
    this.within(this.timeouts.listTimeoutMs, 'tell its keys', callback as Callback<KnownPublicKeys>, (done) => { this.agent.getIdentities(done as IdentitiesCallback); });
  }

  override sign(key: ParsedKey | Buffer | string, data: Buffer, options: SigningRequestOptions | SignCallback, callback?: SignCallback): void {
    const [given, answer] = typeof options === 'function' ? [{}, options] : [options, callback];
    this.within(this.timeouts.signTimeoutMs, 'sign', answer as Callback<Buffer>, (done) => { this.agent.sign(key as Parameters<BaseAgent['sign']>[0], data, given, done as SignCallback); });
  }

  /** Calls back once. An agent that has hung once is not asked for the next key. */
  private within<T>(timeoutMs: number, task: string, callback: Callback<T>, ask: (done: Callback<T>) => void): void {
    if (this.hangs) {
      callback(this.hangs);
      return;
    }
    let timer: NodeJS.Timeout | undefined = undefined;
    const once: Callback<T> = (error, value) => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      callback(error, value);
    };
    timer = setTimeout(() => {
      this.hangs = new Error(`it does not ${task} within ${String(timeoutMs / 1000)} s`);
      once(this.hangs);
    }, timeoutMs);
    ask(once);
  }
}

type Callback<T> = (error?: Error | null, value?: T) => void;
