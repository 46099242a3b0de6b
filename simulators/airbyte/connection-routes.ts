// The public API's connections: list, create, read, change, delete.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { connectionSpec } from '../engine/connection-spec';
import { newTable } from '../engine/source-schema';
import { findActor } from './actors';
import { connectionSettings, patchConnection, readSchedule } from './connection-patch';
import { publicConnection } from './connection-view';
import type { AirbyteInstance } from './instance';
import { findConnection } from './job-acts';
import type { AirbyteConnection } from './native';
import { listOf, page } from './page';
import { readInput } from './problems';
import { completed, setStreams } from './stream-settings';

const createBody = connectionSettings.extend({ sourceId: z.string(), destinationId: z.string() });
const params = z.object({ id: z.string() });
const flag = z.enum(['true', 'false']).default('false');
const listQuery = z.looseObject({
  workspaceIds: z.unknown().optional(),
  tagIds: z.unknown().optional(),
  includeDeleted: flag,
});
/** How long syncs of connections made through the API take. */
const CREATED_SYNC_SECONDS = 2;

export function addConnectionRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const view = (connection: AirbyteConnection) => publicConnection(instance, connection);
  const find = (raw: unknown) => findConnection(instance, readInput(params, raw).id);

  server.get('/api/public/v1/connections', async (request) => {
    const query = readInput(listQuery, request.query);
    const [workspaces, tags] = [listOf(query.workspaceIds), listOf(query.tagIds)];
    const deleted = query.includeDeleted === 'true' ? [...instance.deleted.values()] : [];
    const wanted = [...instance.world.connections.values(), ...deleted].filter(
      ({ native, tags: names }) =>
        (workspaces.length === 0 || workspaces.includes(native.workspaceId)) &&
        (tags.length === 0 ||
          names.some((name) => tags.includes(instance.tags.named(native.workspaceId, name).tagId))),
    );
    return page(instance, request, '/connections', wanted, view);
  });

  server.post('/api/public/v1/connections', async (request) => {
    const body = readInput(createBody, request.body);
    return view(createConnection(instance, body));
  });
  server.get('/api/public/v1/connections/:id', async (request) => view(find(request.params)));
  server.patch('/api/public/v1/connections/:id', async (request) => {
    const connection = find(request.params);
    patchConnection(instance, connection, readInput(connectionSettings, request.body));
    return view(connection);
  });
  server.delete('/api/public/v1/connections/:id', async (request, reply) => {
    instance.remove(find(request.params));
    return reply.code(204).send();
  });
}

/** Without `streams` every stream of the source is selected. Nothing is made when anything of it is refused. */
export function createConnection(
  instance: AirbyteInstance,
  body: z.infer<typeof createBody>,
): AirbyteConnection {
  const source = findActor(instance.sources, 'source', body.sourceId);
  const destination = findActor(instance.destinations, 'destination', body.destinationId);
  const schedule = body.schedule == null ? null : readSchedule(instance, body.schedule);
  const streams = body.configurations?.streams ?? [];
  for (const stream of streams) completed(instance, source.tables.map(newTable), stream);
  const connection = instance.world.create(
    connectionSpec.parse({
      sourceType: source.type,
      name: body.name ?? `${source.name} → ${destination.name}`,
      tables: source.tables,
      sourceId: source.id,
      destinationId: destination.id,
      workspaceId: source.workspaceId,
      syncSeconds: CREATED_SYNC_SECONDS,
      history: 0,
      scheduleType: 'manual',
      paused: body.status === 'inactive',
    }),
  );
  if (streams.length > 0) setStreams(instance, connection, streams);
  if (schedule !== null) connection.native.schedule = schedule;
  connection.scheduleType = schedule?.scheduleType === 'cron' ? 'auto' : 'manual';
  connection.native.nonBreaking = body.nonBreakingSchemaUpdatesBehavior ?? 'ignore';
  connection.native.namespaceDefinition = body.namespaceDefinition ?? 'destination';
  connection.native.namespaceFormat = body.namespaceFormat ?? null;
  connection.native.prefix = body.prefix ?? '';
  connection.tags = body.tags?.map((tag) => tag.name) ?? [];
  return connection;
}
