// Errors as RFC 9457 problem documents: one shape for every refusal, never a stack trace.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { NoWorkerAnswer, Refused, TemporalUnavailable, UnknownIncident } from '../client/incident-door';
import { OpError } from '../domain/op-error';
import { InvalidCursor } from '../integrations/postgres/cursor';

const TITLES: Record<number, string> = {
  400: 'Malformed request',
  401: 'Authentication failed',
  403: 'Role missing',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Refused',
  412: 'Plan has changed',
  413: 'Body too large',
  415: 'Unsupported media type',
  422: 'Idempotency-Key used for something else',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'The provider did not do its part',
  503: 'Temporarily unavailable',
};

/** Thrown by routes; the error handler sends it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** For the caller: what was wrong with what, and what to do. */
    readonly detail: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

/** The provider's own answer, passed on: it was not ours to give. */
function providerProblem(error: OpError): Problem {
  switch (error.code) {
    case 'provider.not_found':
      return new Problem(404, error.message);
    case 'provider.rate_limited':
      return new Problem(503, error.message, soon());
    default:
      return new Problem(502, error.message);
  }
}

/** What an error means to a caller; anything unforeseen is a 500 that tells nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidCursor) return new Problem(400, error.message);
  if (error instanceof Refused) return new Problem(409, error.message);
  if (error instanceof UnknownIncident) return new Problem(404, error.message);
  if (error instanceof TemporalUnavailable) {
    return new Problem(503, 'Temporal cannot be reached; nothing was done: send it again', soon());
  }
  if (error instanceof NoWorkerAnswer) {
    return new Problem(503, `${error.message}: send it again with the same Idempotency-Key`, soon());
  }
  if (error instanceof OpError && error.code === 'store.unreachable') {
    return new Problem(503, 'the store cannot be reached', soon());
  }
  if (error instanceof OpError) return providerProblem(error);
  return clientFault(error) ?? new Problem(500, 'something went wrong here; it has been logged');
}

/** Fastify's own 4xx errors; their messages name the fault and nothing of ours. */
function clientFault(error: unknown): Problem | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined;
  return new Problem(statusCode, error.message);
}

/** Answers with the problem document of an error. */
export function sendProblem(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Problem {
  const problem = problemOf(error);
  void reply
    .status(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send({
      type: 'about:blank',
      title: TITLES[problem.status] ?? 'Request refused',
      status: problem.status,
      detail: problem.detail,
      instance: instanceOf(request),
    });
  return problem;
}

/** The path without query, and without the secret that Airbyte's URLs end in. */
function instanceOf(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '/';
  return path.replace(/^(\/webhooks\/[^/]+\/[^/]+)\/.*$/, '$1');
}

function soon(): Record<string, string> {
  return { 'retry-after': '5' };
}
