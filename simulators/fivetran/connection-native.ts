// What Fivetran keeps about a connection beyond the truth that both simulators share.
import type { ConnectionSpec } from '../engine/connection-spec';
import type { SimConnection } from '../engine/connection';
import { newTable } from '../engine/source-schema';
import { newSchemaConfig, type SchemaConfig } from './schema-config';

/** `details` is `{}` in real responses although the OpenAPI document says string. */
export interface Alert {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

export interface Warning extends Alert {
  readonly at: number;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
}

/** A certificate or SSH fingerprint a person has approved for this connection. */
export interface Approval {
  readonly hash: string;
  readonly value: string;
  readonly at: number;
}

export interface SyncError {
  readonly type: string;
  readonly title: string;
  readonly reason: string;
  readonly message: string;
  readonly createdAt: number;
}

export interface PendingRun {
  readonly kind: 'sync' | 'resync';
  readonly scope: readonly string[] | null;
}

export interface FivetranNative {
  readonly groupId: string;
  readonly schema: string;
  /** Made through the provider's API: nothing has been synced yet, as with any new connection. */
  createdByApi: boolean;
  setupState: 'incomplete' | 'connected' | 'broken';
  /** Failed syncs since the last good one or the last setup test. */
  failuresInRow: number;
  tasks: Alert[];
  warnings: Warning[];
  errors: SyncError[];
  succeededAt: number | null;
  failedAt: number | null;
  rescheduledFor: number | null;
  /** Asked for while paused: runs on resume. */
  pending: PendingRun | null;
  syncFrequency: number;
  config: Record<string, unknown>;
  /** Fields that PATCH stores and GET returns without any further meaning here. */
  settings: Record<string, unknown>;
  schemaConfig: SchemaConfig;
  readonly certificates: Approval[];
  readonly fingerprints: Approval[];
  /** Null until a client or a sync has written one. */
  sdkState: Record<string, unknown> | null;
}

export type FivetranConnection = SimConnection<FivetranNative>;

const FREQUENCIES = [1, 5, 15, 30, 60, 120, 180, 360, 480, 720, 1440] as const;

/** Fivetran knows only these; anything else is rounded up. */
export function allowedFrequency(minutes: number): number {
  return FREQUENCIES.find((allowed) => allowed >= minutes) ?? 1440;
}

export function newFivetranNative(spec: ConnectionSpec, id: string, name: string): FivetranNative {
  return {
    groupId: spec.groupId ?? 'sim_group',
    schema: name,
    createdByApi: false,
    setupState: 'connected',
    failuresInRow: 0,
    tasks: [],
    warnings: [],
    errors: [],
    succeededAt: null,
    failedAt: null,
    rescheduledFor: null,
    pending: null,
    syncFrequency: allowedFrequency(spec.scheduleMinutes),
    config: { schema_prefix: name, host: `${id}.source.example`, user: 'fivetran', password: '******' },
    settings: {},
    schemaConfig: newSchemaConfig(spec.history > 0 ? spec.tables.map(newTable) : null),
    certificates: [],
    fingerprints: [],
    sdkState: null,
  };
}
