// Reading from a provider that asks for time: a long Retry-After becomes a durable, visible wait of the workflow.
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { OpenIncident } from './open-incident';

/** Reads, and sleeps as long as the provider asks whenever that is more than an activity retry may take. */
export async function patiently<T>(inc: OpenIncident, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await inc.read(work);
    } catch (error) {
      const waitMs = askedToWaitMs(error);
      if (waitMs === null) throw error;
      await sleepVisibly(inc, waitMs);
    }
  }
}

/** Durable wait after a 429 or while nobody is there, shown in the Temporal UI with its end. */
export async function sleepVisibly(
  inc: OpenIncident,
  waitMs: number,
  why: 'rate_limited' | 'unreachable' = 'rate_limited',
): Promise<void> {
  const until = new Date(Date.now() + waitMs).toISOString();
  const { provider } = inc.state.ref;
  inc.note('system', `provider.${why}`, { provider, until });
  const summary =
    why === 'rate_limited'
      ? `${provider} asks us to wait until ${until} (Retry-After)`
      : `${provider} does not answer; trying again at ${until}`;
  await inc.wait({ summary, until });
}

/** The OpError code behind a failed activity, or `null` when it failed for another reason. */
export function opErrorOf(error: unknown): { code: string; message: string } | null {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.type
    ? { code: cause.type, message: cause.message }
    : null;
}

function askedToWaitMs(error: unknown): number | null {
  if (opErrorOf(error)?.code !== 'provider.rate_limited') return null;
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  const [details] = cause instanceof ApplicationFailure ? (cause.details ?? []) : [];
  // Details come from our own activities/failure.ts, as plain JSON.
  const { retryAfterMs } = (details ?? {}) as { retryAfterMs?: number };
  return retryAfterMs ?? null;
}
