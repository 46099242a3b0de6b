// Bodies of Airbyte's sync notifications: `text` and `blocks` for Slack, `data` for programs, nulls spelled out.
import type { HistoryRecord } from '../engine/connection';
import { failureReason } from './failure-reason';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection } from './native';

const UI = 'http://localhost:8000';
const TEST_MARK = '[THIS IS A TEST NOTIFICATION]';

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

export function notificationBody(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  run: HistoryRecord,
) {
  const { workspace } = instance;
  const home = `${UI}/workspaces/${workspace.id}`;
  const { sourceId, destinationId } = connection.native;
  return body({
    workspace: { id: workspace.id, name: workspace.name, url: home },
    connection: { id: connection.id, name: connection.name, url: `${home}/connections/${connection.id}` },
    source: {
      id: sourceId,
      name: instance.sources.get(sourceId)?.name ?? '',
      url: `${home}/source/${sourceId}`,
    },
    destination: {
      id: destinationId,
      name: instance.destinations.get(destinationId)?.name ?? '',
      url: `${home}/destination/${destinationId}`,
    },
    run,
    jobId: Number(run.id),
    mark: '',
  });
}

/** Success and failure tests carry sample data; the other triggers only a greeting. */
export function sampleBody(trigger: string) {
  if (trigger !== 'sync_success' && trigger !== 'sync_failure') {
    return { text: 'Hello World! This is a test from Airbyte to try slack notification settings for sync.' };
  }
  const sample = (name: string): Subject => ({ id: '00000000-0000-4000-a000-000000000000', name, url: UI });
  const now = Date.now();
  const run: HistoryRecord = {
    id: '10',
    connectionId: '',
    kind: 'sync',
    vendorKind: null,
    trigger: 'api',
    startedAt: now - 60_000,
    endedAt: now,
    scope: null,
    status: trigger === 'sync_success' ? 'succeeded' : 'failed',
    rows: 89,
    bytes: 1000,
    message: 'test error message',
    breakage: null,
    rescheduledFor: null,
  };
  return body({
    workspace: sample('Workspace'),
    connection: sample('Connection'),
    source: sample('Source'),
    destination: sample('Destination'),
    run,
    jobId: 10,
    mark: `${TEST_MARK} `,
  });
}

interface Told {
  readonly workspace: Subject;
  readonly connection: Subject;
  readonly source: Subject;
  readonly destination: Subject;
  readonly run: HistoryRecord;
  readonly jobId: number;
  readonly mark: string;
}

function body({ workspace, connection, source, destination, run, jobId, mark }: Told) {
  const success = run.status === 'succeeded';
  const reason = failureReason(run);
  const endedAt = run.endedAt ?? run.startedAt;
  const durationInSeconds = Math.floor(endedAt / 1000) - Math.floor(run.startedAt / 1000);
  const rows = run.rows ?? 0;
  const bytes = run.bytes ?? 0;
  const title = `${mark}${success ? 'Sync completed' : 'Sync failure occurred'}: ${slackLink(connection)}`;
  const parties = `${connection.name} from ${source.name} to ${destination.name}`;
  return {
    text: success
      ? `Your connection ${parties} succeeded`
      : `Your connection ${parties} just failed...\nThis happened with ${reason?.externalMessage ?? run.message ?? ''}`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: title } },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: `*Source:* ${slackLink(source)}\n*Destination:* ${slackLink(destination)}`,
        },
      },
    ],
    data: {
      workspace,
      connection,
      source,
      destination,
      jobId,
      success,
      startedAt: secondTime(run.startedAt),
      finishedAt: secondTime(endedAt),
      bytesEmitted: bytes,
      bytesCommitted: bytes,
      recordsEmitted: rows,
      recordsCommitted: rows,
      recordsFilteredOut: 0,
      bytesFilteredOut: 0,
      errorMessage: success ? null : (reason?.externalMessage ?? run.message),
      errorType: reason?.type ?? null,
      errorOrigin: reason?.origin ?? null,
      durationInSeconds,
      durationFormatted: formatDuration(durationInSeconds),
      bytesEmittedFormatted: formatBytes(bytes),
      bytesCommittedFormatted: formatBytes(bytes),
    },
  };
}

/** The vendor escapes `&` wrongly, as `$amp;`. */
function slackLink({ name, url }: Subject): string {
  const text = name.replaceAll('&', '$amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<${url}|${text}>`;
}

function secondTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function formatDuration(total: number): string {
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60)];
  if (hours > 0) return `${hours} hours ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${total % 60} sec` : `${total} sec`;
}

function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${Math.round(bytes / 1024 ** step)} ${units[step] ?? 'B'}`;
}
