// A healthy connection for tests; each test states only what matters to it.
import type { ConnectionState } from '../domain/connection-state';

export function connectionState(changes: Partial<ConnectionState> = {}): ConnectionState {
  return {
    readAt: '2026-11-20T12:30:00Z',
    connectionId: 'c1',
    name: 'orders',
    service: 'postgres',
    destination: 'warehouse',
    tags: {},
    active: true,
    setup: 'connected',
    schedule: { kind: 'interval', everyMs: 3_600_000 },
    running: null,
    rescheduledFor: null,
    lastSuccessAt: '2026-11-20T11:00:00Z',
    lastFailureAt: '2026-11-20T11:30:00Z',
    lastRunId: null,
    schemaChange: 'none',
    notices: [],
    ...changes,
  };
}
