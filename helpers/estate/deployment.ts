/** A survey together with what is expected of it: the one thing that every judgement is given. */
import type { Expectations } from './expectations';
import type { Survey } from './survey';

export interface Deployment {
  readonly survey: Survey;
  readonly expectations: Expectations;
}
