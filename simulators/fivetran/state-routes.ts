// Connector state, which only Function and Connector SDK services have: read it, and set it while nothing syncs.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { findConnection } from './connection-routes';
import { hasState } from './connector-types';
import { FivetranError, readInput, success } from './envelope';

const stateBody = z.looseObject({ state: z.record(z.string(), z.unknown()) });

export function addStateRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const stateful = (params: unknown) => {
    const connection = findConnection(account, params);
    const { kind, id, native } = connection;
    if (!hasState(kind))
      throw new FivetranError(400, 'BadRequest', `Connection state is not supported for service '${kind}'`);
    if (native.sdkState === null)
      throw new FivetranError(400, 'BadRequest', `Connection '${id}' has no state: it has never synced`);
    return connection;
  };

  server.get('/v1/connections/:id/state', async (request) =>
    success({ state: stateful(request.params).native.sdkState }),
  );
  server.patch('/v1/connections/:id/state', async (request) => {
    const connection = stateful(request.params);
    if (connection.active !== null)
      throw new FivetranError(409, 'Conflict', 'Connection is syncing: pause it first');
    const { state } = readInput(stateBody, request.body);
    connection.native.sdkState = state;
    account.world.effect(connection, 'config', 'api', 'state');
    return success({ state });
  });
}
