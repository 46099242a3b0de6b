// A window of the week in somebody's time zone; daylight saving is the zone's business (Intl).
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

export interface TimeWindow {
  /** Every day when absent. */
  days?: Day[];
  /** `HH:MM`, included. */
  from: string;
  /** `HH:MM`, not included; earlier than `from` = past midnight, on the day after the ones named. */
  to: string;
  /** IANA name. */
  zone: string;
}

interface LocalTime {
  day: Day;
  minutes: number;
  /** `fri 18:30 Europe/Berlin` */
  shown: string;
}

/** @throws RangeError for a zone that nobody knows */
export function timeIn(zone: string, at: string): LocalTime {
  const parts = formatIn(zone).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const day = DAYS.find((known) => known === part('weekday').toLowerCase()) ?? 'mon';
  const [hour, minute] = [part('hour'), part('minute')];
  return { day, minutes: 60 * Number(hour) + Number(minute), shown: `${day} ${hour}:${minute} ${zone}` };
}

/** Whether the zone is known here. */
export function isZone(zone: string): boolean {
  try {
    formatIn(zone);
    return true;
  } catch {
    return false;
  }
}

export function isWithin({ days, from, to, zone }: TimeWindow, at: string): boolean {
  const { day, minutes } = timeIn(zone, at);
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const on = (which: Day) => days === undefined || days.includes(which);
  if (start < end) return on(day) && minutes >= start && minutes < end;
  const yesterday = DAYS[(DAYS.indexOf(day) + DAYS.length - 1) % DAYS.length] ?? day;
  return (on(day) && minutes >= start) || (on(yesterday) && minutes < end);
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return 60 * hour + minute;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a zone: making one costs more than a whole decision. */
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  formats.set(zone, made);
  return made;
}
