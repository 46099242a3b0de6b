// Airbyte's schedules as one SyncSchedule: Quartz cron, "Every 24 HOURS", or manual.
import { Cron } from 'croner';
import type { SyncSchedule } from '../../domain/connection-state';
import type { WireConnection } from './wire.schema';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Enough to meet the weekend of an hourly weekday schedule, few enough to cost nothing. */
const RUNS_LOOKED_AT = 60;

export function airbyteSchedule(schedule: WireConnection['schedule'], now: Date): SyncSchedule {
  switch (schedule?.scheduleType?.toLowerCase()) {
    case 'cron': {
      const expression = schedule?.cronExpression ?? '';
      return { kind: 'cron', expression, approximateMs: cronIntervalMs(expression, now) };
    }
    case 'basic':
      return { kind: 'interval', everyMs: basicTimingMs(schedule?.basicTiming ?? '') };
    default:
      return { kind: 'manual' };
  }
}

const UNIT_MS: Record<string, number> = {
  MINUTE: 60_000,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
  WEEK: 7 * DAY_MS,
  MONTH: 30 * DAY_MS,
};

/** `Every 24 HOURS`; a day where the text is not understood, Airbyte's own default. */
export function basicTimingMs(text: string): number {
  const match = /(\d+)\s*(minute|hour|day|week|month)s?\b/i.exec(text);
  const unit = UNIT_MS[match?.[2]?.toUpperCase() ?? ''];
  const count = Number(match?.[1] ?? 0);
  return unit !== undefined && count > 0 ? unit * count : DAY_MS;
}

/** The longest gap between the coming runs: a weekday schedule is not late on Sunday. */
export function cronIntervalMs(expression: string, now: Date): number {
  try {
    const runs = new Cron(unixCron(expression), { timezone: 'UTC', paused: true }).nextRuns(
      RUNS_LOOKED_AT,
      now,
    );
    const gaps = runs.slice(1).map((run, at) => run.getTime() - (runs[at]?.getTime() ?? run.getTime()));
    return gaps.length > 0 ? Math.max(...gaps) : DAY_MS;
  } catch {
    // An expression that Airbyte accepts and we cannot read is no reason to fail a state read.
    return DAY_MS;
  }
}

const FIELD_MAX = [59, 59, 23, 31, 12, 6, 2099];
const WEEKDAY_FIELD = 5;

/** Quartz to the dialect of croner: trailing zone off, `?` is any, `0/30` needs its end, Sunday is 1 in Quartz. */
function unixCron(expression: string): string {
  const fields = expression
    .trim()
    .replace(/\s+(UTC|GMT|Etc\/UTC)$/i, '')
    .split(/\s+/);
  return fields
    .map((field, at) =>
      at === WEEKDAY_FIELD ? field.replace(/(^|[,-])(\d)(?=$|[,\-#Ll/])/g, weekday) : field,
    )
    .map((field, at) =>
      field.replace(/^\?$/, '*').replace(/(^|,)(\d+)\/(\d+)/g, `$1$2-${FIELD_MAX[at] ?? 59}/$3`),
    )
    .join(' ');
}

function weekday(_match: string, before: string, day: string): string {
  return `${before}${(Number(day) + 6) % 7}`;
}
