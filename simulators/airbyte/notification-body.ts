// Notifications about a job: `text` and `blocks` for Slack, `data` for programs, nulls spelled out. And test sends.
import type { FailureReason } from './failure-reason';
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { committedBytes, committedRows } from './job-view';
import { partiesOf, samplePart, section, slackLink, type Parties } from './notification-parties';
import { disabledText, schemaText, TEST_MARK } from './notification-text';

type JobEvent = 'success' | 'failure' | 'queued';

interface Told {
  readonly event: JobEvent;
  readonly jobId: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly rows: number;
  readonly bytes: number;
  readonly failure: Pick<FailureReason, 'externalMessage' | 'type' | 'origin'> | null;
}

export function jobBody(instance: AirbyteInstance, job: Job, event: JobEvent) {
  return body(
    partiesOf(instance, job.connection),
    {
      event,
      jobId: job.id,
      startedAt: job.record.startedAt,
      finishedAt: job.updatedAt,
      rows: committedRows(job) ?? 0,
      bytes: committedBytes(job) ?? 0,
      failure: job.failure,
    },
    '',
  );
}

/** What `try_webhook` sends: samples for most triggers, a mere greeting for two of them. */
export function sampleBody(trigger: string, now: number) {
  const parties: Parties = {
    workspace: samplePart('Workspace'),
    connection: samplePart('Connection'),
    source: samplePart('Source'),
    destination: samplePart('Destination'),
  };
  const mark = `${TEST_MARK} `;
  const sample = { jobId: 10, startedAt: now - 60_000, finishedAt: now, rows: 89, bytes: 1000 };
  const link = slackLink(samplePart('Test Connection'));
  const failure = {
    externalMessage: 'test error message',
    type: 'config_error',
    origin: 'source',
  };
  switch (trigger) {
    case 'sync_success':
      return body(parties, { ...sample, event: 'success', failure: null }, mark);
    case 'sync_failure':
      return body(parties, { ...sample, event: 'failure', failure }, mark);
    case 'sync_disabled':
      return disabledText(parties, 'disabled', mark);
    case 'sync_disabled_warning':
      return disabledText(parties, 'warning', mark);
    case 'connection_update':
      return schemaText(link, ' • Streams (+1/-0/~0)\n   ＋ public.sample\n • Fields (+0/~0/-0)', null, mark);
    default:
      return {
        text: 'Hello World! This is a test from Airbyte to try slack notification settings for sync.',
      };
  }
}

function body(parties: Parties, told: Told, mark: string) {
  const { connection, source, destination } = parties;
  const { event, rows, bytes, failure } = told;
  const durationInSeconds = Math.floor(told.finishedAt / 1000) - Math.floor(told.startedAt / 1000);
  return {
    text: text(parties, told),
    blocks: [
      section(`${mark}${TITLES[event]}: ${slackLink(connection)}`),
      section(`*Source:* ${slackLink(source)}\n*Destination:* ${slackLink(destination)}`),
    ],
    data: {
      ...parties,
      jobId: told.jobId,
      success: event === 'success',
      startedAt: secondTime(told.startedAt),
      finishedAt: secondTime(told.finishedAt),
      bytesEmitted: bytes,
      bytesCommitted: bytes,
      recordsEmitted: rows,
      recordsCommitted: rows,
      recordsFilteredOut: 0,
      bytesFilteredOut: 0,
      errorMessage: failure?.externalMessage ?? null,
      errorType: failure?.type ?? null,
      errorOrigin: failure?.origin ?? null,
      durationInSeconds,
      durationFormatted: formatDuration(durationInSeconds),
      bytesEmittedFormatted: formatBytes(bytes),
      bytesCommittedFormatted: formatBytes(bytes),
    },
  };
}

const TITLES = { success: 'Sync completed', failure: 'Sync failure occurred', queued: 'Sync queued' };

function text({ connection, source, destination }: Parties, { event, failure }: Told): string {
  const parties = `${connection.name} from ${source.name} to ${destination.name}`;
  if (event === 'success') return `Your connection ${parties} succeeded`;
  if (event === 'queued')
    return `Your sync for connection '${connection.name}' is queued until capacity is available`;
  return `Your connection ${parties} just failed...\nThis happened with ${failure?.externalMessage ?? ''}`;
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
