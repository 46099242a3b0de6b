// Words of others (providers, people) made safe for any surface: one line, nothing that a terminal or reader obeys.

/** Direction marks, invisible joiners and tags: they make text read as something that it is not. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Control characters (terminal escapes included) become spaces, runs of white space one. */
export function plainText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}

/** At most `charsMax`, with an ellipsis where something was cut; never half a character. */
export function cutText(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  return `${text.slice(0, Math.max(0, charsMax - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
