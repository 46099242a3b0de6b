// What people are told of their act in a chat: one wording for every surface.
import { NoWorkerAnswer, TemporalUnavailable } from '../../client/incident-door';
import type { DecisionReceipt } from '../../domain/messages';
import { isRefusal } from './refusal';

export const QUEUED = 'Your vote is kept; it counts as soon as a worker runs.';

/** Of a vote that counts. */
export function receiptWords({ votes, quorum, verdict }: DecisionReceipt): string {
  return verdict === 'pending' ? `Counted: ${votes} of ${quorum} approvals.` : `Counted: ${verdict}.`;
}

/** @param why without a full stop */
export function notDone(why: string): string {
  return `Not done: ${why}.`;
}

/** Of everything that a person can cause, and of Temporal's absence; `null` = nobody foresaw it. */
export function refusalWords(error: unknown): string | null {
  if (isRefusal(error)) return notDone(error.message);
  if (error instanceof TemporalUnavailable)
    return 'Nothing was done: Temporal cannot be reached. Try again soon.';
  if (error instanceof NoWorkerAnswer) return 'No worker answers now. Try again soon.';
  return null;
}
