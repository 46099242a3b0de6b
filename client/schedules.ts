// The Schedules of the product: one sweep an account, kept in step with the configuration.
import {
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import type { AccountConfig } from '../domain/account';
import { WORKFLOW_TASK_QUEUE, sweepId, type AccountRef } from '../domain/connection-ref';
import { SWEEP_WORKFLOW } from '../workflows/messages';

/** Sweeps of many accounts should not all begin in the same second. */
const JITTER_SHARE = 10;

/** Creates, updates or (with `sweep.every: never`) removes the Schedule of each account. Idempotent. */
export async function keepSweepSchedules(client: Client, accounts: readonly AccountConfig[]): Promise<void> {
  await Promise.all(accounts.map((account) => keepSweeps(client, account)));
}

async function keepSweeps(client: Client, { provider, name, sweep }: AccountConfig): Promise<void> {
  const ref = { provider, account: name };
  if (sweep.everyMs === 0) {
    await client.schedule.getHandle(sweepId(ref)).delete().catch(ignoreNotFound);
    return;
  }
  await keepSchedule(client, sweepId(ref), scheduleOf(ref, sweep));
}

/** Updates the Schedule, or creates it; another process may do the same at the same time. */
export async function keepSchedule(
  client: Client,
  scheduleId: string,
  wanted: Omit<ScheduleOptions, 'scheduleId'>,
): Promise<void> {
  try {
    await client.schedule.getHandle(scheduleId).update((now) => ({ ...now, ...wanted }));
  } catch (error) {
    ignoreNotFound(error);
    await client.schedule.create({ scheduleId, ...wanted }).catch(ignoreExists);
  }
}

function scheduleOf(ref: AccountRef, sweep: AccountConfig['sweep']) {
  return {
    spec: { intervals: [{ every: sweep.everyMs }], jitter: Math.floor(sweep.everyMs / JITTER_SHARE) },
    action: {
      type: 'startWorkflow' as const,
      workflowType: SWEEP_WORKFLOW,
      workflowId: sweepId(ref),
      taskQueue: WORKFLOW_TASK_QUEUE,
      args: [{ ...ref, inventoryEveryMs: sweep.inventoryEveryMs }],
      staticSummary: `Sweep of ${ref.provider} account ${ref.account}`,
    },
    policies: {
      // One at a time; after a stop, one sweep sees all that was missed.
      overlap: ScheduleOverlapPolicy.SKIP,
      catchupWindow: Math.max(sweep.everyMs, 10_000),
    },
  };
}

function ignoreNotFound(error: unknown): void {
  if (!(error instanceof ScheduleNotFoundError)) throw error;
}

/** Another worker process was first. */
function ignoreExists(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'ScheduleAlreadyRunning') throw error;
}
