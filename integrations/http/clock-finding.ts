// The provider's clock against ours: times of failures, ages of webhooks and schedules are compared across the two.
import type { SurveyFinding } from '../../domain/sweep/survey';

const WARN_MS = 60_000;
const FAIL_MS = 5 * 60_000;

/** @param dateHeader HTTP date of the answer, to the second; @param now our clock when it arrived */
export function clock(dateHeader: string | undefined, now: Date): SurveyFinding {
  const check = 'clock';
  const theirs = Date.parse(dateHeader ?? '');
  if (Number.isNaN(theirs))
    return { check, status: 'unknown', detail: 'the answer tells no time (no Date header)' };
  const apartMs = now.getTime() - theirs;
  const seconds = Math.round(Math.abs(apartMs) / 1000);
  const detail = `our clock is ${seconds} s ${apartMs < 0 ? 'behind' : 'ahead of'} the provider's`;
  if (Math.abs(apartMs) <= WARN_MS) return { check, status: 'ok', detail };
  return {
    ...{ check, status: Math.abs(apartMs) > FAIL_MS ? 'failed' : 'warning', detail },
    fix: 'set the clock of this machine (NTP)',
  };
}
