// Airbyte disables connections that only fail: 30 jobs in a row AND 7 days; it warns once, at 20 AND 4 (vendor defaults).
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection } from './native';
import { disable } from './timeline';

const DISABLE = { failures: 30, days: 7 };
const WARN = { failures: 20, days: 4 };
const DAY_MS = 24 * 3600 * 1000;

export function syncSucceeded(connection: AirbyteConnection): void {
  connection.native.disableWarned = false;
}

/** The counters look back to the last success, or to the first job, and do not reset when somebody re-enables. */
export function syncFailed(instance: AirbyteInstance, connection: AirbyteConnection): void {
  if (connection.paused) return;
  const { failures, since } = onlyFailures(connection);
  const days = (instance.clock.now() - since) / DAY_MS;
  if (failures >= DISABLE.failures && days >= DISABLE.days) {
    disable(instance, connection, 'TOO_MANY_FAILED_JOBS_WITH_NO_RECENT_SUCCESS');
    instance.notifications.syncDisabled(connection);
  } else if (failures >= WARN.failures && days >= WARN.days && !connection.native.disableWarned) {
    connection.native.disableWarned = true;
    instance.notifications.syncDisabledWarning(connection);
  }
}

function onlyFailures(connection: AirbyteConnection): { failures: number; since: number } {
  let failures = 0;
  let since = connection.createdAt;
  for (let at = connection.history.length - 1; at >= 0; at -= 1) {
    const run = connection.history[at];
    if (run?.kind !== 'sync' || run.endedAt === null) continue;
    if (run.status === 'succeeded') return { failures, since: run.endedAt };
    if (run.status === 'failed') failures += 1;
    since = run.startedAt;
  }
  return { failures, since };
}
