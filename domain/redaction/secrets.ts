// Shapes of secrets: by where they stand (a DSN, after their name), by what their vendor puts before them, by chance.
import type { Shape } from './shape';

export const SECRETS: Shape[] = [
  {
    type: 'secret',
    // The password of a URL or DSN; it may itself hold an `@`, the last one before the host counts.
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"]{0,100}:(?<value>[^\s/'"]{1,200})@(?=[\w[])/gi,
    group: 'value',
  },
  { type: 'token', pattern: /\beyJ[\w-]{8,4000}\.[\w-]{4,4000}(?:\.[\w-]{0,1000})?/g },
  {
    type: 'token',
    pattern: /\b(?:bearer|basic)\s{1,4}(?<value>[\w.~+/=-]{12,4000})/gi,
    group: 'value',
  },
  { type: 'key', pattern: /\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[0-9A-Z]{16}\b/g },
  {
    type: 'key',
    // Prefixes as their vendors document them.
    pattern:
      /(?<![\w-])(?:xox[abceprs]-|xapp-|[srp]k_(?:live|test)_|whsec_|gh[opsur]_|github_pat_|AIza|ya29\.|GOCSPX-|gl(?:pat|dt|rt|cbt|ptt)-|shp(?:at|ss|pa|ca)_|dapi|SG\.|sk-(?:ant-|proj-|svcacct-)?|npm_|pypi-|pat-(?:na|eu)\d-|hf_|dop_v1_|doo_v1_|key-|rubygems_|lin_api_|ntn_|secret_|figd_|sq0(?:atp|csp)-|EAA[A-Z]|SK|AC|PMAK-|NRAK-|dp\.pt\.|hvs\.|tfp_|AGE-SECRET-KEY-1|xkeysib-|live_|r8_|pst_)[\w./+=-]{10,400}/g,
    accept: isLikelyKey,
  },
  {
    type: 'key',
    // Azure: storage keys, shared access signatures, connection strings.
    pattern: /(?:AccountKey|SharedAccessKey|SharedAccessSignature|[?&]sig)=(?<value>[\w%+/=-]{20,400})/gi,
    group: 'value',
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
  {
    type: 'token',
    // Nothing says what it is, but nobody writes this by hand.
    pattern: /(?<![\w./$+=:@-])[A-Za-z0-9_+-]{24,400}={0,2}(?![\w./$+(-])/g,
    accept: (found, before) =>
      isHighEntropy(found, 4) && !/base64,$|integrity\W{0,3}sha\d{3}-?$/i.test(before),
  },
  {
    type: 'token',
    // Forty characters of base64: an AWS secret access key, wherever it stands.
    pattern: /(?<![\w/+=.-])[A-Za-z0-9/+]{40}(?![\w/+=.-])/g,
    accept: (found) => isHighEntropy(found, 4.4) && !/^\/|\/\w{1,5}\//.test(found),
  },
];

/** Found by search, not by pattern: a block may be long, or its end may have been cut off. */
export function privateKeys(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const begin = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const marker = /PRIVATE KEY(?: BLOCK)?-----/g;
    marker.lastIndex = begin.lastIndex;
    const last = marker.exec(text);
    const end = last === null ? text.length : marker.lastIndex;
    found.push({ start: match.index, end });
    begin.lastIndex = end;
  }
  return found;
}

/** Short prefixes are words too: what follows them must look like chance. */
function isLikelyKey(found: string): boolean {
  const rest = found.replace(/^(?:[a-z\d]{1,12}[-_.])+|^(?:AIza|EAA[A-Z]|SK|AC|dapi)/i, '');
  if (/^(?:SK|AC)/.test(found)) return /^(?:SK|AC)[0-9a-f]{32}$/.test(found);
  if (/^(?:key-|secret_|live_|sk-(?!ant-|proj-|svcacct-)|r8_|dapi)/.test(found))
    return rest.length >= 20 && /\d/.test(rest) && entropy(rest) >= 3;
  return /\d/.test(rest) || entropy(rest) >= 3.5;
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

/** Not hex (hashes, UUIDs), not words joined by signs, not camel case: all three kinds of characters, well mixed. */
function isHighEntropy(value: string, least: number): boolean {
  const bare = value.replace(/=+$/, '');
  if (/^[0-9a-f-]+$/i.test(bare) || !/\d.*\d/.test(bare) || !/[a-z]/.test(bare) || !/[A-Z]/.test(bare))
    return false;
  const words = bare.match(/[A-Z]?[a-z]{4,}/g) ?? [];
  const inWords = words.reduce((sum, word) => sum + word.length, 0);
  return inWords < bare.length / 2 && entropy(bare) >= least;
}

/** Shannon's, bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
