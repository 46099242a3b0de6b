// A sign of life while an activity waits for a provider, so that a dead worker is noticed in seconds.
import { heartbeat } from '@temporalio/activity';

/** A fifth of the heartbeat timeout of the profiles in workflows/activity-options.ts. */
const HEARTBEAT_EVERY_MS = 2000;

/** @param progress what a retry should find in the heartbeat's details */
export async function heartbeating<T>(work: () => Promise<T>, progress?: () => unknown): Promise<T> {
  const alive = setInterval(() => heartbeat(progress?.()), HEARTBEAT_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(alive);
  }
}
