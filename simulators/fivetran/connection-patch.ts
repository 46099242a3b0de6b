// `PATCH /v1/connections/{id}`: pause and resume, frequency, credentials, and the full re-sync in disguise.
import { z } from 'zod';
import { allowedFrequency, type FivetranConnection } from './connection-native';
import { failsTests } from '../engine/breakage';
import type { FivetranAccount } from './account';
import { runPending, startRun } from './triggers';

/** Setup tests run unless told otherwise: the vendor's default, and a quota trap. */
export const connectionPatch = z.looseObject({
  paused: z.boolean().optional(),
  sync_frequency: z.coerce
    .number()
    .refine((minutes) => allowedFrequency(minutes) === minutes, 'is not an allowed frequency')
    .optional(),
  schedule_type: z.enum(['auto', 'manual']).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  auth: z.record(z.string(), z.unknown()).optional(),
  is_historical_sync: z.boolean().optional(),
  run_setup_tests: z.boolean().default(true),
});
export type ConnectionPatch = z.infer<typeof connectionPatch>;

const STORED_AS_IS = [
  'pause_after_trial',
  'data_delay_sensitivity',
  'data_delay_threshold',
  'daily_sync_time',
  'networking_method',
  'private_link_id',
  'proxy_agent_id',
  'hybrid_deployment_agent_id',
  'destination_configuration',
];

const SECRET_FIELD = /password|secret|token|private_key|api_key|passphrase/i;

export function applyPatch(
  account: FivetranAccount,
  connection: FivetranConnection,
  patch: ConnectionPatch,
): void {
  if (patch.config !== undefined || patch.auth !== undefined)
    changeConfig(account, connection, patch.config ?? {});
  changeSchedule(account, connection, patch);
  for (const field of STORED_AS_IS) {
    if (patch[field] !== undefined) connection.native.settings[field] = patch[field];
  }
  if (patch.run_setup_tests)
    connection.native.setupState = failsTests(connection.broken) ? 'broken' : 'connected';
  if (patch.paused !== undefined) changePaused(account, connection, patch.paused);
  if (patch.is_historical_sync === true)
    startRun(account, connection, { kind: 'resync', force: true, scope: null });
}

/** New credentials or configuration are what `reauth` and `config` wait for; a running sync is stopped first. */
function changeConfig(
  account: FivetranAccount,
  connection: FivetranConnection,
  config: Record<string, unknown>,
): void {
  account.runs.cancel(
    connection,
    'Sync has been cancelled because of a user action in the dashboard.Standard Config updated.',
  );
  for (const [field, value] of Object.entries(config)) {
    connection.native.config[field] = SECRET_FIELD.test(field) ? '******' : value;
  }
  account.world.effect(connection, 'config', 'api');
  account.world.remedy(connection, 'reauth', 'config');
  account.events.announce(connection, 'edit_connector');
}

function changeSchedule(
  account: FivetranAccount,
  connection: FivetranConnection,
  patch: ConnectionPatch,
): void {
  const frequency = patch.sync_frequency ?? connection.native.syncFrequency;
  const type = patch.schedule_type ?? connection.scheduleType;
  if (frequency === connection.native.syncFrequency && type === connection.scheduleType) return;
  connection.native.syncFrequency = frequency;
  connection.scheduleMinutes = frequency;
  connection.scheduleType = type;
  account.world.effect(connection, 'schedule', 'api', `${type} every ${frequency} min`);
}

function changePaused(account: FivetranAccount, connection: FivetranConnection, paused: boolean): void {
  if (!account.world.setPaused(connection, paused, 'api')) return;
  if (paused) {
    connection.native.rescheduledFor = null;
    account.runs.cancel(connection, 'Sync has been cancelled because the connection was paused.');
  }
  account.events.announce(connection, paused ? 'pause_connector' : 'resume_connector');
  if (!paused) runPending(account, connection);
}
