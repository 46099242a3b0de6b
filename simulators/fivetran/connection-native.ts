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
  setupState: 'incomplete' | 'connected' | 'broken';
  tasks: Alert[];
  warnings: Alert[];
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
  sdkState: Record<string, unknown>;
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
    setupState: 'connected',
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
    schemaConfig: newSchemaConfig(spec.tables.map(newTable)),
    sdkState: {},
  };
}
