// What Airbyte's own web application asks: one connection with its pending changes, and pages of connections.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isRun, latest } from '../engine/connection';
import { uuidFrom } from '../engine/random';
import { actorView, findActor } from './actors';
import { connectionBody } from './config-connection-routes';
import { configConnection, scheduleData, syncCatalog, syncStatus } from './config-connection-view';
import type { AirbyteInstance } from './instance';
import { findConnection } from './job-acts';
import { seconds } from './job-view';
import { statusOf, type AirbyteConnection } from './native';
import { readInput } from './problems';
import { catalogDiff, schemaChange, seenSource } from './schema-changes';
import { discoverFor } from './schema-refresh';
import { tagView } from './tags';

const getBody = connectionBody.extend({ withRefreshedCatalog: z.boolean().nullish() });
const listBody = z.looseObject({
  workspaceId: z.string(),
  cursor: z.string().nullish(),
  pageSize: z.number().int().min(1).max(500).nullish(),
  sortKey: z.string().nullish(),
  filters: z
    .looseObject({
      searchTerm: z.string().nullish(),
      statuses: z.array(z.enum(['healthy', 'failed', 'running', 'paused'])).nullish(),
      states: z.array(z.string()).nullish(),
      tagIds: z.array(z.string()).nullish(),
    })
    .nullish(),
});
type Filters = NonNullable<z.infer<typeof listBody>['filters']>;
const PAGE_SIZE = 50;

export function addConfigWebBackendRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  /** `withRefreshedCatalog` looks like a read and pauses like a discovery. */
  server.post('/api/v1/web_backend/connections/get', async (request) => {
    const body = readInput(getBody, request.body);
    const connection = findConnection(instance, body.connectionId);
    if (body.withRefreshedCatalog === true) discoverFor(instance, connection);
    const last = latest(connection.history, isRun);
    return {
      ...configConnection(instance, connection),
      ...ends(instance, connection),
      isSyncing: connection.active !== null,
      ...(last === null ? {} : { latestSyncJobCreatedAt: seconds(last.startedAt) }),
      ...(last === null ? {} : { latestSyncJobStatus: instance.jobs.of(last)?.status }),
      schemaChange: schemaChange(instance, connection),
      catalogDiff: catalogDiff(instance, connection),
      catalogId: uuidFrom(JSON.stringify(seenSource(instance, connection))),
      syncCatalog: syncCatalog(connection),
    };
  });

  /** No side effect here. The cursor is the ID of the last connection on the page before. */
  server.post('/api/v1/web_backend/connections/list', async (request) => {
    const { workspaceId, cursor, pageSize, filters, sortKey } = readInput(listBody, request.body);
    const all = [...instance.world.connections.values()]
      .filter(({ native }) => native.workspaceId === workspaceId)
      .filter((connection) => filters == null || fits(instance, connection, filters));
    if (sortKey?.includes('Name') === true) {
      const sign = sortKey.endsWith('_desc') ? -1 : 1;
      all.sort((a, b) => sign * a.name.localeCompare(b.name));
    }
    const from = cursor == null ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    const shown = all.slice(from, from + (pageSize ?? PAGE_SIZE));
    return {
      connections: shown.map((connection) => row(instance, connection)),
      pageSize: pageSize ?? PAGE_SIZE,
      numConnections: all.length,
    };
  });
}

function ends(instance: AirbyteInstance, { native }: AirbyteConnection) {
  return {
    source: actorView('source', findActor(instance.sources, 'source', native.sourceId)),
    destination: actorView(
      'destination',
      findActor(instance.destinations, 'destination', native.destinationId),
    ),
  };
}

function row(instance: AirbyteInstance, connection: AirbyteConnection) {
  const last = latest(connection.history, isRun);
  const { native } = connection;
  return {
    connectionId: connection.id,
    name: connection.name,
    status: statusOf(connection),
    scheduleType: native.schedule.scheduleType,
    ...scheduleData(native.schedule),
    ...ends(instance, connection),
    isSyncing: connection.active !== null,
    ...(last === null ? {} : { latestSyncJobCreatedAt: seconds(last.startedAt) }),
    ...(last === null ? {} : { latestSyncJobStatus: instance.jobs.of(last)?.status }),
    schemaChange: schemaChange(instance, connection),
    tags: connection.tags.map((name) => tagView(instance.tags.named(native.workspaceId, name))),
  };
}

function fits(instance: AirbyteInstance, connection: AirbyteConnection, filters: Filters): boolean {
  const { searchTerm, statuses, states, tagIds } = filters;
  const tags = () =>
    connection.tags.map((name) => instance.tags.named(connection.native.workspaceId, name).tagId);
  return (
    (searchTerm == null || connection.name.toLowerCase().includes(searchTerm.toLowerCase())) &&
    (states == null || states.length === 0 || states.includes(statusOf(connection))) &&
    (tagIds == null || tagIds.length === 0 || tags().some((id) => tagIds.includes(id))) &&
    (statuses == null || statuses.length === 0 || statuses.includes(health(instance, connection)))
  );
}

function health(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
): 'healthy' | 'failed' | 'running' | 'paused' {
  const { active, history } = connection;
  const last = latest(history, (run) => isRun(run) && run.status !== 'running');
  const status = syncStatus(
    connection,
    active === null ? undefined : instance.jobs.of(active.record),
    last === null ? undefined : instance.jobs.of(last),
  );
  if (active !== null) return 'running';
  if (status === 'paused') return 'paused';
  return last?.status === 'failed' || status === 'failed' ? 'failed' : 'healthy';
}
