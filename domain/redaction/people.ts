// Shapes of personal data: addresses, phones, accounts, cards and national IDs. Free-form names are not found.
import { brazilian, luhn, mod11And10, mod97, verhoeff, weighted } from './check-digits';
import type { Shape } from './shape';

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** Lengths by country (SWIFT IBAN registry); without the right one a number is no IBAN. */
const IBAN_LENGTH: Record<string, number> = {
  ...{
    AD: 24,
    AE: 23,
    AL: 28,
    AT: 20,
    AZ: 28,
    BA: 20,
    BE: 16,
    BG: 22,
    BH: 22,
    BR: 29,
    BY: 28,
    CH: 21,
    CR: 22,
  },
  ...{
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    DO: 28,
    EE: 20,
    EG: 29,
    ES: 24,
    FI: 18,
    FO: 18,
    FR: 27,
    GB: 22,
    GE: 22,
  },
  ...{
    GI: 23,
    GL: 18,
    GR: 27,
    GT: 28,
    HR: 21,
    HU: 28,
    IE: 22,
    IL: 23,
    IQ: 23,
    IS: 26,
    IT: 27,
    JO: 30,
    KW: 30,
  },
  ...{
    KZ: 20,
    LB: 28,
    LC: 32,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
    MC: 27,
    MD: 24,
    ME: 22,
    MK: 19,
    MR: 27,
    MT: 31,
  },
  ...{
    MU: 30,
    NL: 18,
    NO: 15,
    PK: 24,
    PL: 28,
    PS: 29,
    PT: 25,
    QA: 29,
    RO: 24,
    RS: 22,
    SA: 24,
    SC: 31,
    SE: 24,
  },
  ...{ SI: 19, SK: 24, SM: 27, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20 },
};

/** The IBAN at the beginning of the text, spaces and all; empty when there is none. */
function ibanAt(text: string): string {
  const length = IBAN_LENGTH[text.slice(0, 2).toUpperCase()] ?? 0;
  let compact = '';
  let at = 0;
  for (; at < text.length && compact.length < length; at += 1)
    if (/[A-Z0-9]/i.test(text[at] ?? '')) compact += text[at];
    else if (text[at] !== ' ') return '';
  if (length === 0 || compact.length < length || /[A-Z0-9]/i.test(text[at] ?? '')) return '';
  return mod97(compact.slice(4) + compact.slice(0, 4)) === 1 ? text.slice(0, at) : '';
}

/** An IBAN may be followed by words that look like more of it, so its length decides where it ends. */
export function ibans(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const begin = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?= ?[A-Z0-9])/gi;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const iban = ibanAt(text.slice(match.index, match.index + 48));
    if (iban === '') continue;
    found.push({ start: match.index, end: match.index + iban.length });
    begin.lastIndex = match.index + iban.length;
  }
  return found;
}

/** Issuers' ranges and lengths: a 16-digit job number that happens to pass Luhn is still none of theirs. */
const CARD = [
  /^4(\d{12}|\d{15}|\d{18})$/,
  /^5[1-5]\d{14}$/,
  /^2(2[2-9]|[3-6]\d|7[01])\d{13}$|^2720\d{12}$/,
  /^3[47]\d{13}$/,
  /^(6011|65\d\d|64[4-9]\d)\d{12,15}$/,
  /^3(0[0-5]|[68]\d)\d{11}$/,
  /^35(2[89]|[3-8]\d)\d{12}$/,
  /^62\d{14,17}$/,
];

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Digits alone are everywhere; these names say what they are. */
const SAYS_ID =
  /\b(?:ssn|social security|tax(?:payer)?|steuer|idnr|bsn|burgerservice|sofi|pesel|cpf|cnpj|aadhaa?r|sin|nif|insee|national|passport)\W{0,3}(?:id|no|number|nr|nummer|code)?\W{0,4}$/i;

export const PEOPLE: Shape[] = [
  {
    type: 'email',
    // Addresses may follow each other with nothing but a sign between them: then they are one find.
    pattern:
      /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\b(?:[.%+-][\w.%+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}\b)*/gi,
  },
  {
    type: 'card',
    pattern: /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-]|\.\d)/g,
    accept: (found) => CARD.some((range) => range.test(digitsOf(found))) && luhn(digitsOf(found)),
  },
  { type: 'ssn', pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g },
  {
    type: 'ssn',
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3} ?(?!00)\d{2} ?(?!0000)\d{4}(?![\d-])/g,
    accept: (_found, before) => /(?:ssn|social security)\W{0,6}(?:no|number)?\W{0,4}$/i.test(before),
  },
  {
    type: 'phone',
    // International, with its plus.
    pattern: /(?<![\w+])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){1,4}(?![\d-])/g,
    accept: (found) => between(digitsOf(found).length, 8, 15),
  },
  {
    type: 'phone',
    // North American, with its separators.
    pattern: /(?<![\w.+/-])(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])[2-9]\d{2}[-.]\d{4}(?![\w-])/g,
  },
  {
    type: 'phone',
    pattern: /\b(?:tel|phone|telephone|mobile|cell|fax)\b\W{1,4}(?<value>\d[\d ()./-]{5,18}\d)/gi,
    group: 'value',
    accept: (found) => between(digitsOf(found).length, 7, 15),
  },
  {
    type: 'national id',
    // United Kingdom, National Insurance.
    pattern: /\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/g,
  },
  {
    type: 'national id',
    // Spain, DNI and NIE.
    pattern: /\b[XYZ\d]\d{7}-?[A-HJ-NP-TV-Z]\b/g,
    accept: (found) =>
      DNI_LETTERS[Number(found.replace(/^[XYZ]/, nieDigit).slice(0, 8)) % 23] === found.at(-1),
  },
  {
    type: 'national id',
    // Italy, codice fiscale.
    pattern: /\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/g,
  },
  {
    type: 'national id',
    // France, NIR with its key.
    pattern: /(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]|20) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\d)/g,
    accept: (found) =>
      97 - Number(BigInt(digitsOf(found).slice(0, 13)) % 97n) === Number(digitsOf(found).slice(13)),
  },
  {
    type: 'national id',
    // India, PAN: the fourth letter says what kind of holder.
    pattern: /\b[A-Z]{3}[ABCFGHLJPT][A-Z]\d{4}[A-Z]\b/g,
  },
  {
    type: 'national id',
    // Brazil, CPF and CNPJ as they are written.
    pattern: /(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)|(?<![\d.])\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}(?!\d)/g,
    accept: (found) => brazilian(digitsOf(found), digitsOf(found).length === 11 ? 10 : 5),
  },
  {
    type: 'national id',
    // India, Aadhaar in groups; Canada, SIN in groups.
    pattern: /(?<![\d-])[2-9]\d{3} \d{4} \d{4}(?![\d ]\d)|(?<![\d-])\d{3} \d{3} \d{3}(?![\d-])/g,
    accept: (found) => (found.length === 14 ? verhoeff(digitsOf(found)) : luhn(digitsOf(found))),
  },
  {
    type: 'national id',
    // Bare digits that pass their country's check, where the text says that they are an ID.
    pattern: /(?<![\w.-])\d{9,12}(?![\w.-])/g,
    accept: (found, before) => SAYS_ID.test(before) && isNationalNumber(found),
  },
];

/** PESEL, BSN, German tax ID, CPF, SIN, Aadhaar. */
function isNationalNumber(digits: string): boolean {
  switch (digits.length) {
    case 9:
      return weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 || luhn(digits);
    case 11:
      return (
        weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 ||
        mod11And10(digits) ||
        brazilian(digits, 10)
      );
    case 12:
      return verhoeff(digits);
    default:
      return false;
  }
}

function nieDigit(letter: string): string {
  return String('XYZ'.indexOf(letter));
}

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
