// Which cases read alike. The interface is the seam: embeddings would be another implementation.
import MiniSearch from 'minisearch';

export interface CaseIndex {
  add(key: string, text: string): void;
  remove(key: string): void;
  /** Keys of what is alike enough to be worth showing, nearest first. */
  nearest(text: string, wanted: (key: string) => boolean, count: number): string[];
}

/** A case shares at least this part of the words that are asked for, by weight. */
const ALIKE_MIN = 0.5;

/** BM25 over the words of fingerprints. */
export function bm25(): CaseIndex {
  const search = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    tokenize: (text) => text.match(/[a-z][a-z_]{2,60}/g) ?? [],
    searchOptions: { combineWith: 'OR' },
  });
  return {
    add: (id, text) => search.add({ id, text }),
    remove: (id) => search.discard(id),
    nearest(text, wanted, count) {
      const words = new Set(text.match(/[a-z][a-z_]{2,60}/g) ?? []);
      if (words.size === 0) return [];
      return search
        .search(text, { filter: ({ id }) => wanted(String(id)) })
        .filter(({ terms }) => terms.length / words.size >= ALIKE_MIN)
        .slice(0, count)
        .map(({ id }) => String(id));
    },
  };
}
