// Words without which a pattern cannot match, read from its source: most patterns need not be tried on most texts.

/** One of these must be in the text (lower case, three characters or more); `null` when that cannot be told. */
export type RequiredWords = string[] | null;

const WORD_CHARS_MIN = 3;
const WORDS_MAX = 40;
const ESCAPE = /^\\(?:u[\da-f]{4}|x[\da-f]{2}|c[a-z]|k<\w{1,40}>)/i;

/** The alternatives that stand at the top of a pattern: `a(b|c)|d` has `a(b|c)` and `d`. */
export function alternativesOf(pattern: string): string[] {
  const parts = [];
  let start = 0;
  for (let at = 0, depth = 0; at < pattern.length; at = after(pattern, at)) {
    const sign = pattern[at];
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === '|' && depth === 0) {
      parts.push(pattern.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, pattern.slice(start)];
}

/** `pattern` is one alternative. Everything that may be left out of a match is passed over. */
export function requiredWords(pattern: string): RequiredWords {
  let best: RequiredWords = null;
  let run = '';
  const offer = (words: RequiredWords) => {
    if (words !== null && worth(words) > worth(best)) best = words;
  };
  const close = () => {
    offer(run.length < WORD_CHARS_MIN ? null : [run]);
    run = '';
  };
  let at = 0;
  while (at < pattern.length) {
    const isGroup = pattern[at] === '(';
    const end = isGroup ? closing(pattern, at) : after(pattern, at);
    const atom = pattern.slice(at, end);
    const repeat = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(pattern.slice(end, end + 14))?.[0] ?? '';
    const optional = /^(?:[*?]|\{0)/.test(repeat);
    const letter = isGroup || optional ? undefined : letterOf(atom);
    if (letter === undefined) close();
    else run += letter;
    if (repeat !== '') close();
    if (isGroup && !optional) offer(wordsOfGroup(atom));
    at = end + repeat.length;
  }
  close();
  return best;
}

/** Each way through the group must have a word of its own. */
function wordsOfGroup(group: string): RequiredWords {
  if (/^\(\?(?!:)/.test(group)) return null;
  const words = alternativesOf(group.replace(/^\((?:\?:)?/, '').slice(0, -1)).map(requiredWords);
  const all = words.flatMap((some) => some ?? []);
  return words.includes(null) || all.length > WORDS_MAX ? null : all;
}

/** Long words rule out more; many words rule out less. */
function worth(words: RequiredWords): number {
  if (words === null || words.length === 0) return 0;
  return Math.min(...words.map((word) => word.length)) / Math.sqrt(words.length);
}

/** The character that an atom stands for, or nothing when it stands for several. */
function letterOf(atom: string): string | undefined {
  if (/^\\[^A-Za-z0-9]$/.test(atom)) return atom.charAt(1);
  return /^[A-Za-z0-9 '"_:;,=<>/@%&~!`#-]$/.test(atom) ? atom.toLowerCase() : undefined;
}

/** Index after the atom at `at`: an escape, a set, or one character. */
function after(pattern: string, at: number): number {
  if (pattern[at] === '\\') return at + (ESCAPE.exec(pattern.slice(at, at + 44))?.[0].length ?? 2);
  if (pattern[at] !== '[') return at + 1;
  let end = at + 1;
  while (end < pattern.length && pattern[end] !== ']') end += pattern[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** Index after the parenthesis that closes the one at `at`. */
function closing(pattern: string, at: number): number {
  let depth = 0;
  let end = at;
  while (end < pattern.length) {
    if (pattern[end] === '(') depth += 1;
    if (pattern[end] === ')') depth -= 1;
    end = after(pattern, end);
    if (depth === 0) break;
  }
  return end;
}
