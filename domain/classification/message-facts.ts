// Facts hidden in words: an HTTP status, and when to come back.
import { identifierWords } from './identifier-words';
import { withoutNoise } from './without-noise';

const READ_CHARS_MAX = 32_768;
const RULE_TEXT_CHARS_MAX = 8192;

/** Text that rules look at: without noise, and bounded. */
export function ruleText(message: string): string {
  const words = ends(withoutNoise(ends(message, READ_CHARS_MAX)), RULE_TEXT_CHARS_MAX);
  const codes = identifierWords(words);
  return codes === '' ? words : `${words}\n${codes}`;
}

/** Head and tail, since stack traces hide the cause at either end. */
function ends(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  return `${text.slice(0, charsMax / 2)}\n${text.slice(-charsMax / 2)}`;
}

/** Statuses of RFC 9110, RFC 6585 and Cloudflare's 52x: other numbers of three digits are not taken for one. */
const CODE = '(40\\d|41[0-8]|42[1-9]|431|451|50\\d|51[01]|52\\d|530)';
const PHRASE =
  'Client Error|Server Error|Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Service Temporarily|Gateway Time|Request Time|URI Too|API rate';
const STATUS = new RegExp(
  `(?:\\bHTTP(?:S|/\\d(?:\\.\\d)?)?|status(?:[ _-]?code)?|error|\\bcode|response)["']?[\\s:=(<[]{1,4}["']?${CODE}\\b|\\b${CODE}[:,]? (?:${PHRASE})|<(?:title|h1)>\\s{0,4}${CODE}\\b`,
  'i',
);

/** HTTP status named in the text, when there is one. */
export function httpStatusIn(text: string): number | undefined {
  const found = STATUS.exec(text);
  return found ? Number(found[1] ?? found[2] ?? found[3]) : undefined;
}

const AFTER =
  /\b(?:retry|try again|resets?|wait)(?:[ -](?:after|in|for))?[\s:="']{1,4}(\d{1,6})\s{0,2}(ms|milliseconds?|s|sec|seconds?|m|min|minutes?|h|hours?)?\b/i;
const AT =
  /\b(?:resets?|retry|available|try again)[ \w]{0,20}?\b(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d))/i;

/** When the text says to come back, ISO 8601 UTC, measured from `fromMs`. */
export function retryAtIn(text: string, fromMs: number): string | undefined {
  const at = AT.exec(text)?.[1];
  if (at && !Number.isNaN(Date.parse(at))) return new Date(at).toISOString();
  const after = AFTER.exec(text);
  if (!after) return undefined;
  return new Date(fromMs + Number(after[1]) * unitMs(after[2] ?? 's')).toISOString();
}

function unitMs(unit: string): number {
  const u = unit.toLowerCase();
  if (u.startsWith('ms') || u.startsWith('milli')) return 1;
  if (u.startsWith('h')) return 3_600_000;
  return u.startsWith('m') ? 60_000 : 1000;
}
