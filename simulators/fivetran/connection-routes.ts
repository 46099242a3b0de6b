// Fivetran `/v1/connections` and `/v1/groups/{id}/connections`: list, read, create, change, delete.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { connectionSpec } from '../engine/connection-spec';
import type { FivetranAccount } from './account';
import { connectionView, setupTests } from './connection-view';
import { applyPatch, connectionPatch } from './connection-patch';
import type { FivetranConnection } from './connection-native';
import { invalidInput, notFound, page, readInput, success } from './envelope';

const listQuery = z.looseObject({ group_id: z.string().optional(), schema: z.string().optional() });
const createBody = z.looseObject({
  group_id: z.string({ error: 'is required' }),
  service: z.string({ error: 'is required' }),
  config: z.record(z.string(), z.unknown()).default({}),
  paused: z.boolean().default(false),
  sync_frequency: z.coerce.number().default(360),
  schedule_type: z.enum(['auto', 'manual']).default('auto'),
});

export function findConnection(account: FivetranAccount, params: unknown): FivetranConnection {
  const { id } = z.object({ id: z.string() }).parse(params);
  const connection = account.world.connections.get(id);
  if (connection === undefined) throw notFound('Connection', id);
  return connection;
}

export function addConnectionRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const list = (query: unknown, groupId: string | undefined) => {
    const { schema } = readInput(listQuery, query);
    const wanted = [...account.world.connections.values()].filter(
      ({ native }) =>
        (groupId === undefined || native.groupId === groupId) &&
        (schema === undefined || native.schema === schema),
    );
    return success(page(wanted, query, connectionView));
  };

  server.get('/v1/connections', async (request) =>
    list(request.query, readInput(listQuery, request.query).group_id),
  );
  server.get<{ Params: { id: string } }>('/v1/groups/:id/connections', async (request) =>
    list(request.query, request.params.id),
  );

  server.post('/v1/connections', async (request, reply) => {
    const body = readInput(createBody, request.body);
    const schema = body.config['schema'] ?? body.config['schema_prefix'];
    const spec = connectionSpec.parse({
      service: body.service,
      groupId: body.group_id,
      paused: body.paused,
      history: 0,
      scheduleMinutes: body.sync_frequency,
      scheduleType: body.schedule_type,
      ...(typeof schema === 'string' && schema !== '' ? { name: schema } : {}),
    });
    const connection = account.world.create(spec);
    Object.assign(connection.native.config, body.config);
    account.events.announce(connection, 'create_connector');
    const data = { ...connectionView(connection), setup_tests: setupTests(connection) };
    return reply.code(201).send(success(data, 'Connection has been created'));
  });

  server.get('/v1/connections/:id', async (request) =>
    success(connectionView(findConnection(account, request.params))),
  );

  server.patch('/v1/connections/:id', async (request) => {
    const connection = findConnection(account, request.params);
    const patch = readInput(connectionPatch, request.body);
    if (Object.keys(patch).every((key) => key === 'run_setup_tests'))
      throw invalidInput('No fields to update');
    applyPatch(account, connection, patch);
    const tests = patch.run_setup_tests ? { setup_tests: setupTests(connection) } : {};
    return success({ ...connectionView(connection), ...tests }, 'Connection has been updated');
  });

  server.delete('/v1/connections/:id', async (request) => {
    const connection = findConnection(account, request.params);
    account.world.remove(connection);
    account.events.announce(connection, 'delete_connector');
    return success(undefined, `Connection with id '${connection.id}' has been deleted`);
  });
}
