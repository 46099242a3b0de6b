// How each stream of a connection stands in its latest job, RATE_LIMITED with the end of the quota included.
import { isRun, latest } from '../engine/connection';
import { uuidFrom } from '../engine/random';
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import type { AirbyteConnection } from './native';

/** Epoch milliseconds here, unlike in jobs. */
export function streamStatuses(instance: AirbyteInstance, connection: AirbyteConnection) {
  const run = latest(connection.history, isRun);
  const job = run === null ? undefined : instance.jobs.of(run);
  if (job === undefined) return [];
  return connection.native.streams.map(({ name }) => ({
    id: uuidFrom(`stream-status/${job.id}/${name}`),
    connectionId: connection.id,
    workspaceId: connection.native.workspaceId,
    jobId: job.id,
    jobType: job.record.kind === 'sync' ? 'SYNC' : job.record.kind === 'resync' ? 'REFRESH' : 'RESET',
    attemptNumber: Math.max(0, job.attempts.length - 1),
    streamName: name,
    streamNamespace: 'public',
    transitionedAt: job.updatedAt,
    ...runState(connection, job, instance.clock.now()),
  }));
}

function runState({ native }: AirbyteConnection, job: Job, now: number) {
  switch (job.status) {
    case 'pending':
    case 'queued':
      return { runState: 'PENDING' };
    case 'running':
    case 'incomplete':
      return native.rateLimitedUntil !== null && native.rateLimitedUntil > now
        ? { runState: 'RATE_LIMITED', metadata: { quotaReset: native.rateLimitedUntil } }
        : { runState: 'RUNNING' };
    case 'succeeded':
      return { runState: 'COMPLETE' };
    case 'failed':
      return { runState: 'INCOMPLETE', incompleteRunCause: 'FAILED' };
    case 'cancelled':
      return { runState: 'INCOMPLETE', incompleteRunCause: 'CANCELED' };
  }
}
