// What stands around the words of a failure and says nothing of the cause: stack frames, logger names, clock times.

const JAVA_FRAME = /\bat [\w.$/@]{5,200}\([^()\n]{0,80}\)(?: ~?\[[^\]\n]{0,120}\])?/g;
const LOGGER = /\b(?:[a-z]{1,3}\.){2,8}[\w$]{1,80}\([\w$<>]{1,80}\):\d{1,6}/g;
const CLOCK = /\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?(?= )/g;

/** The text without them; typographic quotes become plain ones and escaped line ends and quotes real ones. */
export function withoutNoise(text: string): string {
  return text
    .replace(/[\u2018\u2019\u00B4]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/\\{1,3}n/g, '\n')
    .replace(/\\{1,3}"/g, '"')
    .replace(JAVA_FRAME, '')
    .replace(LOGGER, '')
    .replace(CLOCK, '');
}
