// OpError -> ApplicationFailure: the one place where our own failures get Temporal's retry behaviour.
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { heartbeating } from './heartbeating';
import { LIMITS } from '../domain/limits';
import { OpError, READ_RETRY } from '../domain/op-error';

/** Details carried by a failure of type `provider.rate_limited` that asks for a durable wait. */
export interface WaitDetails {
  retryAfterMs: number;
}

/**
 * Runs a read and turns its OpError into a failure that retries as READ_RETRY says. A `Retry-After` up to
 * LIMITS.retryAfterInActivityMsMax becomes the retry delay; a longer one is handed to the workflow, which sleeps durably.
 */
export async function asProviderRead<T>(read: () => Promise<T>, progress?: () => unknown): Promise<T> {
  return heartbeating(() => asRead(read), progress);
}

/** The same for the store, whose activities are local and need no heartbeat. */
export async function asRead<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof OpError ? readFailure(error) : error;
  }
}

function readFailure(error: OpError): ApplicationFailure {
  const waitMs = Math.min(Math.max(error.retryAfterMs ?? 0, LIMITS.retryDelayMsMin), LIMITS.retryAfterMsMax);
  switch (READ_RETRY[error.code]) {
    case 'retry':
      return ApplicationFailure.create({
        message: error.message,
        type: error.code,
        // The account's breaker knows when asking makes sense again.
        ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: waitMs }),
      });
    case 'wait':
      return error.retryAfterMs !== undefined && waitMs > LIMITS.retryAfterInActivityMsMax
        ? ApplicationFailure.create({
            message: error.message,
            type: error.code,
            nonRetryable: true,
            details: [{ retryAfterMs: waitMs } satisfies WaitDetails],
          })
        : ApplicationFailure.create({
            message: error.message,
            type: error.code,
            category: ApplicationFailureCategory.BENIGN,
            ...(error.retryAfterMs === undefined ? {} : { nextRetryDelay: waitMs }),
          });
    case 'give_up':
      return ApplicationFailure.create({ message: error.message, type: error.code, nonRetryable: true });
  }
}
