// A job of the config API with its attempts as a run: the reason of a failure is part of the list.
import type { SyncRun } from '../../../domain/connection-state';
import { failureOf, kindOf, statusOf } from '../runs';
import type { WireConfigJob } from './wire.schema';

export function runOfConfigJob({ job, attempts }: WireConfigJob): SyncRun {
  const status = statusOf(job.status);
  const failure = status === 'failed' ? failureOf({ attempts }) : undefined;
  return {
    id: job.id,
    kind: kindOf(job.configType === 'reset_connection' ? 'reset' : job.configType),
    status,
    startedAt: new Date(job.createdAt * 1000).toISOString(),
    endedAt: status === 'running' ? null : new Date(job.updatedAt * 1000).toISOString(),
    // Absent means that no statistics were written, which is not zero.
    rows: job.aggregatedStats?.recordsCommitted ?? null,
    bytes: job.aggregatedStats?.bytesCommitted ?? null,
    ...(failure && { failure }),
  };
}
