// What stays the same each time a failure comes back: its words without IDs, times, numbers, paths and stack frames.
import { withoutNoise } from '../classification/without-noise';
import { redact } from '../redaction';

/** Enough to tell failures apart, little enough to be kept in history and shown. */
const CHARS_MAX = 400;
/** The cause stands at the beginning, or after the frames of a trace. */
const READ_CHARS_MAX = 16_384;

/** Before the noise goes, which includes clock times but not the zone behind them. */
const TIME = /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)?(?:Z|\s?UTC|[+-]\d\d:?\d\d)?/g;
/** In this order: what is longer and more certain first. Every pattern is linear in the length of the text. */
const VARIABLE: [RegExp, string][] = [
  // Colours of terminals.
  [/\p{Cc}\[[0-9;]{0,20}[A-Za-z]/gu, ''],
  // Frames of Python, JavaScript and Go; those of Java are noise already.
  [/^\s{0,40}File "[^"\n]{1,300}", line \d{1,7}.{0,200}(?:\n {4,40}\S.{0,300})?$/gm, ''],
  [/^\s{0,40}at .{0,300}:\d{1,7}(?::\d{1,7})?\)?$/gm, ''],
  [/^\s{0,40}(?:\.\.\. \d{1,5} (?:more|common frames omitted)|goroutine \d{1,9} \[.{0,60}\]:?)$/gm, ''],
  // What redaction left, without the digits that tell mentions apart.
  [/\[([a-z ]{2,12})(?::[0-9a-f]{4})?\]/g, '<$1>'],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>)\]]{1,2000}/gi, '<url>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?\b/g, '<time>'],
  [/(?<![\w.])(?:\/[\w.@%+=~-]{1,200}){2,40}\/?/g, '<path>'],
  [/\b[A-Za-z]:\\(?:[\w.@ -]{1,100}\\?){1,40}/g, '<path>'],
  // Words in which letters and digits mix, at least eight long: request IDs, hashes, host and pod names.
  [/\b(?=[\w-]{0,100}\d)(?=[\w-]{0,100}[A-Za-z])[\w-]{8,100}\b/g, '<id>'],
  [/(?<![\w.])[-+]?\d[\d.,]{0,60}(?:e[+-]?\d{1,3})?%?/gi, '<n>'],
];

/** `''` where nothing but noise is left: such a message is like no other. Safe to show: it is redacted. */
export function fingerprintOf(message: string): string {
  const plain = VARIABLE.reduce(
    (text, [pattern, word]) => text.replace(pattern, word),
    withoutNoise(redact(message.slice(0, READ_CHARS_MAX)).replace(TIME, '<time>')),
  );
  const words = plain.toLowerCase().replace(/\s+/g, ' ').trim();
  return /[a-z]{3}/.test(words.replace(/<[a-z ]{1,12}>/g, '')) ? words.slice(0, CHARS_MAX) : '';
}
