// What happened to a pipeline, in one shape whoever told us: a webhook, a poll, a drill or a person.
import type { ConnectionRef } from './connection-ref';

export const PIPELINE_EVENT_KINDS = [
  'sync_failed',
  'sync_succeeded',
  'sync_rescheduled',
  'sync_cancelled',
  'sync_stuck',
  'connection_disabled',
  'connection_disable_warning',
  'schema_changed',
] as const;
export type PipelineEventKind = (typeof PIPELINE_EVENT_KINDS)[number];

export interface PipelineEvent extends ConnectionRef {
  /** Same event, same ID, whoever delivers it and however often: the key against repeats. */
  id: string;
  kind: PipelineEventKind;
  /** Provider's clock, ISO 8601 UTC. */
  occurredAt: string;
  source: 'webhook' | 'poll' | 'drill' | 'person';
  connectionName?: string;
  /** Fivetran sync_id, Airbyte job ID. */
  runId?: string;
  /** The provider's words, shortened to LIMITS.eventMessageCharsMax; untrusted text. */
  message?: string;
  /** Fivetran task type (`reconnect`), Airbyte failureType (`config_error`). */
  failureType?: string;
  /** Airbyte failureOrigin (`source`, `destination`, …). */
  failureOrigin?: string;
  /** For `sync_rescheduled`: when the provider itself will try again. */
  rescheduledFor?: string;
  rows?: number;
}

/** Why a well-formed delivery is answered 202 and yet opens nothing. */
export interface IgnoredEvent {
  ignored: string;
}

/** True for events that open an incident where none is open; the others only inform one that is. */
export function opensIncident(kind: PipelineEventKind): boolean {
  return kind !== 'sync_succeeded' && kind !== 'sync_cancelled';
}
