// IDs in Fivetran's style: words, such as `assimilate_seem`, and enough beside that a restart repeats none.
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
  for (;;) {
    const id = `${random.pick(FIRST)}_${random.pick(SECOND)}_${random.uuid().slice(0, 8)}`;
    if (!taken(id)) return id;
  }
}
