/** Jest's reporter that follows the logins while the suite runs, whose results are told together when it is over. */
import type { Reporter } from '@jest/reporters';
import type { Test, TestCaseResult } from '@jest/test-result';
import type { LoginCount, LoginNews } from './login-progress';
import { countLogins } from './login-progress';
import { selectedBy } from './outcome';

export interface Followed {
  /** Titles of the logins, and of the other probes, that are due. */
  readonly logins: readonly string[];
  /** Whether not all of them are logins. */
  readonly hasOthers?: boolean;
  /** `-t`. */
  readonly pattern?: string;
  readonly news: (news: LoginNews) => void;
}

type Case = Pick<TestCaseResult, 'title' | 'fullName' | 'status'>;

export default class ProgressReporter implements Pick<Reporter, 'onTestCaseStart' | 'onTestCaseResult' | 'getLastError'> {
  private readonly logins: ReadonlySet<string>;
  private count: LoginCount | undefined;

  constructor(
    _globalConfig: unknown,
    private readonly followed: Followed,
  ) {
    this.logins = new Set(followed.logins);
  }

  /** From the first one on: the time before is not theirs. */
  onTestCaseStart(_test: Test, { title, fullName }: Pick<Case, 'title' | 'fullName'>): void {
    if (!this.logins.has(title)) return;
    this.count ??= countLogins(this.selected(fullName.slice(0, fullName.length - title.length)), Date.now, this.followed.hasOthers);
  }

  onTestCaseResult(_test: Test, { title, status }: Case): void {
    if (this.count === undefined || !this.logins.has(title) || (status !== 'passed' && status !== 'failed')) return;
    this.followed.news(this.count.done(status === 'failed'));
  }

  getLastError(): undefined {
    return undefined;
  }

  /** @param suite what stands before the title in a full name */
  private selected(suite: string): number {
    const isSelected = selectedBy(this.followed.pattern);
    return this.followed.logins.filter((title) => isSelected(`${suite}${title}`)).length;
  }
}
