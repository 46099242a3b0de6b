// The public API's connections: list, read, change, delete. Setting streams replaces them all and accepts the new schema.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { copyTables } from '../engine/source-schema';
import { publicConnection } from './connection-view';
import type { AirbyteInstance } from './instance';
import { findConnection } from './job-acts';
import type { AirbyteConnection } from './native';
import { listOf, page } from './page';
import { badRequest, readInput } from './problems';
import { WORKSPACE_ID } from './workspace';

const connectionPatch = z.looseObject({
  name: z.string().optional(),
  status: z.enum(['active', 'inactive', 'deprecated', 'locked']).optional(),
  schedule: z
    .looseObject({ scheduleType: z.enum(['manual', 'cron']), cronExpression: z.string().optional() })
    .optional(),
  configurations: z
    .looseObject({ streams: z.array(z.looseObject({ name: z.string() })).default([]) })
    .optional(),
  nonBreakingSchemaUpdatesBehavior: z.string().optional(),
  namespaceDefinition: z.string().optional(),
  prefix: z.string().optional(),
  tags: z.array(z.looseObject({ name: z.string() })).optional(),
});
export type ConnectionPatch = z.infer<typeof connectionPatch>;
const params = z.object({ id: z.string() });
const listQuery = z.looseObject({ workspaceIds: z.unknown().optional(), tagIds: z.unknown().optional() });

export function addConnectionRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  server.get('/api/public/v1/connections', async (request) => {
    const query = readInput(listQuery, request.query);
    const [workspaces, tags] = [listOf(query.workspaceIds), listOf(query.tagIds)];
    const wanted = [...instance.world.connections.values()].filter(
      (connection) =>
        (workspaces.length === 0 || workspaces.includes(WORKSPACE_ID)) &&
        (tags.length === 0 ||
          connection.tags.some((tag) => tags.includes(instance.workspace.tagNamed(tag).tagId))),
    );
    return page(wanted, request.query, '/connections', (connection) =>
      publicConnection(instance, connection),
    );
  });

  server.get('/api/public/v1/connections/:id', async (request) =>
    publicConnection(instance, findConnection(instance, readInput(params, request.params).id)),
  );

  server.patch('/api/public/v1/connections/:id', async (request) => {
    const connection = findConnection(instance, readInput(params, request.params).id);
    patchConnection(instance, connection, readInput(connectionPatch, request.body));
    return publicConnection(instance, connection);
  });

  server.delete('/api/public/v1/connections/:id', async (request, reply) => {
    const connection = findConnection(instance, readInput(params, request.params).id);
    cancelQuietly(instance, connection);
    instance.world.remove(connection);
    return reply.code(204).send();
  });
}

/** A running job goes on when the connection is paused (vendor behaviour unconfirmed). */
export function patchConnection(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  patch: ConnectionPatch,
): void {
  const { world } = instance;
  if (patch.configurations !== undefined && patch.configurations.streams.length > 0) {
    setStreams(instance, connection, patch.configurations.streams);
  }
  if (patch.schedule !== undefined) setSchedule(instance, connection, patch.schedule);
  const { name, nonBreakingSchemaUpdatesBehavior: nonBreaking, namespaceDefinition, prefix, tags } = patch;
  if ([name, nonBreaking, namespaceDefinition, prefix, tags].some((value) => value !== undefined)) {
    connection.name = name ?? connection.name;
    connection.native.nonBreaking = nonBreaking ?? connection.native.nonBreaking;
    connection.native.namespaceDefinition = namespaceDefinition ?? connection.native.namespaceDefinition;
    connection.native.prefix = prefix ?? connection.native.prefix;
    connection.tags = tags?.map((tag) => tag.name) ?? connection.tags;
    world.effect(connection, 'config', 'api');
  }
  if (patch.status === 'active') world.setPaused(connection, false, 'api');
  if (patch.status === 'inactive') world.setPaused(connection, true, 'api');
}

/** The set is replaced: a stream left out is deselected. An unknown stream refuses the whole change. */
export function setStreams(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  streams: AirbyteConnection['native']['streams'],
): void {
  const known = connection.source.map((table) => table.name);
  const unknown = streams.find((stream) => !known.includes(stream.name));
  if (unknown !== undefined)
    throw badRequest(`Invalid stream found: ${unknown.name}. Valid streams: ${known.join(', ')}`);
  connection.native.streams = streams;
  acceptSchema(instance, connection);
}

export function acceptSchema(instance: AirbyteInstance, connection: AirbyteConnection): void {
  connection.native.catalog = copyTables(connection.source);
  connection.native.breakingChange = false;
  instance.world.effect(connection, 'reload', 'api');
  instance.world.remedy(connection, 'schema');
}

/** A trailing timezone is stripped; more often than hourly is refused. */
function setSchedule(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  schedule: NonNullable<ConnectionPatch['schedule']>,
): void {
  const cronExpression = schedule.cronExpression?.replace(/ UTC$/, '') ?? '';
  if (schedule.scheduleType === 'cron' && !/^\d+ /.test(cronExpression)) {
    throw badRequest(`cron-validation: invalid Quartz expression: ${cronExpression}`);
  }
  connection.native.schedule =
    schedule.scheduleType === 'cron' ? { scheduleType: 'cron', cronExpression } : { scheduleType: 'manual' };
  connection.scheduleType = schedule.scheduleType === 'manual' ? 'manual' : 'auto';
  instance.world.effect(connection, 'schedule', 'api', cronExpression || 'manual');
}

function cancelQuietly(instance: AirbyteInstance, connection: AirbyteConnection): void {
  instance.runs.cancel(connection, 'The connection was deleted');
}
