// What must not leave: shapes of secrets and personal data, replaced by what they were. Linear in the length of the text.
// It finds shapes only: names and addresses of people in free text are not found.
import { NETWORK } from './network';
import { PEOPLE, ibans } from './people';
import { REPLACED, replacement } from './pseudonym';
import { SECRETS, privateKeys } from './secrets';
import { CONTEXT_CHARS, type Shape } from './shape';

/** Where something was found, in UTF-16 units of the text as it was given. */
export interface Finding {
  type: string;
  start: number;
  end: number;
}

const SHAPES: Shape[] = [...SECRETS, ...PEOPLE, ...NETWORK];

/**
 * Replaces each find by what it was; mentions of one person keep one name. Redacting twice changes nothing more.
 * @param key makes the digits of personal data one's own
 */
export function redact(text: string, key = ''): string {
  let safe = '';
  let at = 0;
  for (const { type, start, end } of findings(text)) {
    safe += text.slice(at, start) + replacement(type, text.slice(start, end), key);
    at = end;
  }
  return safe + text.slice(at);
}

/** What `redact` replaces, in order, without overlaps: of two the one that begins earlier, and the longer. */
export function findings(text: string): Finding[] {
  const all = [
    ...privateKeys(text).map((place) => ({ type: 'private key', ...place })),
    ...ibans(text).map((place) => ({ type: 'iban', ...place })),
    ...SHAPES.flatMap((shape) => found(shape, text)),
  ];
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
    const before = text.slice(Math.max(0, match.index - CONTEXT_CHARS), match.index);
    if (REPLACED.test(value) || (accept && !accept(value, before))) continue;
    // The value stands at the end of its match, before at most the `@` of an address.
    const start = match.index + match[0].lastIndexOf(value);
    hits.push({ type, start, end: start + value.length });
  }
  return hits;
}
