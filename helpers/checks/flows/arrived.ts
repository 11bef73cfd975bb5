/** What of a contact shows that packets got through: an answer, be it a refusal. */
import type { TcpOutcome } from '../../probe/outcome';

export type Arrived = Extract<TcpOutcome, { readonly kind: 'connected' | 'refused' }>;

export const hasArrived = (outcome: TcpOutcome): outcome is Arrived => outcome.kind === 'connected' || outcome.kind === 'refused';
