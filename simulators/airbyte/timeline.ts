// A connection's timeline: final events of its jobs, starts of manual ones, and what was noted beside them.
import { isRun } from '../engine/connection';
import { uuidFrom } from '../engine/random';
import { failureView } from './failure-reason';
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { committedBytes, committedRows, jobType, seconds } from './job-view';
import type { AirbyteConnection } from './native';
import type { DisabledReason, TimelineEvent } from './timeline-event';

const EVENTS_MAX = 1_000;

export function note(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  eventType: string,
  summary: Readonly<Record<string, unknown>>,
  byUser: boolean,
): void {
  const events = (connection.native.events ??= []);
  const at = instance.clock.now();
  events.push({
    id: uuidFrom(`event/${connection.id}/${events.length}/${eventType}`),
    eventType,
    at,
    summary,
    byUser,
  });
  if (events.length > EVENTS_MAX) events.shift();
}

/** Pauses the connection as Airbyte does by itself, and says why on the timeline. */
export function disable(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  disabledReason: DisabledReason,
): void {
  if (connection.paused) return;
  instance.world.setPaused(connection, true, 'schedule');
  note(instance, connection, 'CONNECTION_DISABLED', { disabledReason }, false);
}

/** Newest first. */
export function timeline(instance: AirbyteInstance, connection: AirbyteConnection): TimelineEvent[] {
  const jobs = connection.history.filter(isRun).flatMap((run) => instance.jobs.of(run) ?? []);
  const events = [...jobs.flatMap(jobEvents), ...(connection.native.events ?? [])];
  return events.sort((a, b) => b.at - a.at || b.id.localeCompare(a.id));
}

function jobEvents(job: Job): TimelineEvent[] {
  const { record } = job;
  const byUser = record.trigger === 'api';
  const started: TimelineEvent[] = byUser
    ? [
        {
          id: uuidFrom(`event/started/${job.id}`),
          eventType: `${kindOf(job)}_STARTED`,
          at: record.startedAt,
          summary: {
            jobId: job.id,
            startTimeEpochSeconds: seconds(record.startedAt),
            jobType: jobType(record),
          },
          byUser,
        },
      ]
    : [];
  if (record.endedAt === null) return started;
  const final: TimelineEvent = {
    id: uuidFrom(`event/ended/${job.id}`),
    eventType: `${kindOf(job)}_${outcome(job)}`,
    at: record.endedAt,
    summary: {
      jobId: job.id,
      startTimeEpochSeconds: seconds(record.startedAt),
      endTimeEpochSeconds: seconds(record.endedAt),
      bytesLoaded: committedBytes(job) ?? 0,
      recordsLoaded: committedRows(job) ?? 0,
      recordsRejected: 0,
      attemptsCount: job.attempts.length,
      jobType: jobType(record),
      streams: job.connection.native.streams.map(({ name }) => ({ name, namespace: 'public' })),
      ...(job.failure === null ? {} : { failureReason: failureView(job.failure) }),
    },
    byUser: byUser && record.status === 'cancelled',
  };
  return [...started, final];
}

function kindOf({ record }: Job): 'SYNC' | 'REFRESH' | 'CLEAR' {
  if (record.kind === 'sync') return 'SYNC';
  return record.kind === 'resync' ? 'REFRESH' : 'CLEAR';
}

/** INCOMPLETE is a failed job that nevertheless loaded something. */
function outcome(job: Job): string {
  if (job.record.status === 'failed') return (committedRows(job) ?? 0) > 0 ? 'INCOMPLETE' : 'FAILED';
  return job.record.status.toUpperCase();
}

export function eventView(connection: AirbyteConnection, event: TimelineEvent) {
  return {
    id: event.id,
    connectionId: connection.id,
    eventType: event.eventType,
    summary: event.summary,
    createdAt: seconds(event.at),
    ...(event.byUser
      ? {
          user: {
            id: uuidFrom('user/sim'),
            name: 'Sim User',
            email: 'sim-user@example.com',
            isDeleted: false,
          },
        }
      : {}),
  };
}
