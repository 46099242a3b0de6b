// A new version of the rules beside the one that is kept: what got worse is a reason not to take it.
import type { Score } from './score';

/** What a baseline keeps of a score. */
export type Baseline = Pick<Score, 'strict' | 'lenient' | 'macroF1' | 'action' | 'recall'> & {
  highPrecision: number;
  highCoverage: number;
};

/** Rounding of a data set of a few hundred rows. */
const TOLERANCE = 0.005;
/** A class of 21 rows moves by 0.05 with one of them. */
const CLASS_TOLERANCE = 0.05;

export function baselineOf({ strict, lenient, macroF1, action, recall, bands }: Score): Baseline {
  return {
    ...{ strict, lenient, macroF1, action, recall },
    highPrecision: bands.high.precision ?? 0,
    highCoverage: bands.high.coverage,
  };
}

/** In words, one line a figure that is worse; empty = may be taken. */
export function regressions(now: Score, before: Baseline): string[] {
  const next = baselineOf(now);
  const worse = (what: string, figure: number, was: number, tolerance: number) =>
    figure < was - tolerance ? [`${what}: ${figure.toFixed(3)}, was ${was.toFixed(3)}`] : [];
  return [
    ...worse('strict', next.strict, before.strict, TOLERANCE),
    ...worse('lenient', next.lenient, before.lenient, TOLERANCE),
    ...worse('macro F1', next.macroF1, before.macroF1, TOLERANCE),
    ...worse('action', next.action ?? 0, before.action ?? 0, TOLERANCE),
    ...worse('precision of band high', next.highPrecision, before.highPrecision, TOLERANCE),
    ...worse('coverage of band high', next.highCoverage, before.highCoverage, 2 * TOLERANCE),
    ...Object.entries(before.recall).flatMap(([label, was]) =>
      worse(`recall of ${label}`, next.recall[label] ?? 0, was, CLASS_TOLERANCE),
    ),
  ];
}
