// One gate before every call to an account: the provider's own counters, its wishes to be left alone, and a breaker.
import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, IterableBackoff } from 'cockatiel';
import { circuitBreaker, handleWhen } from 'cockatiel';
import { LIMITS } from '../../domain/limits';
import { OpError } from '../../domain/op-error';
import type { HttpAnswer } from './request';
import { parseRetryAfterMs } from './retry-after';
import { TransportError } from './transport-error';

/** Who is asking: a sweep leaves a reserve for incidents. */
export type Lane = 'incident' | 'sweep';

/** What the provider last said of the account's quota. */
export interface BudgetReading {
  limit: number | null;
  remaining: number | null;
  /** ISO 8601 UTC, our clock; `null` while nothing was said. */
  readAt: string | null;
  breaker: 'closed' | 'open';
}

export interface GatedCall {
  /** As people may see it. */
  title: string;
  lane: Lane;
  /** Quota beside the account's own that this call counts against, such as `setup_tests`. */
  quota?: string;
}

export interface AccountGate {
  /**
   * Makes the call unless the provider is known not to want or answer it now.
   * @throws OpError `provider.rate_limited` or `provider.unreachable`, with the time to come back; TransportError
   */
  pass(call: GatedCall, exchange: () => Promise<HttpAnswer>): Promise<HttpAnswer>;
  reading(): BudgetReading;
}

/** Calls in a row that find nobody (no answer, 502, 503, 504) before an account is left alone. */
const FAILURES_MAX = 6;
const LEFT_ALONE_MS = [5000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000];
/** A sweep stops while less than this share of the quota is left. */
const INCIDENT_RESERVE = 0.2;
/** The quotas are rolling windows of an hour: so long until a few calls have come back. */
const SWEEP_PAUSE_MS = 5 * 60_000;
/** Airbyte answers 429 without Retry-After. */
const UNSTATED_WAIT_MS = 30_000;
const WHOLE_ACCOUNT = 'account';

export function createAccountGate(name: string, deps: { now(): Date }): AccountGate {
  const blockedUntil = new Map<string, number>();
  let budget: Omit<BudgetReading, 'breaker'> = { limit: null, remaining: null, readAt: null };
  /** Times in a row that the account was left alone, and until when it is now. */
  let breaks = 0;
  let aloneUntil = 0;
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof TransportError && error.fault !== 'oversized').orWhenResult(
      nobodyThere,
    ),
    { halfOpenAfter: new IterableBackoff(LEFT_ALONE_MS), breaker: new ConsecutiveBreaker(FAILURES_MAX) },
  );
  breaker.onBreak(() => {
    aloneUntil = deps.now().getTime() + (LEFT_ALONE_MS[breaks] ?? LEFT_ALONE_MS.at(-1) ?? 0);
    breaks += 1;
  });
  breaker.onReset(() => (breaks = 0));
  const leftAlone = (call: GatedCall) => down(name, call, aloneUntil - deps.now().getTime());

  function refuse(call: GatedCall): void {
    const now = deps.now().getTime();
    for (const quota of [WHOLE_ACCOUNT, call.quota]) {
      const until = blockedUntil.get(quota ?? '') ?? 0;
      if (until > now)
        throw asked(call, quota === WHOLE_ACCOUNT ? 'the account' : (quota ?? ''), until - now);
    }
    const { limit, remaining } = budget;
    if (
      call.lane === 'sweep' &&
      limit !== null &&
      remaining !== null &&
      remaining < limit * INCIDENT_RESERVE
    ) {
      throw new OpError('provider.rate_limited', {
        message: `${call.title} was not sent: ${remaining} of ${limit} calls an hour are left, kept for incidents`,
        retryAfterMs: SWEEP_PAUSE_MS,
      });
    }
  }

  function learn(call: GatedCall, answer: HttpAnswer): void {
    const now = deps.now();
    const limit = count(answer.headers['x-rate-limit']);
    const remaining = count(answer.headers['x-rate-limit-remaining']);
    if (limit !== null || remaining !== null)
      budget = { limit: limit ?? budget.limit, remaining, readAt: now.toISOString() };
    if (answer.status !== 429) return;
    const wait = parseRetryAfterMs(answer.headers['retry-after'], now) ?? UNSTATED_WAIT_MS;
    // With calls left in the account's own quota, it was the narrower one that ran out.
    const quota = call.quota !== undefined && remaining !== 0 ? call.quota : WHOLE_ACCOUNT;
    blockedUntil.set(quota, now.getTime() + wait);
  }

  return {
    async pass(call, exchange) {
      refuse(call);
      const answer = await breaker.execute(exchange).catch((error: unknown) => {
        throw error instanceof BrokenCircuitError ? leftAlone(call) : error;
      });
      learn(call, answer);
      return answer;
    },
    reading: () => ({
      ...budget,
      breaker: breaker.state === CircuitState.Closed ? 'closed' : 'open',
    }),
  };
}

function nobodyThere(result: unknown): boolean {
  const status = (result as HttpAnswer).status;
  return status === 502 || status === 503 || status === 504;
}

function asked(call: GatedCall, who: string, waitMs: number): OpError {
  return new OpError('provider.rate_limited', {
    message: `${call.title} was not sent: the provider asked to leave ${who} alone for ${Math.ceil(waitMs / 1000)} s more`,
    retryAfterMs: waitMs,
  });
}

function down(name: string, call: GatedCall, waitMs: number): OpError {
  return new OpError('provider.unreachable', {
    message: `${call.title} was not sent: ${name} does not answer and is left alone for a while`,
    retryAfterMs: Math.max(waitMs, LIMITS.retryDelayMsMin),
  });
}

function count(header: string | undefined): number | null {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : null;
}
