// The next slower schedule that a provider accepts: how a connection is spared without being stopped.
import type { Provider } from '../connection-ref';
import type { SyncSchedule } from '../connection-state';

const MINUTE_MS = 60_000;
/** sync_frequency of Fivetran's connection object, minutes; nothing slower exists. */
const FIVETRAN_MINUTES = [1, 5, 15, 30, 60, 120, 180, 360, 480, 720, 1440];
/** Airbyte refuses less than an hour, and its cron says evenly only what divides a day. */
const AIRBYTE_HOURS = [1, 2, 3, 4, 6, 8, 12, 24];

/** At least twice as long between syncs; `null` where there is nothing slower or nothing to slow down. */
export function lessOften(provider: Provider, schedule: SyncSchedule | null): SyncSchedule | null {
  if (schedule === null || schedule.kind === 'manual') return null;
  const nowMs = schedule.kind === 'cron' ? schedule.approximateMs : schedule.everyMs;
  const allowedMs =
    provider === 'fivetran'
      ? FIVETRAN_MINUTES.map((minutes) => minutes * MINUTE_MS)
      : AIRBYTE_HOURS.map((hours) => hours * 60 * MINUTE_MS);
  const everyMs = allowedMs.find((ms) => ms >= 2 * nowMs);
  return everyMs === undefined ? null : { kind: 'interval', everyMs };
}
