// A verified Fivetran webhook as a PipelineEvent, or the reason why it opens nothing. Never fails: unknown is ignored.
import { LIMITS } from '../../domain/limits';
import type { IgnoredEvent, PipelineEvent, PipelineEventKind } from '../../domain/pipeline-event';
import { eventId } from '../http/event-id';
import { isoTime } from '../http/iso-time';
import { shortenMiddle } from '../../domain/shorten-text';
import { syncEndSchema, type FivetranWebhook } from './webhook.schema';

/** The connection of the delivery that Fivetran sends when a webhook is created. */
const TEST_CONNECTION = '_connector_1';

export function normaliseFivetranWebhook(
  payload: FivetranWebhook,
  account: string,
): PipelineEvent | IgnoredEvent {
  const connectionId = payload.connection_id ?? payload.connector_id;
  if (payload.event === 'test_event' || connectionId === TEST_CONNECTION)
    return { ignored: 'a test delivery' };
  if (payload.event !== 'sync_end') return { ignored: ignoredBecause(payload.event) };
  const end = syncEndSchema.safeParse(payload.data);
  if (!connectionId || !end.success) return { ignored: 'a sync_end without connection or status' };

  const { status, reason, taskType, rescheduledAt } = end.data;
  const kind = kindOf(status);
  if (kind === 'sync_rescheduled' && /intended behavior/i.test(reason ?? '')) {
    return { ignored: 'rescheduled on purpose: Fivetran says this is intended behavior' };
  }
  const name = payload.connection_name ?? payload.connector_name;
  const rescheduledFor = isoTime(rescheduledAt);
  return {
    provider: 'fivetran',
    account,
    connectionId,
    id: eventId({
      event: payload.event,
      connectionId,
      runId: payload.sync_id ?? undefined,
      created: payload.created,
      status,
    }),
    kind,
    occurredAt: new Date(payload.created).toISOString(),
    source: 'webhook',
    ...(name && { connectionName: name }),
    ...(payload.sync_id && { runId: payload.sync_id }),
    ...(reason && { message: shortenMiddle(reason, LIMITS.eventMessageCharsMax) }),
    ...(taskType && { failureType: taskType }),
    ...(kind === 'sync_rescheduled' && rescheduledFor !== null && { rescheduledFor }),
  };
}

/** FAILURE, FAILURE_WITH_TASK, FAILED, and whatever Fivetran adds: an end that is none of the known good ones. */
function kindOf(status: string): PipelineEventKind {
  switch (status.toUpperCase()) {
    case 'SUCCESSFUL':
      return 'sync_succeeded';
    case 'RESCHEDULED':
      return 'sync_rescheduled';
    case 'CANCELED':
    case 'CANCELLED':
      return 'sync_cancelled';
    default:
      return 'sync_failed';
  }
}

function ignoredBecause(event: string): string {
  switch (event) {
    case 'sync_start':
      return 'a sync started';
    case 'connection_successful':
      return 'a setup test passed';
    case 'connection_failure':
      // A person at the setup form, or our own test step; if syncs break with it, a sync_end says so.
      return 'a setup test failed: the next sync_end tells whether syncs do';
    case 'pause_connector':
      return 'the connection was paused';
    case 'resume_connector':
      return 'the connection was resumed';
    default:
      return `event ${event.slice(0, 60)} is of no concern here`;
  }
}
