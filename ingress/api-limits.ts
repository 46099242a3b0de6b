// How often one token may ask in a minute, and how often one address may ask without a valid one.
import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem';

const PER_TOKEN_MAX = 600;
/** Guessing tokens is hopeless; whoever tries is told to stop. */
const REFUSED_MAX = 120;
const MINUTE_MS = 60_000;

/**
 * Limits every route of the scope that is registered later. Its `onRequest` hooks come first, so that only senders who
 * were recognised are counted by token. Answers what counts refused tokens: it throws Problem 429 when they are many.
 */
export async function limitApi(
  app: FastifyInstance,
  perMinuteMax = PER_TOKEN_MAX,
): Promise<(request: FastifyRequest) => Promise<void>> {
  await app.register(rateLimit, {
    max: perMinuteMax,
    timeWindow: MINUTE_MS,
    keyGenerator: ({ headers }) => hashOf(headers.authorization ?? ''),
    errorResponseBuilder: (_request, { after }) =>
      new Problem(429, `more than ${perMinuteMax} requests a minute with this token; again in ${after}`),
  });
  const refused = app.createRateLimit({
    max: Math.max(REFUSED_MAX, perMinuteMax / 5),
    timeWindow: MINUTE_MS,
    keyGenerator: ({ ip }) => ip,
  });
  return async (request) => {
    const limit = await refused(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    throw new Problem(429, 'too many requests without a valid token from this address', {
      'retry-after': String(limit.ttlInSeconds),
    });
  };
}

/** Tokens themselves are kept nowhere. */
function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
