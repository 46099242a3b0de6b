// Refreshes: read everything again and keep or replace what is there. Asked for during a sync, they wait for its end.
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { findJob } from './job-acts';
import type { AirbyteConnection } from './native';

/** No job comes back while a sync runs, or when the destination cannot refresh (vendor source). */
export function startRefresh(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  scope: readonly string[],
): Job | null {
  if (!instance.settings.refreshSupported) return null;
  if (connection.active !== null) {
    connection.native.pendingRefresh = scope;
    return null;
  }
  return refreshNow(instance, connection, scope);
}

/** After a run has ended: the refresh that was kept is the next one. */
export function runPendingRefresh(instance: AirbyteInstance, connection: AirbyteConnection): void {
  const scope = connection.native.pendingRefresh;
  if (scope === null || connection.paused || connection.active !== null) return;
  connection.native.pendingRefresh = null;
  instance.clock.after(0, () => {
    if (connection.active === null && !connection.paused) refreshNow(instance, connection, scope);
  });
}

function refreshNow(instance: AirbyteInstance, connection: AirbyteConnection, scope: readonly string[]): Job {
  const run = instance.runs.start(connection, {
    kind: 'resync',
    vendorKind: 'refresh',
    trigger: 'api',
    ...(scope.length === 0 ? {} : { scope }),
  });
  return findJob(instance, Number(run.id));
}
