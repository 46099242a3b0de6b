// Facts hidden in words: an HTTP status, and when to come back.

/** Text that rules look at: head and tail, since stack traces hide the cause at either end. */
const RULE_TEXT_CHARS_MAX = 8192;

export function ruleText(message: string): string {
  if (message.length <= RULE_TEXT_CHARS_MAX) return message;
  return `${message.slice(0, RULE_TEXT_CHARS_MAX / 2)}\n${message.slice(-RULE_TEXT_CHARS_MAX / 2)}`;
}

const STATUS =
  /(?:\bHTTP(?:\/\d(?:\.\d)?)?|status(?:[ _-]?code)?|error|\bcode|response)["']?[\s:=(<[]{1,4}["']?([45]\d\d)\b|\b([45]\d\d) (?:Client|Server) Error\b|<(?:title|h1)>\s{0,4}([45]\d\d)\b/i;

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
