// Reads a Retry-After header (RFC 9110, section 10.2.3): seconds or an HTTP date, into a wait that we accept.
import { LIMITS } from '../../domain/limits';

/** IMF-fixdate, RFC 850 and asctime all begin with the day's name; Date.parse alone would accept any word with a number. */
const HTTP_DATE = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i;

/** Milliseconds to wait, within our limits; `undefined` when the header is absent or means nothing. */
export function parseRetryAfterMs(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return clamp(Math.ceil(Number(text) * 1000));
  if (!HTTP_DATE.test(text)) return undefined;
  // asctime carries no zone and is GMT by definition; without saying so it would be read as local time.
  const at = Date.parse(/gmt|utc/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : clamp(at - now.getTime());
}

function clamp(ms: number): number {
  return Math.min(Math.max(ms, LIMITS.retryDelayMsMin), LIMITS.retryAfterMsMax);
}
