// Jobs as the config API shows them: attempts (0-based), failure summaries, epoch seconds beside failure milliseconds.
import type { HistoryRecord } from '../engine/connection';
import { failureView } from './failure-reason';
import type { Attempt, Job } from './job';
import { committedBytes, committedRows, seconds } from './job-view';

type ConfigType = 'sync' | 'reset_connection' | 'clear' | 'refresh';

export function configType(run: HistoryRecord): ConfigType {
  if (run.kind === 'sync') return 'sync';
  if (run.kind === 'resync') return 'refresh';
  return run.vendorKind === 'reset' ? 'reset_connection' : 'clear';
}

export function configJob(job: Job) {
  const { id, record, connection } = job;
  const type = configType(record);
  const enabled = connection.native.streams.map(({ name }) => ({ name, namespace: 'public' }));
  const scoped = enabled.filter(({ name }) => record.scope === null || record.scope.includes(name));
  const rows = committedRows(job);
  const first = job.attempts[0];
  return {
    id,
    configType: type,
    configId: record.connectionId,
    createdAt: seconds(record.startedAt),
    updatedAt: seconds(job.updatedAt),
    ...(first === undefined ? {} : { startedAt: seconds(first.startedAt) }),
    status: job.status,
    enabledStreams: enabled,
    ...(type === 'clear' || type === 'reset_connection' ? { resetConfig: { streamsToReset: scoped } } : {}),
    ...(type === 'refresh' ? { refreshConfig: { streamsToRefresh: scoped } } : {}),
    ...(rows === null ? {} : { aggregatedStats: stats(rows, committedBytes(job) ?? 0) }),
    ...(rows === null ? {} : { streamAggregatedStats: streamStats(job, rows, committedBytes(job) ?? 0) }),
  };
}

export function attempts(job: Job) {
  return job.attempts.map((attempt, number) => attemptView(job, attempt, number));
}

function attemptView(job: Job, attempt: Attempt, number: number) {
  const { rows, endedAt, failure } = attempt;
  const last = number === job.attempts.length - 1;
  const bytes = last && job.record.bytes !== null ? job.record.bytes : (rows ?? 0) * 180;
  return {
    id: number,
    status: attempt.status,
    createdAt: seconds(attempt.startedAt),
    updatedAt: seconds(endedAt ?? attempt.startedAt),
    ...(endedAt === null ? {} : { endedAt: seconds(endedAt) }),
    ...(rows === null
      ? {}
      : {
          bytesSynced: bytes,
          recordsSynced: rows,
          totalStats: { ...stats(rows, bytes), stateMessagesEmitted: 1, additionalStats: {} },
        }),
    streamStats: rows === null ? [] : streamStats(job, rows, bytes, true),
    ...(failure === null
      ? {}
      : { failureSummary: { failures: [failureView(failure)], partialSuccess: (rows ?? 0) > 0 } }),
  };
}

/** `get` inlines the logs, `get_without_logs` leaves the lines out. */
export function jobInfo(job: Job, withLogs = false) {
  return {
    job: configJob(job),
    attempts: attempts(job).map((attempt) => ({
      attempt,
      logType: 'formatted',
      logs: { logLines: withLogs ? logLines(job, attempt.id) : [] },
    })),
  };
}

export function attemptInfo(job: Job, number: number) {
  return jobInfo(job, true).attempts[number];
}

function logLines(job: Job, number: number): string[] {
  const attempt = job.attempts[number];
  if (attempt === undefined) return [];
  const at = (time: number) => new Date(time).toISOString().replace('T', ' ').replace('Z', '');
  return [
    `${at(attempt.startedAt)} platform > Executing worker wrapper. Airbyte version: 2.2.0`,
    `${at(attempt.startedAt)} platform > start sync worker. job id: ${job.id} attempt id: ${number}`,
    ...(attempt.failure === null
      ? []
      : [`${at(attempt.failure.at)} ${attempt.failure.origin} > ${attempt.failure.internalMessage}`]),
  ];
}

function stats(rows: number, bytes: number) {
  return {
    recordsEmitted: rows,
    bytesEmitted: bytes,
    recordsCommitted: rows,
    bytesCommitted: bytes,
    recordsRejected: 0,
  };
}

/** The volume, shared out evenly over the streams. */
function streamStats(job: Job, rows: number, bytes: number, nested = false) {
  const streams = job.connection.native.streams;
  const share = (total: number, index: number) => {
    const each = Math.floor(total / streams.length);
    return index === 0 ? total - each * (streams.length - 1) : each;
  };
  return streams.map(({ name }, index) => {
    const part = stats(share(rows, index), share(bytes, index));
    return { streamName: name, streamNamespace: 'public', ...(nested ? { stats: part } : part) };
  });
}
