// What the config API remembers: the timeline, the last job of each stream, stream statuses, volume and uptime.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isRun, latest } from '../engine/connection';
import { connectionBody } from './config-connection-routes';
import { pagination } from './config-job-routes';
import { configJob, configType } from './config-job-view';
import type { AirbyteInstance } from './instance';
import { findConnection, findJob } from './job-acts';
import { committedBytes, committedRows, seconds } from './job-view';
import { moment } from './job-query';
import { notFound, readInput } from './problems';
import { streamStatuses } from './stream-statuses';
import { eventView, timeline } from './timeline';

const listBody = connectionBody.extend({
  eventTypes: z.array(z.string()).nullish(),
  pagination,
  createdAtStart: moment,
  createdAtEnd: moment,
});
const getBody = z.looseObject({ connectionId: z.string().nullish(), connectionEventId: z.string() });
const jobBody = connectionBody.extend({ jobId: z.coerce.number().int() });
const perStreamBody = connectionBody.extend({
  streams: z.array(z.looseObject({ streamName: z.string() })).nullish(),
});
const statusesBody = z.looseObject({
  workspaceId: z.string(),
  connectionId: z.string().nullish(),
  jobId: z.number().nullish(),
  pagination,
});
const DAYS = 30;

export function addConfigHistoryRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const find = (raw: unknown) => findConnection(instance, readInput(connectionBody, raw).connectionId);

  for (const path of ['list', 'list_minimal']) {
    server.post(`/api/v1/connections/events/${path}`, async (request) => {
      const body = readInput(listBody, request.body);
      const connection = findConnection(instance, body.connectionId);
      const { pageSize, rowOffset } = body.pagination;
      const found = timeline(instance, connection).filter(
        ({ eventType, at }) =>
          (body.eventTypes == null || body.eventTypes.length === 0 || body.eventTypes.includes(eventType)) &&
          at >= (body.createdAtStart ?? 0) &&
          at <= (body.createdAtEnd ?? Infinity),
      );
      const events = found.slice(rowOffset, rowOffset + pageSize);
      return { events: events.map((event) => eventView(connection, event)) };
    });
  }
  server.post('/api/v1/connections/events/list_for_job', async (request) => {
    const { jobId } = readInput(jobBody, request.body);
    const { connection } = findJob(instance, jobId);
    const events = timeline(instance, connection).filter(({ summary }) => summary['jobId'] === jobId);
    return { events: events.map((event) => eventView(connection, event)) };
  });
  server.post('/api/v1/connections/events/get', async (request) => {
    const { connectionId, connectionEventId } = readInput(getBody, request.body);
    const connection = findConnection(instance, connectionId ?? '');
    const event = timeline(instance, connection).find(({ id }) => id === connectionEventId);
    if (event === undefined) throw notFound('connection_event', connectionEventId);
    return eventView(connection, event);
  });

  server.post('/api/v1/connections/last_job_per_stream', async (request) => {
    const connection = find(request.body);
    const asked = readInput(perStreamBody, request.body).streams?.map((one) => one.streamName);
    return connection.native.streams.flatMap(({ name }) => {
      if (asked !== undefined && asked.length > 0 && !asked.includes(name)) return [];
      const run = latest(
        connection.history,
        (one) => isRun(one) && one.endedAt !== null && touches(one, name),
      );
      const job = run === null ? undefined : instance.jobs.of(run);
      if (job === undefined) return [];
      const count = Math.max(1, connection.native.streams.length);
      return [
        {
          streamName: name,
          streamNamespace: 'public',
          jobId: job.id,
          configType: configType(job.record),
          jobStatus: job.status,
          startedAt: seconds(job.record.startedAt),
          endedAt: seconds(job.updatedAt),
          bytesCommitted: Math.floor((committedBytes(job) ?? 0) / count),
          recordsCommitted: Math.floor((committedRows(job) ?? 0) / count),
        },
      ];
    });
  });
  server.post('/api/v1/connections/sync_progress', async (request) => {
    const connection = find(request.body);
    const job = connection.active === null ? undefined : instance.jobs.of(connection.active.record);
    if (job === undefined) return { connectionId: connection.id, streams: [] };
    const { id, configType: type, createdAt } = configJob(job);
    return {
      connectionId: connection.id,
      jobId: id,
      configType: type,
      syncStartedAt: createdAt,
      streams: connection.native.streams.map(({ name }) => ({
        streamName: name,
        streamNamespace: 'public',
        configType: type,
      })),
    };
  });
  server.post('/api/v1/connections/history/data', async (request) =>
    recent(instance, find(request.body)).map((job) => ({
      timestamp: seconds(job.updatedAt),
      bytes: committedBytes(job) ?? 0,
      recordsEmitted: committedRows(job) ?? 0,
      recordsCommitted: committedRows(job) ?? 0,
    })),
  );
  server.post('/api/v1/connections/history/uptime', async (request) =>
    recent(instance, find(request.body)).map((job) => ({
      timestamp: seconds(job.updatedAt),
      jobId: job.id,
      status: job.status,
    })),
  );

  server.post('/api/v1/stream_statuses/list', async (request) => {
    const body = readInput(statusesBody, request.body);
    const { pageSize, rowOffset } = body.pagination;
    const found = [...instance.world.connections.values()]
      .filter(({ id, native }) =>
        body.connectionId == null ? native.workspaceId === body.workspaceId : id === body.connectionId,
      )
      .flatMap((connection) => streamStatuses(instance, connection))
      .filter(({ jobId }) => body.jobId == null || jobId === body.jobId);
    return { streamStatuses: found.slice(rowOffset, rowOffset + pageSize) };
  });
  server.post('/api/v1/stream_statuses/latest_per_run_state', async (request) => ({
    streamStatuses: streamStatuses(instance, find(request.body)),
  }));
}

function touches(run: { readonly scope: readonly string[] | null }, stream: string): boolean {
  return run.scope === null || run.scope.includes(stream);
}

function recent(instance: AirbyteInstance, connection: ReturnType<typeof findConnection>) {
  const since = instance.clock.now() - DAYS * 24 * 3600 * 1000;
  return connection.history
    .filter((run) => run.kind === 'sync' && run.endedAt !== null && run.startedAt >= since)
    .flatMap((run) => instance.jobs.of(run) ?? []);
}
