// What Fivetran does by itself after failed syncs in a row: call the setup broken, and at last pause the connection.
import type { HistoryRecord } from '../engine/connection';
import type { FivetranAccount } from './account';
import type { FivetranConnection } from './connection-native';

export function noteFailureInRow(
  account: FivetranAccount,
  connection: FivetranConnection,
  run: HistoryRecord,
): void {
  const { native } = connection;
  if (run.status === 'succeeded') native.failuresInRow = 0;
  if (run.status !== 'failed' || run.rescheduledFor !== null) return;
  native.failuresInRow += 1;
  const { brokenAfterFailures, autoPauseAfterFailures } = account.behaviour;
  if (reached(native.failuresInRow, brokenAfterFailures)) markBroken(connection, run.message ?? '');
  if (!reached(native.failuresInRow, autoPauseAfterFailures)) return;
  if (!account.world.setPaused(connection, true, 'schedule')) return;
  account.events.announceAct(connection, 'pause_connector', {}, 'Fivetran');
}

function reached(failures: number, limit: number | null): boolean {
  return limit !== null && failures >= limit;
}

function markBroken({ native }: FivetranConnection, message: string): void {
  native.setupState = 'broken';
  if (native.tasks.length === 0) native.tasks = [{ code: 'reconnect', message, details: {} }];
}
