// The connection object as Fivetran's API (version 2) shows it.
import { failsTests } from '../engine/breakage';
import type { FivetranConnection } from './connection-native';

/** Fivetran stamps microseconds: `2024-03-17T12:31:40.870000Z`. */
export function microTime(at: number): string {
  return new Date(at).toISOString().replace(/Z$/, '000Z');
}

const microTimeOrNull = (at: number | null): string | null => (at === null ? null : microTime(at));

export function connectionView(connection: FivetranConnection) {
  const { native } = connection;
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
    ...native.settings,
    status: statusView(connection),
    config: native.config,
  };
}

function statusView(connection: FivetranConnection) {
  const { native } = connection;
  return {
    setup_state: native.setupState,
    schema_status: 'ready',
    sync_state: syncState(connection),
    update_state: isLate(connection) ? 'delayed' : 'on_schedule',
    is_historical_sync: connection.active?.record.kind === 'resync',
    rescheduled_for: syncState(connection) === 'rescheduled' ? microTimeOrNull(native.rescheduledFor) : null,
    tasks: native.tasks,
    warnings: native.warnings,
  };
}

/** The vendor's thresholds are unconfirmed: here, two scheduled runs without a success. */
function isLate({ native, createdAt }: FivetranConnection): boolean {
  return Date.now() - (native.succeededAt ?? createdAt) > 2 * native.syncFrequency * 60_000;
}

export function syncState(
  connection: FivetranConnection,
): 'scheduled' | 'syncing' | 'paused' | 'rescheduled' {
  if (connection.paused) return 'paused';
  if (connection.active !== null) return 'syncing';
  return connection.native.rescheduledFor !== null ? 'rescheduled' : 'scheduled';
}

/** What `POST /test` and a PATCH with run_setup_tests find. */
export function setupTests(connection: FivetranConnection) {
  const { broken } = connection;
  const failed = failsTests(broken);
  return [
    { title: 'Host Connection', status: 'PASSED', message: '', details: {} },
    failed
      ? { title: 'Validating credentials', status: 'FAILED', message: broken?.message ?? '', details: {} }
      : { title: 'Validating credentials', status: 'PASSED', message: '', details: {} },
  ];
}
