// `PATCH /v1/connections/{id}`: pause and resume, frequency, credentials, and the full re-sync in disguise.
import type { FivetranAccount } from './account';
import { keptSettings, type ConnectionPatch } from './connection-fields';
import type { FivetranConnection } from './connection-native';
import { FivetranError } from './envelope';
import { MASK, masked } from './masked-config';
import { runSetupTests } from './setup-tests';
import { runPending, startRun } from './triggers';

/**
 * Changes the connection. With a stop hold set and a sync running, the change is made and the answer is a late 500:
 * the vendor's server gives up stopping the sync after 60 seconds, although the sync does stop.
 */
export async function applyPatch(
  account: FivetranAccount,
  connection: FivetranConnection,
  patch: ConnectionPatch,
): Promise<void> {
  const mustStop = patch.paused === true || patch.config !== undefined || patch.auth !== undefined;
  const hold = mustStop && connection.active !== null ? account.behaviour.stopHoldSeconds : null;
  changeAll(account, connection, patch);
  if (hold === null) return;
  await account.clock.sleep(hold * 1000);
  throw new FivetranError(
    500,
    'InternalServerError',
    'Failed to stop in-progress sync after trying for 60 seconds',
  );
}

function changeAll(account: FivetranAccount, connection: FivetranConnection, patch: ConnectionPatch): void {
  if (patch.config !== undefined || patch.auth !== undefined)
    changeConfig(account, connection, patch.config ?? {});
  changeSchedule(account, connection, patch);
  Object.assign(connection.native.settings, keptSettings(patch));
  if (patch.run_setup_tests) runSetupTests(account, connection);
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
  const news = Object.entries(masked(config)).filter(([name]) => config[name] !== MASK);
  Object.assign(connection.native.config, Object.fromEntries(news));
  account.world.effect(connection, 'config', 'api');
  account.world.remedy(connection, 'reauth', 'config');
  account.events.announceAct(connection, 'edit_connector', { editType: 'CREDENTIALS' });
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
  account.events.announceAct(connection, 'edit_connector', { editType: 'UPDATE_SYNC_FREQUENCY' });
}

function changePaused(account: FivetranAccount, connection: FivetranConnection, paused: boolean): void {
  if (!account.world.setPaused(connection, paused, 'api')) return;
  if (paused) {
    connection.native.rescheduledFor = null;
    account.runs.cancel(connection, 'Sync has been cancelled because the connection was paused.');
  }
  account.events.announceAct(connection, paused ? 'pause_connector' : 'resume_connector');
  if (!paused) runPending(account, connection);
}
