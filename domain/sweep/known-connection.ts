// What is remembered of a connection between two looks: enough to tell news from what was known.
import type { ConnectionRef } from '../connection-ref';
import type { SyncRun } from '../connection-state';
import type { PipelineEventKind } from '../pipeline-event';

export const CONNECTION_HEALTHS = [
  'healthy',
  'failing',
  'late',
  'stuck',
  'setup_broken',
  'paused',
  'gone',
  'unknown',
] as const;
export type ConnectionHealth = (typeof CONNECTION_HEALTHS)[number];

/** One row of the table `connections`; every time is the provider's clock unless it says otherwise. */
export interface KnownConnection extends ConnectionRef {
  name: string;
  service: string;
  destination: string;
  tags: Record<string, string>;
  health: ConnectionHealth;
  active: boolean;
  /** How often it syncs by itself, milliseconds; `null` = only when told to. */
  everyMs: number | null;
  /** Since when, by our clock where the provider does not say. */
  running: { id?: string; since: string } | null;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  rescheduledFor: string | null;
  schemaChange: 'none' | 'non_breaking' | 'breaking' | 'unknown';
  lastRun: Pick<SyncRun, 'id' | 'status' | 'rows' | 'startedAt' | 'endedAt'> | null;
  /** Milliseconds of the newest ended runs, newest first. */
  durationsMs: number[];
  /** Rows of the newest successful syncs that said so, newest first. */
  rows: number[];
  /** What was reported, once each: the mark (a time, a run) it was reported for. */
  reported: Partial<Record<PipelineEventKind, string>>;
  /** Our clock, ISO 8601 UTC. */
  firstSeenAt: string;
  /** Our clock: the newest look at which anything was news. */
  changedAt: string;
}
