// Invents the good runs a connection had before the test began, one schedule interval apart, so that baselines exist.
import type { HistoryRecord, SimConnection } from './connection';
import type { Random } from './random';

const BYTES_PER_ROW = 180;

/** About the usual volume, a tenth up or down. */
export function usualRows(rowsPerSync: number, random: Random): number {
  return Math.round(rowsPerSync * (0.9 + random.next() * 0.2));
}

export function bytesOf(rows: number): number {
  return rows * BYTES_PER_ROW;
}

export function pastRuns<Native>(
  connection: SimConnection<Native>,
  count: number,
  now: number,
  random: Random,
  newRunId: () => string,
): HistoryRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const startedAt = now - (count - index) * connection.scheduleMinutes * 60_000;
    const rows = usualRows(connection.rowsPerSync, random);
    return {
      id: newRunId(),
      connectionId: connection.id,
      kind: 'sync',
      vendorKind: null,
      trigger: 'schedule',
      startedAt,
      endedAt: startedAt + connection.syncSeconds * 1000,
      scope: null,
      status: 'succeeded',
      rows,
      bytes: bytesOf(rows),
      message: null,
      breakage: null,
      rescheduledFor: null,
    };
  });
}
