// Which runs of three characters a text holds, hashed into bits: tells in a moment that a word cannot be in it.

const BITS = 1 << 14;

export type Trigrams = Uint32Array;

export function trigramsOf(text: string): Trigrams {
  const bits = new Uint32Array(BITS / 32);
  const lower = text.toLowerCase();
  for (let at = 0; at + 2 < lower.length; at += 1) {
    const bit = hash(lower, at);
    bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
  return bits;
}

/** The bits that a text holding this word must have; the word is lower case and has three characters or more. */
export function bitsOf(word: string): number[] {
  const bits = [];
  for (let at = 0; at + 2 < word.length; at += 1) bits.push(hash(word, at));
  return bits;
}

/** `false` is certain, `true` is not. */
export function mayHold(trigrams: Trigrams, bits: number[]): boolean {
  for (const bit of bits) {
    if ((((trigrams[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 0) return false;
  }
  return true;
}

function hash(text: string, at: number): number {
  const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
  return (Math.imul(Math.imul(a, 37) + b, 37) + c) & (BITS - 1);
}
