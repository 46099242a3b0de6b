// What stands in the place of personal data: the same value gets the same four digits, so that one person stays one.

/** Types whose mentions are worth telling apart. A secret never is. */
const PERSONAL = new Set(['email', 'phone', 'ip', 'iban', 'card', 'ssn', 'national id']);

/**
 * `[email:3fa1]`. Four hex digits tell mentions apart and cannot be turned back: every value shares its digits with
 * one in 65,536 others. With a key of one's own, equal values of two installations get different digits.
 */
export function replacement(type: string, value: string, key: string): string {
  if (!PERSONAL.has(type)) return `[${type}]`;
  const canonical = type === 'email' ? value.toLowerCase() : value.replace(/[\s().-]/g, '').toLowerCase();
  return `[${type}:${digits(`${key}\n${type}\n${canonical}`)}]`;
}

/** FNV-1a, 32 bits, folded to 16. */
function digits(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (((hash >>> 16) ^ hash) & 0xffff).toString(16).padStart(4, '0');
}

/** What an earlier redaction left behind. */
export const REPLACED =
  /^[\\"']{0,2}\[(?:secret|token|key|private key|(?:email|phone|ip|iban|card|ssn|national id)(?::[0-9a-f]{4})?)\]?/;
