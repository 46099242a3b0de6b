// Fivetran `/v1/connections` and `/v1/groups/{id}/connections`: list, read, create, change, delete.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { connectionCreate, connectionPatch, touchesPersistent } from './connection-fields';
import { createConnection } from './connection-create';
import { connectionView } from './connection-view';
import { applyPatch } from './connection-patch';
import type { FivetranConnection } from './connection-native';
import { invalidInput, notFound, page, readInput, success } from './envelope';
import { findGroup } from './group-routes';
import { setupTests } from './setup-tests';

const listQuery = z.looseObject({ group_id: z.string().optional(), schema: z.string().optional() });

export function findConnection(account: FivetranAccount, params: unknown): FivetranConnection {
  const { id } = z.object({ id: z.string() }).parse(params);
  const connection = account.world.connections.get(id);
  if (connection === undefined) throw notFound('Connection', id);
  return connection;
}

export function addConnectionRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const view = (connection: FivetranConnection) => connectionView(connection, account.clock.now());
  const tested = (connection: FivetranConnection, ran: boolean) => ({
    ...view(connection),
    ...(ran ? { setup_tests: setupTests(connection) } : {}),
  });
  const list = (query: unknown, groupId: string | undefined) => {
    const { schema } = readInput(listQuery, query);
    const wanted = [...account.world.connections.values()].filter(
      ({ native }) =>
        (groupId === undefined || native.groupId === groupId) &&
        (schema === undefined || native.schema === schema),
    );
    return success(page(wanted, query, view));
  };

  server.get('/v1/connections', async (request) =>
    list(request.query, readInput(listQuery, request.query).group_id),
  );
  server.get<{ Params: { id: string } }>('/v1/groups/:id/connections', async (request) =>
    list(request.query, findGroup(account, request.params.id).id),
  );

  server.post('/v1/connections', async (request, reply) => {
    const body = readInput(connectionCreate, request.body);
    findGroup(account, body.group_id);
    const connection = createConnection(account, body);
    const data = tested(connection, body.run_setup_tests);
    return reply.code(201).send(success(data, 'Connection has been created'));
  });

  server.get('/v1/connections/:id', async (request) =>
    success(view(findConnection(account, request.params))),
  );

  server.patch('/v1/connections/:id', async (request) => {
    const connection = findConnection(account, request.params);
    const patch = readInput(connectionPatch, request.body);
    if (!touchesPersistent(patch)) throw invalidInput('No fields to update');
    await applyPatch(account, connection, patch);
    return success(tested(connection, patch.run_setup_tests), 'Connection has been updated');
  });

  server.delete('/v1/connections/:id', async (request) => {
    const connection = findConnection(account, request.params);
    account.world.remove(connection);
    account.events.announceAct(connection, 'delete_connector');
    return success(undefined, `Connection with id '${connection.id}' has been deleted`);
  });
}
