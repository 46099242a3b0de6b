// A remembered connection and a sweep's report for tests: healthy, hourly, last synced at noon; a test says what differs.
import type { AccountRef } from '../domain/connection-ref';
import type { SweepReport } from '../domain/sweep/sweep-report';
import type { KnownConnection } from '../domain/sweep/known-connection';

export function knownConnection(changes: Partial<KnownConnection> = {}): KnownConnection {
  return {
    ...{ provider: 'fivetran', account: 'main', connectionId: 'c1', name: 'orders', service: 'postgres' },
    ...{ destination: 'warehouse', tags: {}, health: 'healthy', active: true, everyMs: 3_600_000 },
    ...{ running: null, lastSuccessAt: '2026-11-20T12:00:00.000Z', lastFailureAt: null },
    ...{ rescheduledFor: null, schemaChange: 'none', lastRun: null, durationsMs: [], rows: [] },
    ...{ reported: {}, firstSeenAt: '2026-11-01T00:00:00.000Z', changedAt: '2026-11-20T12:00:00.000Z' },
    ...changes,
  };
}

export function sweepReport(ref: AccountRef, changes: Partial<SweepReport> = {}): SweepReport {
  const at = '2026-11-20T12:00:00.000Z';
  return {
    ...{ provider: ref.provider, account: ref.account, scope: 'inventory', startedAt: at, endedAt: at },
    ...{ inventoryAt: at, seen: 1, calls: 1, found: {}, heldBack: 0, gone: 0, missing: [] },
    ...changes,
  };
}
