// What a run's start and end do to the connection's status, and what `sync_end` says about it.
import type { HistoryRecord } from '../engine/connection';
import type { FivetranConnection } from './connection-native';
import { dropMarked, reloadSchema } from './schema-reload';
import type { SyncEndData } from './webhook-events';

const ERRORS_MAX = 100;

/** The first sync captures the schema when it starts, whatever becomes of it. */
export function noteRunStart(connection: FivetranConnection): void {
  connection.native.rescheduledFor = null;
  if (connection.native.schemaConfig.state !== 'captured') lookAtSource(connection);
}

/** Changes in the source come in with a sync as `schema_change_handling` says; nobody is told. */
function lookAtSource({ native, source }: FivetranConnection): void {
  reloadSchema(native.schemaConfig, source);
}

/** RESCHEDULED and CANCELED move neither timestamp; a success never clears `failed_at`. */
export function noteRunEnd(connection: FivetranConnection, run: HistoryRecord): void {
  const { native } = connection;
  if (run.status === 'succeeded') {
    native.succeededAt = run.endedAt;
    native.tasks = [];
    native.setupState = 'connected';
    native.sdkState ??= {};
    lookAtSource(connection);
    dropMarked(native.schemaConfig);
    return;
  }
  if (run.rescheduledFor !== null) {
    native.rescheduledFor = run.rescheduledFor;
    return;
  }
  const end = syncEndData(run);
  if (end.status === 'CANCELED' || run.endedAt === null) return;
  native.failedAt = run.endedAt;
  const reason = end.reason ?? '';
  const type = end.taskType ?? 'unknown_sync_failure';
  native.errors = [
    { type, title: titleOf(type), reason, message: reason, createdAt: run.endedAt },
    ...native.errors,
  ].slice(0, ERRORS_MAX);
  if (end.status !== 'FAILURE_WITH_TASK') return;
  native.tasks = [{ code: type, message: reason, details: {} }];
  if (run.breakage?.class === 'authentication') native.setupState = 'broken';
}

function titleOf(type: string): string {
  return type === 'reconnect' ? 'Reconnect your connection' : 'Sync failed';
}

export function syncEndData(run: HistoryRecord): SyncEndData {
  if (run.status === 'succeeded') return { status: 'SUCCESSFUL' };
  const reason = run.message ?? '';
  if (run.status === 'cancelled') return { status: 'CANCELED', reason };
  if (run.rescheduledFor !== null) {
    const at = new Date(run.rescheduledFor).toISOString();
    return { status: 'RESCHEDULED', reason: `Rescheduled for ${at}, reason: ${reason}`, rescheduledAt: at };
  }
  const breakage = run.breakage;
  const byClass = breakage?.class === 'authentication' || breakage?.taskType !== undefined;
  const status = breakage?.status ?? (byClass ? 'FAILURE_WITH_TASK' : 'FAILURE');
  if (status !== 'FAILURE_WITH_TASK') return { status, reason };
  return { status, reason, taskType: breakage?.taskType ?? 'reconnect' };
}
