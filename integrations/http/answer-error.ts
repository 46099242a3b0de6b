// The one table from HTTP answers and transport faults to OpError, for reads and for writes.
import { OpError, type OpErrorCode } from '../../domain/op-error';
import type { HttpAnswer } from './request';
import { parseRetryAfterMs } from './retry-after';
import type { TransportError } from './transport-error';

export type Purpose = 'read' | 'write';

/** What the provider's error body says, already free of secrets and shortened. */
export interface Explanation {
  reason: string;
  providerCode?: string;
}

/**
 * Reads: a server error or a lost answer is worth another try. Writes: the same proves nothing about the effect.
 * 4xx means refused for both, except 408, where the server gave up on a request it may have begun.
 */
export function codeForStatus(status: number, purpose: Purpose): OpErrorCode {
  switch (status) {
    case 401:
      return 'provider.unauthorized';
    case 402: // Trial or subscription over: nothing that repeating could mend.
    case 403:
      return 'provider.forbidden';
    case 404:
      return 'provider.not_found';
    case 408:
      return purpose === 'read' ? 'provider.server_error' : 'provider.outcome_unknown';
    case 409:
      return 'provider.conflict';
    case 429:
      return 'provider.rate_limited';
    case 501: // By definition not carried out.
      return 'provider.not_supported';
    default:
  }
  if (status >= 500) return purpose === 'read' ? 'provider.server_error' : 'provider.outcome_unknown';
  if (status >= 400) return 'provider.rejected';
  // Redirects are not followed: they would carry the credentials elsewhere.
  if (status >= 300) return purpose === 'read' ? 'provider.invalid_answer' : 'provider.rejected';
  return invalidAnswerCode(purpose);
}

/** A 2xx that cannot be understood: for a write, it may well have been applied. */
function invalidAnswerCode(purpose: Purpose): OpErrorCode {
  return purpose === 'read' ? 'provider.invalid_answer' : 'provider.outcome_unknown';
}

/** @param call method and path, as people may see it */
export function answerError(
  call: string,
  purpose: Purpose,
  answer: HttpAnswer,
  explanation: Explanation,
  now: Date,
): OpError {
  const retryAfterMs = parseRetryAfterMs(answer.headers['retry-after'], now);
  const reason = explanation.reason === '' ? '' : `: ${explanation.reason}`;
  return new OpError(codeForStatus(answer.status, purpose), {
    message: `${call} was answered ${answer.status}${reason}`,
    httpStatus: answer.status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(explanation.providerCode !== undefined && { providerCode: explanation.providerCode }),
  });
}

/** A 2xx whose body is no JSON or not of the expected shape. */
export function invalidAnswer(call: string, purpose: Purpose, status: number, why: string): OpError {
  return new OpError(invalidAnswerCode(purpose), {
    message: `${call} was answered ${status}, but ${why}`,
    httpStatus: status,
  });
}

/** No complete answer: only a request that was never sent leaves a write certain. */
export function transportOpError(call: string, purpose: Purpose, error: TransportError): OpError {
  const code = transportCode(purpose, error);
  return new OpError(code, { message: `${call} got no answer: ${error.message}` }, { cause: error });
}

function transportCode(purpose: Purpose, error: TransportError): OpErrorCode {
  if (error.fault === 'not_sent') return 'provider.unreachable';
  if (purpose === 'write') return 'provider.outcome_unknown';
  return error.fault === 'oversized' ? 'provider.invalid_answer' : 'provider.unreachable';
}
