// Codes are words written together: RequestThrottled, NOT_LEADER_FOR_PARTITION. Rules read them apart as well.

const JOINED =
  /\b[A-Za-z]{1,40}(?:_[A-Za-z]{1,40}){1,8}\b|\b(?:[A-Z]{1,4}|[a-z]{1,40})?(?:[A-Z][a-z]{1,40}){1,8}\b/g;
/** Names of faults of a program, which say nothing of the cause. */
const FAULT =
  /^(?:Illegal|Internal|Runtime|Unsupported|Null|Class|Index|Concurrent|Sql|SQL)\w{0,60}(?:Exception|Error)$/;
const SEAM = /(?<=[a-z])(?=[A-Z])|_/;
const IDENTIFIERS_MAX = 40;

/** One line a joined word, its parts apart; empty when there is none. */
export function identifierWords(text: string): string {
  const found = new Set<string>();
  for (const [word] of text.matchAll(JOINED)) {
    if (FAULT.test(word)) continue;
    const parts = word.split(SEAM);
    if (parts.length > 1) found.add(parts.join(' '));
    if (found.size >= IDENTIFIERS_MAX) break;
  }
  return [...found].join('\n');
}
