// A verified Airbyte notification as a PipelineEvent, or the reason why it opens nothing. Never fails: unknown is ignored.
import { LIMITS } from '../../domain/limits';
import {
  runEventId,
  type IgnoredEvent,
  type PipelineEvent,
  type PipelineEventKind,
} from '../../domain/pipeline-event';
import { eventId } from '../http/event-id';
import { isoTime } from '../http/iso-time';
import { shortenMiddle } from '../../domain/shorten-text';
import { announcementOf, connectionIdIn, linkedNameIn, textsOf } from './notification-text';
import type { AirbyteWebhook } from './webhook.schema';

interface AirbyteContext {
  account: string;
  /** Only sync results carry a time; the other notifications happened about when they arrived. */
  receivedAt: Date;
}

type NotificationData = NonNullable<AirbyteWebhook['data']>;

export function normaliseAirbyteWebhook(
  payload: AirbyteWebhook,
  context: AirbyteContext,
): PipelineEvent | IgnoredEvent {
  const announced = announcementOf(payload);
  if (announced === 'test') return { ignored: 'a test notification' };
  // Queued carries `success: false` and no error: only its text tells it from a failure.
  if (announced === 'queued') return { ignored: 'a sync is queued' };
  if (payload.data) return syncResult(payload.data, payload.text, context);
  if (announced === 'unknown') return { ignored: 'a notification of no known kind' };
  if (announced === 'schema_propagated') return { ignored: 'Airbyte has applied a schema change itself' };
  return textOnly(payload, announced, context);
}

function syncResult(
  data: NotificationData,
  text: string | null | undefined,
  context: AirbyteContext,
): PipelineEvent {
  const kind = data.success ? 'sync_succeeded' : 'sync_failed';
  const occurredAt = isoTime(data.finishedAt) ?? isoTime(data.startedAt) ?? context.receivedAt.toISOString();
  const message = data.errorMessage ?? (data.success ? undefined : text);
  return {
    provider: 'airbyte',
    account: context.account,
    connectionId: data.connection.id,
    id: syncEventId(data, kind, context),
    kind,
    occurredAt,
    source: 'webhook',
    ...(data.connection.name && { connectionName: data.connection.name }),
    ...(data.jobId && { runId: data.jobId }),
    ...(message && { message: shortenMiddle(message, LIMITS.eventMessageCharsMax) }),
    ...(data.errorType && { failureType: data.errorType }),
    ...(data.errorOrigin && { failureOrigin: data.errorOrigin }),
    ...(typeof data.recordsCommitted === 'number' && { rows: data.recordsCommitted }),
  };
}

/** A job number is all that the sweep needs to find the same event by itself. */
function syncEventId(data: NotificationData, kind: PipelineEventKind, { account }: AirbyteContext): string {
  const connectionId = data.connection.id;
  if (data.jobId) return runEventId({ provider: 'airbyte', account, connectionId }, kind, data.jobId);
  const created = data.finishedAt ?? data.startedAt ?? undefined;
  return eventId({ event: 'sync', connectionId, runId: undefined, created, status: kind });
}

/** Disabling, its warning, schema changes, and sync results of releases older than `data`. */
function textOnly(
  payload: AirbyteWebhook,
  kind: PipelineEventKind,
  context: AirbyteContext,
): PipelineEvent | IgnoredEvent {
  const connectionId = connectionIdIn(payload);
  if (connectionId === undefined) return { ignored: `${kind} without a connection that can be recognised` };
  const message = textsOf(payload).join('\n');
  const occurredAt = context.receivedAt.toISOString();
  const name = linkedNameIn(payload);
  return {
    provider: 'airbyte',
    account: context.account,
    connectionId,
    // No time and no job in the text: the same words on the same day are one event, next day they are news.
    id: eventId({
      event: kind,
      connectionId,
      runId: undefined,
      created: occurredAt.slice(0, 10),
      status: message,
    }),
    kind,
    occurredAt,
    source: 'webhook',
    ...(name && { connectionName: name }),
    message: shortenMiddle(message, LIMITS.eventMessageCharsMax),
  };
}
