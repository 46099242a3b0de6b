// Starting runs the way Fivetran does: no run ID comes back, a paused connection waits, force cancels first.
import type { FivetranAccount } from './account';
import type { FivetranConnection } from './connection-native';

export interface TriggerRequest {
  readonly kind: 'sync' | 'resync';
  /** Stop a running sync and start again; without it a running sync simply goes on. */
  readonly force: boolean;
  readonly scope: readonly string[] | null;
}

/**
 * While paused the request is accepted and remembered: it runs on resume (vendor behaviour for `/sync` unconfirmed).
 * A connection whose setup is incomplete accepts it and does nothing.
 */
export function startRun(
  account: FivetranAccount,
  connection: FivetranConnection,
  request: TriggerRequest,
): void {
  if (connection.paused) return remember(connection, request);
  if (connection.native.setupState === 'incomplete') return;
  const { startOffsetSeconds } = account.behaviour;
  if (startOffsetSeconds === 0) return startNow(account, connection, request);
  account.clock.after(startOffsetSeconds * 1000, () => {
    const gone = account.world.connections.get(connection.id) !== connection;
    if (!gone && !connection.paused) startNow(account, connection, request);
  });
}

function startNow(account: FivetranAccount, connection: FivetranConnection, request: TriggerRequest): void {
  if (connection.active !== null && !request.force) return;
  account.runs.cancel(connection, 'Sync has been cancelled because of a user action in the dashboard.');
  account.runs.start(connection, {
    kind: request.kind,
    trigger: 'api',
    ...(request.scope === null ? {} : { scope: request.scope }),
  });
}

function remember(connection: FivetranConnection, { kind, scope }: TriggerRequest): void {
  const waitsForResync = connection.native.pending?.kind === 'resync' && kind === 'sync';
  if (!waitsForResync) connection.native.pending = { kind, scope };
}

export function runPending(account: FivetranAccount, connection: FivetranConnection): void {
  const { pending } = connection.native;
  if (pending === null) return;
  connection.native.pending = null;
  startRun(account, connection, { ...pending, force: false });
}
