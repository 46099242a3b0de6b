// What is true of one simulated connection, whatever the provider's API says about it.
import type { Breakage } from './break-spec';
import type { SourceTable } from './source-schema';

export type RunKind = 'sync' | 'resync' | 'clear';

/** Writes that took effect but are no run. A write that changed nothing leaves no record. */
export type EffectKind =
  | 'cancel'
  | 'pause'
  | 'resume'
  | 'reload'
  | 'test'
  | 'config'
  | 'schedule'
  | 'reauth'
  | 'permission'
  | 'schema';

export type Trigger = 'schedule' | 'api' | 'control';

/** `rows` and `bytes` are null when no statistics were written (Airbyte's empty success). */
export interface HistoryRecord {
  readonly id: string;
  readonly connectionId: string;
  readonly kind: RunKind | EffectKind;
  /** The provider's finer word for the kind, such as Airbyte's `reset` beside `clear`. */
  readonly vendorKind: string | null;
  readonly trigger: Trigger;
  readonly startedAt: number;
  /** Tables the run was limited to; null means all. */
  readonly scope: readonly string[] | null;
  endedAt: number | null;
  status: 'succeeded' | 'failed' | 'cancelled' | 'running';
  rows: number | null;
  bytes: number | null;
  message: string | null;
  /** What made it fail; null for a good run and for effects. */
  breakage: Breakage | null;
  /** Set when the run ended by being put off (Fivetran RESCHEDULED). */
  rescheduledFor: number | null;
}

export interface ActiveRun {
  readonly record: HistoryRecord;
  readonly stopTimer: () => void;
}

export interface SimConnection<Native> {
  readonly id: string;
  readonly kind: string;
  readonly createdAt: number;
  name: string;
  tags: string[];
  paused: boolean;
  syncSeconds: number;
  rowsPerSync: number;
  scheduleMinutes: number;
  scheduleType: 'auto' | 'manual';
  /** What the source really holds now; each provider keeps its own picture of it. */
  source: SourceTable[];
  broken: Breakage | null;
  active: ActiveRun | null;
  readonly history: HistoryRecord[];
  native: Native;
}

export function isRun(record: HistoryRecord): boolean {
  return record.kind === 'sync' || record.kind === 'resync' || record.kind === 'clear';
}

/** The last record that fits, without reading the whole history. */
export function latest(
  history: readonly HistoryRecord[],
  fits: (record: HistoryRecord) => boolean,
): HistoryRecord | null {
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const record = history[at];
    if (record !== undefined && fits(record)) return record;
  }
  return null;
}
