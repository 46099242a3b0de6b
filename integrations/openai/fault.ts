// What went wrong with a call, as one of our reasons. Nothing that the server said is repeated: it may repeat us.
import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { ModelFault } from '../../domain/model/reply';
import { AnswerTooLarge, AnswerTooLate } from './bounded-fetch';

export interface CallFault {
  fault: ModelFault;
  reason: string;
}

/** Whatever was thrown; never throws. */
export function faultOf(error: unknown, host: string): CallFault {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof AnswerTooLarge)
    return { fault: 'too_large', reason: `${host} answered more than is read` };
  if (cause instanceof AnswerTooLate || error instanceof APIConnectionTimeoutError)
    return { fault: 'timeout', reason: `${host} did not answer in time` };
  if (error instanceof APIConnectionError)
    return { fault: 'unreachable', reason: `${host} cannot be reached; check OPENAI_BASE_URL` };
  if (error instanceof SyntaxError) return { fault: 'malformed', reason: `${host} answered what is no JSON` };
  if (error instanceof APIError) return byStatus(statusOf(error), host);
  return { fault: 'malformed', reason: `${host} answered what cannot be read` };
}

function byStatus(status: number | undefined, host: string): CallFault {
  const said = `${host} answered ${status ?? 'an error'}`;
  if (status === 429) return { fault: 'rate_limited', reason: said };
  if (status === 401 || status === 403) return { fault: 'rejected', reason: `${said}; check OPENAI_API_KEY` };
  if (status === 404)
    return { fault: 'rejected', reason: `${said}; check PENSTOCK_MODEL and OPENAI_BASE_URL` };
  if (status === 408) return { fault: 'timeout', reason: said };
  if (status !== undefined && status >= 500) return { fault: 'server_error', reason: said };
  return { fault: 'rejected', reason: `${said}; it does not take our request` };
}

/** The SDK types the status of an error as anything. */
export function statusOf(error: unknown): number | undefined {
  const status: unknown = error instanceof APIError ? error.status : undefined;
  return typeof status === 'number' ? status : undefined;
}
