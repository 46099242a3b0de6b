// How a refused decision reaches the one who decided: a typed failure with the reason.
import { ApplicationFailure } from '@temporalio/common';

/** Type `decision.refused`; the message is the reason, for people. */
export function refusedDecision(reason: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(reason, 'decision.refused');
}
