// Reading from a provider that asks for time or says no: a durable, visible wait of the workflow, never its failure.
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { OpenIncident } from './open-incident';

/**
 * Reads, however long that takes. A wait that the provider asks for becomes a timer; a refusal that repeating cannot
 * cure (a revoked key, a deleted connection) leaves the incident open and is tried again slowly, because a person may
 * renew the key or close the incident meanwhile.
 */
export async function patiently<T>(inc: OpenIncident, work: () => Promise<T>): Promise<T> {
  let told = '';
  for (;;) {
    try {
      return await inc.read(work);
    } catch (error) {
      const waitMs = askedToWaitMs(error);
      const refusal = opErrorOf(error);
      if (waitMs !== null) await sleepVisibly(inc, waitMs);
      else if (refusal?.code.startsWith('provider.')) told = await waitForPerson(inc, refusal, told);
      else throw error;
    }
  }
}

/** Told once in the audit record, however often it is tried again. */
async function waitForPerson(
  inc: OpenIncident,
  { code, message }: { code: string; message: string },
  told: string,
): Promise<string> {
  if (told !== code) inc.note('system', 'provider.refuses', { code, message });
  const until = new Date(Date.now() + (inc.state.plan?.timings.handoffPollMs ?? 600_000)).toISOString();
  await inc.wait({
    summary: `${inc.state.ref.provider} refuses (${code}): ${message}. A person must mend that or close; trying again at ${until}`,
    until,
  });
  return code;
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
