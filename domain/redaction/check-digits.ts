// Check digits of numbers that name people or their money: what separates them from job numbers and timestamps.

/** ISO/IEC 7812 (Luhn): payment cards, Canadian SIN. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && new Set(digits).size > 1;
}

/** ISO 7064 MOD 97-10 over letters as numbers: IBAN. */
export function mod97(text: string): number {
  let rest = 0;
  for (const char of text) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** ISO 7064 MOD 11,10: German tax ID. */
export function mod11And10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** Weighted sums: Dutch BSN, Polish PESEL, Brazilian CPF. */
export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
}

/** Brazilian CPF and CNPJ: two digits, each from the ones before it. */
export function brazilian(digits: string, firstWeight: number): boolean {
  const check = (length: number) => {
    let weight = firstWeight + (length - (digits.length - 2));
    let sum = 0;
    for (let at = 0; at < length; at += 1) {
      sum += Number(digits[at]) * weight;
      weight = weight === 2 ? 9 : weight - 1;
    }
    const rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const { length } = digits;
  return (
    new Set(digits).size > 1 &&
    check(length - 2) === Number(digits[length - 2]) &&
    check(length - 1) === Number(digits[length - 1])
  );
}

const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const PERMUTED = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff: Indian Aadhaar. */
export function verhoeff(digits: string): boolean {
  let state = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    state = Number(DIHEDRAL[state]?.[Number(PERMUTED[at % 8]?.[digit])]);
  }
  return state === 0;
}
