// The connection object as Fivetran's API (version 2) shows it.
import type { FivetranConnection } from './connection-native';

/** Fivetran stamps microseconds: `2024-03-17T12:31:40.870000Z`. */
export function microTime(at: number): string {
  return new Date(at).toISOString().replace(/Z$/, '000Z');
}

const microTimeOrNull = (at: number | null): string | null => (at === null ? null : microTime(at));

export function connectionView(connection: FivetranConnection, now: number) {
  const { native } = connection;
  const { schema_status: schemaStatus, daily_sync_time: dailySyncTime, ...settings } = native.settings;
  return {
    id: connection.id,
    service: connection.kind,
    schema: native.schema,
    group_id: native.groupId,
    service_version: 1,
    connected_by: 'sim_user',
    created_at: microTime(connection.createdAt),
    succeeded_at: microTimeOrNull(native.succeededAt),
    failed_at: microTimeOrNull(native.failedAt),
    paused: connection.paused,
    pause_after_trial: false,
    sync_frequency: native.syncFrequency,
    schedule_type: connection.scheduleType,
    data_delay_sensitivity: 'NORMAL',
    networking_method: 'Directly',
    source_sync_details: {},
    ...settings,
    ...(native.syncFrequency === 1440 && dailySyncTime !== undefined
      ? { daily_sync_time: dailySyncTime }
      : {}),
    status: statusView(connection, schemaStatus ?? 'ready', now),
    config: native.config,
  };
}

function statusView(connection: FivetranConnection, schemaStatus: unknown, now: number) {
  const { native } = connection;
  const state = syncState(connection);
  return {
    setup_state: native.setupState,
    schema_status: schemaStatus,
    sync_state: state,
    update_state: isLate(connection, now) ? 'delayed' : 'on_schedule',
    is_historical_sync: isHistorical(connection),
    rescheduled_for: state === 'rescheduled' ? microTimeOrNull(native.rescheduledFor) : null,
    tasks: native.tasks,
    warnings: native.warnings.map(({ code, message, details }) => ({ code, message, details })),
  };
}

/** A full re-sync that runs; a connection whose first sync is still to come is historical as well. */
function isHistorical({ native, active }: FivetranConnection): boolean {
  return active?.record.kind === 'resync' || (native.createdByApi && native.succeededAt === null);
}

/** The vendor's thresholds are unconfirmed: here, two scheduled runs without a success. */
function isLate({ native, createdAt }: FivetranConnection, now: number): boolean {
  return now - (native.succeededAt ?? createdAt) > 2 * native.syncFrequency * 60_000;
}

export function syncState(
  connection: FivetranConnection,
): 'scheduled' | 'syncing' | 'paused' | 'rescheduled' {
  if (connection.paused) return 'paused';
  if (connection.active !== null) return 'syncing';
  return connection.native.rescheduledFor !== null ? 'rescheduled' : 'scheduled';
}
