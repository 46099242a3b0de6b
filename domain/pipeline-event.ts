// What happened to a pipeline, in one shape whoever told us: a webhook, a poll, a drill or a person.
import type { ConnectionRef } from './connection-ref';
import type { ProviderStepKind, StepParams } from './step';

export const PIPELINE_EVENT_KINDS = [
  'sync_failed',
  'sync_succeeded',
  'sync_rescheduled',
  'sync_cancelled',
  'sync_stuck',
  'connection_disabled',
  'connection_disable_warning',
  'schema_changed',
  /** No sync has ended for longer than the schedule explains. */
  'sync_delayed',
  /** A sync succeeded and brought nothing although there used to be something. */
  'moved_nothing',
  /** The provider says that setup must be repaired, whatever the last sync did. */
  'setup_broken',
  /** Paused since the last look, and nobody told us. */
  'connection_paused',
  /** A person asks for a change; nothing need be wrong. */
  'change_requested',
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
  /** `change_requested`: what is asked for. */
  request?: ChangeRequest;
}

/** Changes that a person wants made, by the protocol and within policy like any other. */
export interface ChangeRequest {
  steps: { kind: ProviderStepKind; params: StepParams }[];
  /** ID of the person; they cannot approve their own request. */
  by: string;
  /** Set where a program asked in that person's name: it is never done without an approval. */
  byKind?: 'agent';
  reason: string;
}

/** Why a well-formed delivery is answered 202 and yet opens nothing. */
export interface IgnoredEvent {
  ignored: string;
}

/** True for events that open an incident where none is open; the others only inform one that is. */
export function opensIncident(kind: PipelineEventKind): boolean {
  return kind !== 'sync_succeeded' && kind !== 'sync_cancelled';
}

/**
 * ID of an event that one run of a connection caused (or one mark, where runs have no IDs): webhook and sweep give the
 * same, so that whoever comes second is a repeat.
 */
export function runEventId(ref: ConnectionRef, kind: PipelineEventKind, runOrMark: string): string {
  return `${ref.provider}/${ref.account}/${ref.connectionId}/${kind}/${runOrMark}`;
}
