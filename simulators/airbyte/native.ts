// What Airbyte keeps about a connection and its ends, beyond the truth that both simulators share.
import type { ConnectionSpec } from '../engine/connection-spec';
import type { SimConnection } from '../engine/connection';
import { copyTables, newTable, type SourceTable } from '../engine/source-schema';
import type { TimelineEvent } from './timeline-event';

export interface StreamConfig {
  name: string;
  syncMode?: string | undefined;
  cursorField?: string[] | undefined;
  primaryKey?: string[][] | undefined;
  [setting: string]: unknown;
}

export type Schedule =
  | { readonly scheduleType: 'manual' }
  | { readonly scheduleType: 'cron'; readonly cronExpression: string; readonly cronTimeZone?: string }
  | { readonly scheduleType: 'basic'; readonly minutes: number };

/** Why something is not `active`: `deprecated` is deleted, `locked` is for the vendor's billing to lift. */
export type Standing =
  { readonly kind: 'usual' } | { readonly kind: 'locked'; readonly statusReason: string };

export interface AirbyteNative {
  workspaceId: string;
  sourceId: string;
  destinationId: string;
  standing: Standing;
  schedule: Schedule;
  streams: StreamConfig[];
  /** The source as Airbyte last accepted it; a difference to the real source is a pending schema change. */
  catalog: SourceTable[];
  /** What the last discovery saw, and when. */
  discovered: SourceTable[];
  discoveredAt: number;
  /** Stored at discovery, looked at again at the next sync. */
  breakingChange: boolean;
  nonBreaking: string;
  /** Null is what the public API and Terraform leave behind, and means off. */
  notifySchemaChanges: boolean | null;
  namespaceDefinition: string;
  namespaceFormat: string | null;
  prefix: string;
  /** A refresh asked for while a sync ran: the next run does it. */
  pendingRefresh: readonly string[] | null;
  disableWarned: boolean;
  /** The simulated vendor's quota for this source is spent until then (epoch ms). */
  rateLimitedUntil: number | null;
  /** Written by a client; null means that it follows from the last sync. */
  state: Readonly<Record<string, unknown>> | null;
  /** Beyond those that follow from jobs; null while there are none, for memory's sake. */
  events: TimelineEvent[] | null;
}

export type AirbyteConnection = SimConnection<AirbyteNative>;

/** A source or a destination. */
export interface Actor {
  readonly id: string;
  readonly type: string;
  readonly createdAt: number;
  readonly workspaceId: string;
  name: string;
  configuration: Record<string, unknown>;
  /** Tables that new connections of this source find. */
  readonly tables: readonly string[];
}

export const DEFAULT_SYNC_MODE = 'incremental_deduped_history';

export function newAirbyteNative(
  spec: ConnectionSpec,
  ends: { workspaceId: string; sourceId: string; destinationId: string },
  now: number,
): AirbyteNative {
  const catalog = spec.tables.map(newTable);
  return {
    ...ends,
    standing: { kind: 'usual' },
    schedule:
      spec.scheduleType === 'manual'
        ? { scheduleType: 'manual' }
        : { scheduleType: 'basic', minutes: spec.scheduleMinutes },
    streams: spec.tables.map((name) => ({
      name,
      namespace: 'public',
      syncMode: DEFAULT_SYNC_MODE,
      cursorField: ['updated_at'],
      primaryKey: [['id']],
    })),
    catalog,
    discovered: copyTables(catalog),
    discoveredAt: now,
    breakingChange: false,
    nonBreaking: 'ignore',
    notifySchemaChanges: null,
    namespaceDefinition: 'destination',
    namespaceFormat: null,
    prefix: '',
    pendingRefresh: null,
    disableWarned: false,
    rateLimitedUntil: null,
    state: null,
    events: null,
  };
}

export function statusOf(connection: AirbyteConnection): 'active' | 'inactive' | 'locked' {
  if (connection.native.standing.kind === 'locked') return 'locked';
  return connection.paused ? 'inactive' : 'active';
}
