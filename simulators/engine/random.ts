// Seeded randomness (mulberry32), so that a run with the same seed drops, repeats and names the same things.
import { createHash, randomInt } from 'node:crypto';

export class Random {
  private state: number;

  constructor(seed?: number) {
    this.state = seed ?? randomInt(2 ** 31);
  }

  reseed(seed?: number): void {
    this.state = seed ?? randomInt(2 ** 31);
  }

  /** A number in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A plain number stands for itself, a pair for a whole number between both, ends included. */
  within(range: number | readonly [number, number]): number {
    if (typeof range === 'number') return range;
    const [low, high] = range;
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: this.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }

  uuid(): string {
    return uuidFrom(`${this.next()}/${this.next()}/${this.next()}`);
  }
}

/** The same text always gives the same UUID: definition IDs, the simulators' fixed workspace. */
export function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-'); // join: a flat string, a template would keep its pieces alive
}
