// What Airbyte keeps about a connection and its ends, beyond the truth that both simulators share.
import type { ConnectionSpec } from '../engine/connection-spec';
import type { SimConnection } from '../engine/connection';
import { newTable, type SourceTable } from '../engine/source-schema';

export interface StreamConfig {
  name: string;
  [setting: string]: unknown;
}

export type Schedule =
  | { readonly scheduleType: 'manual' }
  | { readonly scheduleType: 'cron'; readonly cronExpression: string }
  | { readonly scheduleType: 'basic'; readonly minutes: number };

export interface AirbyteNative {
  readonly sourceId: string;
  readonly destinationId: string;
  schedule: Schedule;
  streams: StreamConfig[];
  /** The source as Airbyte last accepted it; a difference to the real source is a pending schema change. */
  catalog: SourceTable[];
  /** Stored at discovery; cleared when the streams are set anew. */
  breakingChange: boolean;
  nonBreaking: string;
  namespaceDefinition: string;
  prefix: string;
}

export type AirbyteConnection = SimConnection<AirbyteNative>;

/** A source or a destination. */
export interface Actor {
  readonly id: string;
  readonly type: string;
  readonly createdAt: number;
  name: string;
  configuration: Record<string, unknown>;
}

export function newAirbyteNative(
  spec: ConnectionSpec,
  sourceId: string,
  destinationId: string,
): AirbyteNative {
  return {
    sourceId,
    destinationId,
    schedule:
      spec.scheduleType === 'manual'
        ? { scheduleType: 'manual' }
        : { scheduleType: 'basic', minutes: spec.scheduleMinutes },
    streams: spec.tables.map((name) => ({
      name,
      namespace: 'public',
      syncMode: 'incremental_deduped_history',
      cursorField: ['updated_at'],
      primaryKey: [['id']],
    })),
    catalog: spec.tables.map(newTable),
    breakingChange: false,
    nonBreaking: 'ignore',
    namespaceDefinition: 'destination',
    prefix: '',
  };
}
