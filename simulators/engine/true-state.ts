// How the control API tells the truth about a connection (`GET /_sim/connections/{id}`).
import type { HistoryRecord, SimConnection } from './connection';

export function trueState<Native>(connection: SimConnection<Native>, kindField: 'service' | 'sourceType') {
  const { broken } = connection;
  return {
    id: connection.id,
    name: connection.name,
    [kindField]: connection.kind,
    paused: connection.paused,
    broken: broken === null ? null : { message: broken.message, until: broken.until, mode: broken.mode },
    tables: connection.source.map((table) => table.name),
    tags: connection.tags,
    syncSeconds: connection.syncSeconds,
    rowsPerSync: connection.rowsPerSync,
    scheduleMinutes: connection.scheduleMinutes,
    scheduleType: connection.scheduleType,
    running: connection.active?.record.id ?? null,
    history: connection.history.map(historyEntry),
  };
}

function historyEntry(record: HistoryRecord) {
  return {
    id: record.id,
    kind: record.kind,
    trigger: record.trigger,
    startedAt: new Date(record.startedAt).toISOString(),
    endedAt: record.endedAt === null ? null : new Date(record.endedAt).toISOString(),
    status: record.status,
    rows: record.rows ?? 0,
    bytes: record.bytes ?? 0,
    ...(record.scope === null ? {} : { scope: record.scope }),
    ...(record.message === null ? {} : { message: record.message }),
    ...(record.rescheduledFor === null
      ? {}
      : { rescheduledFor: new Date(record.rescheduledFor).toISOString() }),
  };
}
