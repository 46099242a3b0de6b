// Measurements of the systems around a connection: what they were when it failed, against what they were before.
import { median } from '../median';
import type { Observation } from './observation';

/** One series over the window, oldest first. */
export interface MetricReading {
  /** As configured: `replication slot lag`. */
  name: string;
  unit?: string;
  points: { at: string; value: number }[];
}

/** Points up to this long before the failure show what it was like then. */
const AROUND_MS = 10 * 60_000;
const POINTS_BEFORE_MIN = 5;

/** Pure. A series without points says that it has none: an exporter that is silent is a finding too. */
export function observeMetric({ name, unit, points }: MetricReading, failedAt: string): Observation {
  const from = Date.parse(failedAt) - AROUND_MS;
  const before = points.filter(({ at }) => Date.parse(at) < from).map(({ value }) => value);
  const around = points.filter(({ at }) => Date.parse(at) >= from).map(({ value }) => value);
  const shown = (value: number) => `${round(value)}${unit === undefined ? '' : ` ${unit}`}`;
  const usual = median(before);
  const peak = around.length === 0 ? null : Math.max(...around);
  const tells = peak === null ? 'no points around the failure' : `up to ${shown(peak)} around the failure`;
  const compared =
    usual === null || before.length < POINTS_BEFORE_MIN ? '' : `, usually ${shown(usual)} in the time before`;
  return { kind: 'correlation', at: failedAt, text: `${name}: ${tells}${compared}` };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
