// Fivetran's two ways to say how often a connection syncs, as one SyncSchedule.
import type { SyncSchedule } from '../../domain/connection-state';
import type { WireConnection } from './wire.schema';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Fivetran's default when nothing is set (360 minutes). */
const DEFAULT_FREQUENCY_MINUTES = 360;

/** The alpha `schedule` object wins over sync_frequency; `manual` makes /sync the only trigger. */
export function fivetranSchedule(connection: WireConnection): SyncSchedule {
  const everyMs = minutesOf(connection.sync_frequency) * MINUTE_MS;
  const schedule = connection.schedule;
  switch (schedule?.schedule_type?.toUpperCase()) {
    case 'MANUAL':
      return { kind: 'manual' };
    case 'INTERVAL':
      return isPeriod(schedule?.interval)
        ? { kind: 'interval', everyMs: schedule.interval * MINUTE_MS }
        : { kind: 'interval', everyMs };
    case 'TIME_OF_DAY':
      return { kind: 'interval', everyMs: longestGapMs(schedule?.days_of_week ?? []) };
    case 'CRON':
      return { kind: 'cron', expression: schedule?.cron ?? '', approximateMs: everyMs };
    default:
      return connection.schedule_type?.toLowerCase() === 'manual'
        ? { kind: 'manual' }
        : { kind: 'interval', everyMs };
  }
}

function minutesOf(frequency: number | null | undefined): number {
  return isPeriod(frequency) ? frequency : DEFAULT_FREQUENCY_MINUTES;
}

function isPeriod(minutes: number | null | undefined): minutes is number {
  return typeof minutes === 'number' && Number.isFinite(minutes) && minutes > 0;
}

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Weekdays only means three days over the weekend: data is not late on Sunday. No days means every day. */
function longestGapMs(days: readonly string[]): number {
  const chosen = DAYS.flatMap((day, index) => (days.some((d) => d.toUpperCase() === day) ? [index] : []));
  const first = chosen[0];
  if (first === undefined) return DAY_MS;
  const next = [...chosen.slice(1), first + 7];
  return Math.max(...chosen.map((day, index) => (next[index] ?? first + 7) - day)) * DAY_MS;
}
