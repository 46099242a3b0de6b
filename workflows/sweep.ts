// Looks at a whole provider account now and then: polls are the truth, webhooks only come sooner.
import { ApplicationFailure, ActivityFailure, workflowInfo } from '@temporalio/workflow';
import type { AccountRef } from '../domain/connection-ref';
import { sweepTaskQueue } from '../domain/connection-ref';
import { nextOrder, type SweepReport } from '../domain/sweep/sweep-report';
import { sweepActivities } from './activity-options';

export interface SweepInput extends AccountRef {
  inventoryEveryMs: number;
}

/**
 * One sweep, started by the account's Schedule. What it answers is handed to the next one, which goes on from there;
 * a provider that asks for a long pause is left alone until then.
 */
export async function sweep(input: SweepInput): Promise<SweepReport> {
  const last = (workflowInfo().lastResult ?? null) as SweepReport | null;
  const now = Date.now();
  if (last?.postponedUntil !== undefined && now < Date.parse(last.postponedUntil)) return last;
  const order = nextOrder(input, last, input.inventoryEveryMs, now);
  const { sweepAccount } = sweepActivities(sweepTaskQueue(input));
  try {
    const report = await sweepAccount.executeWithOptions(
      { summary: `Sweep (${order.scope}) of ${input.provider} ${input.account}` },
      [order],
    );
    return { ...report, inventoryAt: report.inventoryAt ?? last?.inventoryAt ?? null };
  } catch (error) {
    const waitMs = longWaitOf(error);
    if (waitMs === null) throw error;
    return postponed(order, last, now, waitMs);
  }
}

/** The provider's own wish for a pause longer than an activity should be retried over. */
function longWaitOf(error: unknown): number | null {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'provider.rate_limited') return null;
  const [details] = (cause.details ?? []) as ({ retryAfterMs?: number } | undefined)[];
  return details?.retryAfterMs ?? null;
}

/** Nothing was seen: the next sweep looks back to where the last real one began. */
function postponed(
  order: AccountRef & { scope: SweepReport['scope'] },
  last: SweepReport | null,
  now: number,
  waitMs: number,
): SweepReport {
  const at = new Date(now).toISOString();
  return {
    ...{ provider: order.provider, account: order.account, scope: order.scope },
    ...{ startedAt: last?.startedAt ?? at, endedAt: at, inventoryAt: last?.inventoryAt ?? null },
    ...{ seen: 0, calls: 0, found: {}, heldBack: 0, gone: 0, missing: [] },
    postponedUntil: new Date(now + waitMs).toISOString(),
  };
}
