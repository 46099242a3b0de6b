// IDs in Fivetran's style: two words, such as `assimilate_seem`.
import type { Random } from '../engine/random';

const FIRST = [
  'amber',
  'brisk',
  'calm',
  'deep',
  'early',
  'fair',
  'grand',
  'hollow',
  'iron',
  'jolly',
  'keen',
] as const;
const SECOND = [
  'anchor',
  'basin',
  'canal',
  'delta',
  'estuary',
  'ford',
  'gate',
  'harbor',
  'inlet',
  'jetty',
] as const;

export function idWords(random: Random, taken: (id: string) => boolean): string {
  for (let tries = 0; tries < 3; tries += 1) {
    const id = `${random.pick(FIRST)}_${random.pick(SECOND)}`;
    if (!taken(id)) return id;
  }
  return `${random.pick(FIRST)}_${random.pick(SECOND)}_${random.uuid().slice(0, 8)}`;
}
