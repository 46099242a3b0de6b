// How long something took over many incidents. Pure.
import { median } from '../median';

export interface Span {
  /** Incidents that came so far. */
  incidents: number;
  /** Milliseconds; `null` where none did. */
  medianMs: number | null;
  /** Nine of ten took no longer, milliseconds. */
  p90Ms: number | null;
}

/** When it began and ended; `undefined` = it did not come to that. */
export type Ends = [from: string | undefined, to: string | undefined];

/** Pairs of which one end is missing do not count. */
export function spanOf(pairs: readonly Ends[]): Span {
  const took = pairs
    .flatMap(([from, to]) =>
      from === undefined || to === undefined ? [] : [Date.parse(to) - Date.parse(from)],
    )
    // Two clocks may disagree by a moment.
    .map((ms) => Math.max(0, ms))
    .sort((a, b) => a - b);
  return {
    incidents: took.length,
    medianMs: median(took),
    p90Ms: took[Math.ceil(0.9 * took.length) - 1] ?? null,
  };
}
