// What must not leave: shapes of secrets and personal data, replaced by what they were. Linear in the length of the text.
// It finds shapes only: names of people in free text are not found.

/** Where something was found, in the text as it was given. */
export interface Finding {
  type: string;
  start: number;
  end: number;
}

interface Shape {
  type: string;
  /** Every repetition is bounded, so that hostile input costs no more than long input. */
  pattern: RegExp;
  /** The part of the match that is replaced; the rest stays readable. */
  group?: 'value';
  accept?: (found: string) => boolean;
}

const SHAPES: Shape[] = [
  {
    type: 'secret',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{0,100}:(?<value>[^\s@/'"]{1,200})@/gi,
    group: 'value',
  },
  { type: 'token', pattern: /\beyJ[\w-]{8,4000}\.[\w-]{4,4000}(?:\.[\w-]{0,1000})?/g },
  {
    type: 'token',
    pattern: /\b(?:bearer|basic)\s{1,4}(?<value>[\w.~+/=-]{12,4000})/gi,
    group: 'value',
  },
  { type: 'key', pattern: /\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}\b/g },
  {
    type: 'key',
    pattern:
      /\b(?:xox[abeprs]-|xapp-|[srp]k_(?:live|test)_|gh[opsu]_|github_pat_|AIza|ya29\.|glpat-|shp(?:at|ss|pa|ca)_|dapi|SG\.)[\w.-]{10,250}/g,
  },
  {
    type: 'secret',
    pattern:
      /(?:password|passwd|passphrase|pwd|secret|(?:api|access|account|private|shared|signing)[_ -]?key)\\?["']?\s{0,3}[=:]\s{0,3}(?:\\?"(?<quoted>[^"\\\r\n]{1,400})|'(?<single>[^'\r\n]{1,400})|(?<value>[^\s"'\\,;&}\])]{1,400}))/gi,
    group: 'value',
    accept: isNoPlaceholder,
  },
  {
    type: 'secret',
    pattern:
      /(?:token|credentials?|authorization|signature|sig|cookie)\\?["']?\s{0,3}[=:]\s{0,3}(?:\\?"(?<quoted>[^"\\\r\n]{1,400})|'(?<single>[^'\r\n]{1,400})|(?<value>[^\s"'\\,;&}\])]{1,400}))/gi,
    group: 'value',
    accept: looksLikeSecret,
  },
  {
    type: 'secret',
    pattern:
      /\b(?:password|token|secret|credentials?|key)\s{1,2}(?:is\s{1,2})?\\?["'`(<]?(?<value>[^\s"'`\\,;()<>]{16,400})/gi,
    group: 'value',
    accept: isRandom,
  },
  { type: 'email', pattern: /\b[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}\b/gi },
  { type: 'card', pattern: /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/g, accept: isCardNumber },
];

/** Replaces each find by `[what it was]`. Redacting twice changes nothing more. */
export function redact(text: string): string {
  let safe = '';
  let at = 0;
  for (const { type, start, end } of findings(text)) {
    safe += `${text.slice(at, start)}[${type}]`;
    at = end;
  }
  return safe + text.slice(at);
}

/** What `redact` replaces, in order, without overlaps: of two the one that begins earlier, and the longer. */
export function findings(text: string): Finding[] {
  const all = [...privateKeys(text), ...SHAPES.flatMap((shape) => found(shape, text))];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: Finding[] = [];
  for (const one of all) {
    const last = apart[apart.length - 1];
    if (!last || one.start >= last.end) apart.push(one);
    else last.end = Math.max(last.end, one.end);
  }
  return apart;
}

function found({ type, pattern, group, accept }: Shape, text: string): Finding[] {
  const hits: Finding[] = [];
  for (const match of text.matchAll(pattern)) {
    const { value: bare, quoted, single } = match.groups ?? {};
    const value = group ? (bare ?? quoted ?? single ?? '') : match[0];
    if (REPLACED.test(value) || (accept && !accept(value))) continue;
    // The value stands at the end of its match, before at most the `@` of an address.
    const start = match.index + match[0].lastIndexOf(value);
    hits.push({ type, start, end: start + value.length });
  }
  return hits;
}

/** What an earlier redaction left behind. */
const REPLACED = /^[\\"']{0,2}\[(?:secret|token|key|email|card|private key)\]?/;

/** Found by search, not by pattern: a block may be long, or its end may have been cut off. */
function privateKeys(text: string): Finding[] {
  const hits: Finding[] = [];
  const begin = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const marker = text.indexOf('PRIVATE KEY-----', begin.lastIndex);
    const end = marker < 0 ? text.length : marker + 'PRIVATE KEY-----'.length;
    hits.push({ type: 'private key', start: match.index, end });
    begin.lastIndex = end;
  }
  return hits;
}

/** `password: null` and `${PASSWORD}` hide nothing. */
function isNoPlaceholder(value: string): boolean {
  return !/^(?:null|none|true|false|undefined|yes|no|\*{1,40}|x{3,40}|<[^>]{0,40}>?|\$\{.{0,80})$/i.test(
    value,
  );
}

/** After `token:` comes a value or a sentence; ordinary words without a digit or sign are left readable. */
function looksLikeSecret(value: string): boolean {
  return isNoPlaceholder(value) && value.length >= 4 && (/[^a-z ]/i.test(value) || value.length > 20);
}

function isRandom(value: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(value)).length;
  return kinds >= 2 && /\d/.test(value) && new Set(value).size >= 8;
}

/** Luhn's check, so that job numbers and timestamps stay readable. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && new Set(digits).size > 1;
}
