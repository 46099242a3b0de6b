// Moves a job through its states by the clock: pending, queued, running, incomplete between attempts, ended.
import type { Breakage } from '../engine/break-spec';
import { latest, type HistoryRecord } from '../engine/connection';
import { cancelledReason, failedCheck, failureReason } from './failure-reason';
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { countFailure, nextAttemptSeconds } from './retry-policy';

/** `fast`: back-off in milliseconds, and further attempts fail within this. */
const FAST_ATTEMPT_MS = 20;

export function startDelayMs(instance: AirbyteInstance, run: HistoryRecord): number {
  if (run.kind !== 'sync') return 0;
  return (instance.settings.pendingSeconds + instance.settings.queuedSeconds) * 1000;
}

export function jobStarted(instance: AirbyteInstance, job: Job): void {
  const { clock, settings } = instance;
  const delayMs = startDelayMs(instance, job.record);
  if (delayMs === 0) return job.addAttempt(job.record.startedAt);
  const queue = () => {
    if (settings.queuedSeconds === 0 || job.record.status !== 'running') return;
    job.enter('queued', clock.now());
    instance.notifications.queued(job);
  };
  job.enter('pending', job.record.startedAt);
  if (settings.pendingSeconds === 0) queue();
  else clock.after(settings.pendingSeconds * 1000, queue);
  clock.after(delayMs, () => {
    if (job.record.status === 'running' && job.attempts.length === 0) job.addAttempt(clock.now());
  });
}

/** The attempt has failed. Milliseconds until the next one ends, or null when the table says that was all. */
export function attemptFailed(instance: AirbyteInstance, job: Job, broken: Breakage): number | null {
  const { clock, settings } = instance;
  if (broken.attempts !== undefined) return null;
  const reason = attemptReason(instance, job, broken);
  const rows = broken.rowsBeforeFailure;
  job.endAttempt(clock.now(), 'failed', reason, rows > 0 ? rows : null);
  job.retries = countFailure(job.retries, rows > 0);
  const waitSeconds = nextAttemptSeconds(job.retries, reason.type);
  if (waitSeconds === null) return null;
  const fast = settings.pace === 'fast';
  const waitMs = fast ? waitSeconds : waitSeconds * 1000;
  const spanMs = job.connection.syncSeconds * 1000;
  job.enter('incomplete', clock.now());
  clock.after(waitMs, () => {
    if (job.record.status === 'running') job.addAttempt(clock.now());
  });
  return waitMs + (fast ? Math.min(FAST_ATTEMPT_MS, spanMs) : spanMs);
}

/** A check runs only when the job before, or the attempt before, has failed. */
function attemptReason(instance: AirbyteInstance, job: Job, broken: Breakage) {
  const at = instance.clock.now();
  const before = latest(job.connection.history, (run) => run.kind === 'sync' && run !== job.record);
  const checked =
    instance.settings.checkAfterFailure && (job.attempts.length > 1 || before?.status === 'failed');
  return (checked ? failedCheck(broken, at) : null) ?? failureReason(broken, at);
}

/** Closes what is open. A breakage that says how many attempts there were shows them all at once, spread evenly. */
export function jobEnded(instance: AirbyteInstance, job: Job): void {
  const { record } = job;
  const at = record.endedAt ?? instance.clock.now();
  const { breakage } = record;
  if (job.attempts.length === 0) job.addAttempt(at);
  if (record.status === 'failed' && breakage !== null) {
    const count = job.attempts.length > 1 ? 1 : (breakage.attempts ?? 1);
    const spanMs = (at - record.startedAt) / count;
    for (let number = 1; number <= count; number += 1) {
      const endedAt = number === count ? at : record.startedAt + number * spanMs;
      const rows = breakage.rowsBeforeFailure > 0 ? breakage.rowsBeforeFailure : null;
      job.endAttempt(endedAt, 'failed', failureReason(breakage, endedAt), rows);
      if (number < count) job.addAttempt(endedAt);
    }
  } else if (record.status === 'cancelled') {
    job.endAttempt(at, 'failed', cancelledReason(at), null);
  } else {
    job.endAttempt(at, 'succeeded', null, record.rows);
  }
}
