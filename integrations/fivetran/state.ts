// Fivetran's connection object as the ConnectionState both providers share.
import type { ConnectionState } from '../../domain/connection-state';
import { isoTime } from '../http/iso-time';
import { fivetranSchedule } from './schedule';
import type { WireConnection } from './wire.schema';

export interface StateContext {
  destination: string;
  tags: Record<string, string>;
  readAt: Date;
}

/** Fivetran gives neither run IDs nor an error text nor pending schema changes on this object. */
export function fivetranState(connection: WireConnection, context: StateContext): ConnectionState {
  const { status } = connection;
  return {
    readAt: context.readAt.toISOString(),
    connectionId: connection.id,
    // The schema name is the connection's name: unique in its destination, permanent, shown in the dashboard.
    name: connection.schema || connection.id,
    service: connection.service,
    destination: context.destination,
    tags: context.tags,
    active: !connection.paused,
    setup: setupOf(status.setup_state),
    schedule: fivetranSchedule(connection),
    running: status.sync_state?.toLowerCase() === 'syncing' ? {} : null,
    rescheduledFor: isoTime(status.rescheduled_for),
    lastSuccessAt: isoTime(connection.succeeded_at),
    lastFailureAt: isoTime(connection.failed_at),
    ...lateness(status.update_state),
    lastRunId: null,
    schemaChange: 'unknown',
    notices: [
      ...(status.tasks ?? []).map((task) => notice('task', task)),
      ...(status.warnings ?? []).map((warning) => notice('warning', warning)),
    ],
  };
}

/** The thresholds behind it are Fivetran's own (`data_delay_sensitivity`). */
function lateness(updateState: string | null | undefined): { late?: boolean } {
  const word = updateState?.toLowerCase();
  return word === 'delayed' || word === 'on_schedule' ? { late: word === 'delayed' } : {};
}

type Notice = ConnectionState['notices'][number];

export function notice(
  severity: Notice['severity'],
  alert: {
    code?: string | null | undefined;
    type?: string | null | undefined;
    message?: string | null | undefined;
  },
): Notice {
  const code = alert.code ?? alert.type ?? 'unknown';
  return { severity, code, message: alert.message ?? code };
}

function setupOf(state: string | null | undefined): ConnectionState['setup'] {
  switch (state?.toLowerCase()) {
    case 'connected':
      return 'connected';
    case 'incomplete':
      return 'incomplete';
    case 'broken':
      return 'broken';
    default:
      return 'unknown';
  }
}
