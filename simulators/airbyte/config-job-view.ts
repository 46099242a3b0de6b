// Jobs as the config API shows them: attempts (0-based), failure summaries, epoch seconds beside failure milliseconds.
import type { HistoryRecord } from '../engine/connection';
import { failureReason } from './failure-reason';
import type { Job } from './instance';
import { seconds, updatedAt } from './job-view';

export type ConfigType = 'sync' | 'reset_connection' | 'clear' | 'refresh';

export function configType(run: HistoryRecord): ConfigType {
  if (run.kind === 'sync') return 'sync';
  if (run.kind === 'resync') return 'refresh';
  return run.vendorKind === 'reset' ? 'reset_connection' : 'clear';
}

export function configJob({ id, record, connection }: Job) {
  return {
    id,
    configType: configType(record),
    configId: record.connectionId,
    createdAt: seconds(record.startedAt),
    updatedAt: seconds(updatedAt(record)),
    startedAt: seconds(record.startedAt),
    status: record.status,
    enabledStreams: connection.native.streams.map(({ name }) => ({ name, namespace: 'public' })),
    ...(record.rows === null ? {} : { aggregatedStats: stats(record) }),
  };
}

/** A cancelled attempt counts as failed, as in the vendor's attempt status. */
export function attempts({ record, connection }: Job) {
  const count = record.breakage?.attempts ?? 1;
  const spanMs = (updatedAt(record) - record.startedAt) / count;
  return Array.from({ length: count }, (_, number) => {
    const startedAt = record.startedAt + number * spanMs;
    const last = number === count - 1;
    const ended = record.endedAt === null ? null : startedAt + spanMs;
    const status =
      record.status === 'running' ? 'running' : record.status === 'succeeded' ? 'succeeded' : 'failed';
    const moved = last && record.rows !== null;
    return {
      id: number,
      status,
      createdAt: seconds(startedAt),
      updatedAt: seconds(ended ?? startedAt),
      ...(ended === null ? {} : { endedAt: seconds(ended) }),
      ...(moved ? { bytesSynced: record.bytes, recordsSynced: record.rows, totalStats: stats(record) } : {}),
      streamStats: moved
        ? streamStats(
            record,
            connection.native.streams.map((stream) => stream.name),
          )
        : [],
      ...failureSummary(record, ended ?? startedAt),
    };
  });
}

export function jobInfo(job: Job) {
  return {
    job: configJob(job),
    attempts: attempts(job).map((attempt) => ({ attempt, logType: 'formatted', logs: { logLines: [] } })),
  };
}

function failureSummary(record: HistoryRecord, at: number) {
  const reason = failureReason(record);
  if (reason === null) return {};
  const failure = {
    failureOrigin: reason.origin,
    ...(reason.type === null ? {} : { failureType: reason.type }),
    externalMessage: reason.externalMessage,
    internalMessage: reason.internalMessage,
    ...(reason.stacktrace === null ? {} : { stacktrace: reason.stacktrace }),
    retryable: reason.type !== 'config_error',
    timestamp: Math.floor(at),
  };
  return { failureSummary: { failures: [failure], partialSuccess: false } };
}

function stats(record: HistoryRecord) {
  const [rows, bytes] = [record.rows ?? 0, record.bytes ?? 0];
  return {
    recordsEmitted: rows,
    bytesEmitted: bytes,
    recordsCommitted: rows,
    bytesCommitted: bytes,
    recordsRejected: 0,
  };
}

/** The run's volume, shared out evenly over its streams. */
function streamStats(record: HistoryRecord, streams: readonly string[]) {
  const share = (total: number | null, index: number) => {
    const each = Math.floor((total ?? 0) / streams.length);
    return index === 0 ? (total ?? 0) - each * (streams.length - 1) : each;
  };
  return streams.map((streamName, index) => {
    const [rows, bytes] = [share(record.rows, index), share(record.bytes, index)];
    return {
      streamName,
      streamNamespace: 'public',
      stats: { recordsEmitted: rows, bytesEmitted: bytes, recordsCommitted: rows, bytesCommitted: bytes },
    };
  });
}
