// Until when: an hour, four, or the next working morning where the person lives.
import type { SnoozeChoice } from '../../integrations/slack/vocabulary';
import { timeIn } from '../../domain/policy/time-window';

const HOUR_MS = 3_600_000;
const MORNING_MINUTES = 9 * 60;
const STEP_MS = 15 * 60_000;

/** ISO 8601 UTC. @param zone IANA name; UTC when absent */
export function snoozedUntil(choice: SnoozeChoice, now: Date, zone = 'UTC'): string {
  switch (choice) {
    case '1h':
      return new Date(now.getTime() + HOUR_MS).toISOString();
    case '4h':
      return new Date(now.getTime() + 4 * HOUR_MS).toISOString();
    case 'workday':
      return nextMorning(now, zone);
  }
}

/** Walked in quarters of an hour, because zones change their clocks: the first one at nine on a working day. */
function nextMorning(now: Date, zone: string): string {
  const first = Math.ceil((now.getTime() + 1) / STEP_MS) * STEP_MS;
  const weekMs = 7 * 24 * HOUR_MS;
  for (let at = first; at <= first + weekMs; at += STEP_MS) {
    const { day, minutes } = timeIn(zone, new Date(at).toISOString());
    if (minutes === MORNING_MINUTES && day !== 'sat' && day !== 'sun') return new Date(at).toISOString();
  }
  return new Date(first + 24 * HOUR_MS).toISOString();
}
