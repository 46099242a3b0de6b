// What must not leave: shapes of secrets and personal data, replaced by what they were. Linear in the length of the text.
// It finds shapes only: names of people in free text are not found.

/** Every pattern is bounded: no nested quantifiers, so hostile input costs no more than long input. */
const SHAPES: { name: string; pattern: RegExp }[] = [
  {
    name: 'private key',
    pattern:
      /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)/g,
  },
  { name: 'secret', pattern: /(?<=[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/]{0,100}:)[^\s@/]{1,200}(?=@)/gi },
  { name: 'token', pattern: /\beyJ[\w-]{10,2000}\.[\w-]{5,4000}(?:\.[\w-]{0,1000})?/g },
  { name: 'token', pattern: /(?<=\b(?:bearer|basic)\s{1,4})[\w.~+/=-]{12,4000}/gi },
  { name: 'key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  {
    name: 'key',
    pattern: /\b(?:xox[abprs]-|sk_(?:live|test)_|ghp_|gho_|github_pat_|AIza|glpat-)[\w-]{10,200}/g,
  },
  {
    name: 'secret',
    pattern:
      /(?<=\b(?:password|passwd|pwd|secret|client_secret|api[_-]?key|access[_-]?token|refresh[_-]?token|token)["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"',;&}]{4,400}/gi,
  },
  { name: 'email', pattern: /\b[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b/g },
  { name: 'card', pattern: /\b\d(?:[ -]?\d){12,18}\b/g },
];

/** Replaces each find by `[what it was]`. Redacting twice changes nothing more. */
export function redact(text: string): string {
  return SHAPES.reduce(
    (rest, { name, pattern }) =>
      rest.replace(pattern, (found) => (name === 'card' && !isCardNumber(found) ? found : `[${name}]`)),
    text,
  );
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
  return sum % 10 === 0;
}
