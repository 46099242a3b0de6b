// How good answers are: accuracy, F1 and confusion by class, precision and coverage by band, calibration. Pure.
import type { ConfidenceBand } from '../domain/diagnosis';
import type { Answered } from './row';

export interface BandScore {
  /** Share of all messages that got this band. */
  coverage: number;
  /** Share of those whose class is the label or the second label; `null` of none. */
  precision: number | null;
}

export interface ReliabilityBin {
  /** Confidence from here on, to the next bin. */
  from: number;
  count: number;
  /** Mean confidence. */
  said: number;
  /** Share whose class is the label or the second label. */
  right: number;
}

export interface Score {
  rows: number;
  /** The class is the label. */
  strict: number;
  /** The class is the label or the second label. */
  lenient: number;
  macroF1: number;
  /** Of rows that state an action; `null` when none does. */
  action: number | null;
  /** Strict recall by class. */
  recall: Record<string, number>;
  /** Wrong answers: label -> class -> how many. */
  confusion: Record<string, Record<string, number>>;
  bands: Record<ConfidenceBand, BandScore>;
  /** What was said against what was right, by confidence; bins without a message are left out. */
  reliability: ReliabilityBin[];
  /** Expected calibration error against lenient correctness. */
  calibrationError: number;
}

export function score(answered: readonly Answered[]): Score {
  const labels = [...new Set(answered.map(({ row }) => row.label))].sort();
  const reliability = reliabilityOf(answered);
  const withAction = answered.filter(({ row }) => row.action != null);
  return {
    rows: answered.length,
    strict: share(answered, isStrict),
    lenient: share(answered, isLenient),
    macroF1: mean(labels.map((label) => f1(answered, label))),
    action:
      withAction.length === 0 ? null : share(withAction, ({ row, answer }) => answer.action === row.action),
    recall: Object.fromEntries(
      labels.map((label) => [
        label,
        share(
          answered.filter(({ row }) => row.label === label),
          isStrict,
        ),
      ]),
    ),
    confusion: confusion(answered),
    bands: {
      high: band(answered, 'high'),
      medium: band(answered, 'medium'),
      low: band(answered, 'low'),
      none: band(answered, 'none'),
    },
    reliability,
    calibrationError: calibrationError(reliability),
  };
}

function isStrict({ row, answer }: Answered): boolean {
  return answer.class === row.label;
}

function isLenient({ row, answer }: Answered): boolean {
  return answer.class === row.label || answer.class === row.second_label;
}

function f1(answered: readonly Answered[], label: string): number {
  const right = answered.filter(({ row, answer }) => row.label === label && answer.class === label).length;
  const said = answered.filter(({ answer }) => answer.class === label).length;
  const there = answered.filter(({ row }) => row.label === label).length;
  return right === 0 ? 0 : (2 * right) / (said + there);
}

function confusion(answered: readonly Answered[]): Score['confusion'] {
  const table: Score['confusion'] = {};
  for (const { row, answer } of answered) {
    if (row.label === answer.class) continue;
    const of = (table[row.label] ??= {});
    of[answer.class] = (of[answer.class] ?? 0) + 1;
  }
  return table;
}

function band(answered: readonly Answered[], name: ConfidenceBand): BandScore {
  const inBand = answered.filter(({ answer }) => answer.band === name);
  return {
    coverage: inBand.length / Math.max(1, answered.length),
    precision: inBand.length === 0 ? null : share(inBand, isLenient),
  };
}

/** Narrow where decisions are made, wide where hardly any message falls. */
const BINS_FROM = [0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

function reliabilityOf(answered: readonly Answered[]): ReliabilityBin[] {
  return BINS_FROM.flatMap((from, index) => {
    const to = BINS_FROM[index + 1] ?? Infinity;
    const bin = answered.filter(({ answer }) => answer.confidence >= from && answer.confidence < to);
    if (bin.length === 0) return [];
    const said = mean(bin.map(({ answer }) => answer.confidence));
    return [{ from, count: bin.length, said, right: share(bin, isLenient) }];
  });
}

function calibrationError(bins: readonly ReliabilityBin[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { count, said, right }) => sum + (count / all) * Math.abs(right - said), 0);
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
