// The patterns of one condition made ready: each alternative apart, and tried only where its words may be.
import { alternativesOf, requiredWords } from './required-words';
import { bitsOf, mayHold, type Trigrams } from './trigrams';

interface Alternative {
  regexp: RegExp;
  /** One of these must be in the text; `null` when the pattern must always be tried. */
  needs: number[][] | null;
}

export interface WordsPattern {
  alternatives: Alternative[];
}

export function wordsPattern(patterns: string[]): WordsPattern {
  return {
    alternatives: patterns.flatMap(alternativesOf).map((source) => ({
      regexp: new RegExp(source, 'i'),
      needs: requiredWords(source)?.map(bitsOf) ?? null,
    })),
  };
}

/** The words that match, or `null`. `trigrams` are those of `text`. */
export function matchIn(pattern: WordsPattern, text: string, trigrams: Trigrams): string | null {
  for (const { regexp, needs } of pattern.alternatives) {
    if (needs !== null && !needs.some((bits) => mayHold(trigrams, bits))) continue;
    const found = regexp.exec(text);
    if (found !== null) return found[0];
  }
  return null;
}
