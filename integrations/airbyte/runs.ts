// Airbyte jobs as runs. Jobs are terminal when failed, succeeded or cancelled; everything else is still under way.
import { LIMITS } from '../../domain/limits';
import type { RunFailure, SyncRun } from '../../domain/connection-state';
import { isoTime } from '../http/iso-time';
import { shortenMiddle } from '../../domain/shorten-text';
import type { WireFailureReason, WireJob, WireJobInfo } from './wire.schema';

/** `incomplete` is between two attempts of one job: Airbyte itself will go on. */
export function isUnderWay(job: WireJob): boolean {
  return statusOf(job.status) === 'running';
}

export function runOf(job: WireJob, readAt: Date): SyncRun {
  const status = statusOf(job.status);
  return {
    id: job.jobId,
    kind: kindOf(job.jobType),
    status,
    startedAt: isoTime(job.startTime) ?? readAt.toISOString(),
    endedAt: status === 'running' ? null : isoTime(job.lastUpdatedAt),
    // Absent means that no statistics were written, which is not zero (airbytehq/airbyte #85355).
    rows: job.rowsSynced ?? null,
    bytes: job.bytesSynced ?? null,
  };
}

export function statusOf(status: string): SyncRun['status'] {
  switch (status) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'cancelled';
    default:
      return 'running';
  }
}

/** `reset` and `clear` are the same operation: both delete what is in the destination. */
export function kindOf(jobType: string): SyncRun['kind'] {
  switch (jobType) {
    case 'refresh':
      return 'refresh';
    case 'reset':
    case 'clear':
      return 'clear';
    default:
      return 'sync';
  }
}

/** The first failure of the last attempt, as Airbyte's own webhook chooses it: later ones are consequences. */
export function failureOf(info: WireJobInfo): RunFailure | undefined {
  const last = info.attempts?.at(-1);
  const summary = last?.attempt?.failureSummary ?? last?.failureSummary;
  const first = summary?.failures?.[0];
  return first && { ...failureFrom(first), attempts: info.attempts?.length ?? 1 };
}

function failureFrom(reason: WireFailureReason): RunFailure {
  const message =
    reason.externalMessage ?? reason.internalMessage ?? 'Airbyte recorded a failure without a message';
  return {
    message: shortenMiddle(message, LIMITS.eventMessageCharsMax),
    ...(reason.failureType && { type: reason.failureType }),
    ...(reason.failureOrigin && { origin: reason.failureOrigin }),
    ...(reason.stacktrace && { stackTrace: shortenMiddle(reason.stacktrace, LIMITS.stackTraceCharsMax) }),
  };
}
