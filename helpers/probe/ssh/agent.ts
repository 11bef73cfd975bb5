/** The SSH agent with deadlines of its own, so that one that hangs, talks nonsense or goes away is not taken for a fault of a server. */
import type { Duplex } from 'node:stream';
import { BaseAgent, createAgent, utils, type IdentityCallback, type ParsedKey, type SignCallback, type SigningRequestOptions } from 'ssh2';
import type { ProbeTimeouts } from '../timeouts';
import { isSignature } from './signature';

/** It gave no answer in time; further keys need not be tried. The message goes on from its name. */
export class AgentSilent extends Error {}

type AgentKey = ParsedKey | Buffer | string;
type Answer<T> = (error: Error | null | undefined, value?: T) => void;

/** What is asked of an agent, as messages go on from its name. */
const tasks = { keys: 'list its keys', signature: 'sign' } as const;

/** ssh2's words for a socket that nobody serves, and for an agent that will not; its others do not tell nonsense from a lost connection. */
const telling = ['Failed to connect to agent', 'Agent responded with failure'];

/** One for each login. A signature is checked before a server sees it. ssh2 wants a subclass. */
export class Agent extends BaseAgent<AgentKey> {
  private readonly inner: BaseAgent;
  private readonly streams = new Set<Duplex>();
  private readonly timeouts: Pick<ProbeTimeouts, 'agentKeysTimeoutMs' | 'agentSignatureTimeoutMs'>;
  private task: keyof typeof tasks | undefined;
  private deadline: NodeJS.Timeout | undefined;

  /** @param socket a path, or `pageant` on Windows */
  constructor(socket: string, timeouts: Agent['timeouts']) {
    super();
    this.timeouts = timeouts;
    this.inner = createAgent(socket);
    const open = this.inner.getStream?.bind(this.inner);
    // ssh2 keeps the streams to itself, and leaves the one of an agent that hangs open for ever.
    this.inner.getStream = (callback) => {
      open?.((error, stream) => {
        if (stream) this.streams.add(stream);
        callback(error, stream);
      });
    };
  }

  /** That it is the agent who has yet to answer, going on from its name; undefined where nothing was asked of it. */
  get delay(): string | undefined {
    return this.task && `it does not ${tasks[this.task]} in time`;
  }

  override getIdentities(callback: IdentityCallback): void {
    this.ask<Parameters<IdentityCallback>[1]>('keys', this.timeouts.agentKeysTimeoutMs, callback, (answer) => {
      this.inner.getIdentities(answer);
    });
  }

  override sign(key: AgentKey, data: Buffer, options: SigningRequestOptions | SignCallback, callback?: SignCallback): void {
    const [{ hash }, done] = typeof options === 'function' ? [{} as SigningRequestOptions, options] : [options, callback];
    const check: Answer<Buffer> = (error, signature) => {
      const parsed: ParsedKey | Error = utils.parseKey(key);
      const isBad = signature && (parsed instanceof Error || !isSignature(signature, parsed, data, hash));
      if (isBad) done?.(new Error('what it signs with a key is no signature of that key'));
      else done?.(error, signature);
    };
    this.ask('signature', this.timeouts.agentSignatureTimeoutMs, check, (answer) => {
      this.inner.sign(key, data, { ...(hash && { hash }) }, answer);
    });
  }

  /** To be called when the login is over: nothing is waited for any more, and no timer and no stream is left. */
  release(): void {
    clearTimeout(this.deadline);
    this.task = undefined;
    for (const stream of this.streams) stream.destroy();
    this.streams.clear();
  }

  private ask<T>(task: keyof typeof tasks, timeoutMs: number, callback: Answer<T>, request: (answer: Answer<T>) => void): void {
    this.task = task;
    let answered = false;
    const answer: Answer<T> = (error, value) => {
      if (answered) return;
      answered = true;
      this.release();
      const isTold = !error || error instanceof AgentSilent || telling.includes(error.message);
      callback(isTold ? error : new Error(`it goes away, or talks nonsense, when it is to ${tasks[task]}`), value);
    };
    this.deadline = setTimeout(() => {
      answer(new AgentSilent(`it does not ${tasks[task]} within ${String(timeoutMs / 1000)} s`));
    }, timeoutMs);
    request(answer);
  }
}
