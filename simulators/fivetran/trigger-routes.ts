// Fivetran's acts on one connection: sync, setup tests, Connect Card.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { findConnection } from './connection-routes';
import { connectionView } from './connection-view';
import { FivetranError, readInput, success } from './envelope';
import { runSetupTests, setupTests } from './setup-tests';
import { startRun } from './triggers';

const syncBody = z.looseObject({ force: z.boolean().default(false) });
const testBody = z.looseObject({
  trust_certificates: z.boolean().optional(),
  trust_fingerprints: z.boolean().optional(),
});
const card = z.looseObject({ redirect_uri: z.string(), hide_setup_guide: z.boolean().optional() });
const cardBody = z.looseObject({ connect_card_config: card });

export function addTriggerRoutes(server: FastifyInstance, account: FivetranAccount): void {
  server.post('/v1/connections/:id/sync', async (request) => {
    const connection = findConnection(account, request.params);
    const { force } = readInput(syncBody, request.body ?? {});
    account.events.announceAct(connection, 'force_update_connector');
    startRun(account, connection, { kind: 'sync', force, scope: null });
    return success(undefined, triggered(connection.id));
  });

  /** An empty object is a body, none at all is an error: so the OpenAPI document, and Airflow sends `{}`. */
  server.post('/v1/connections/:id/test', async (request) => {
    const connection = findConnection(account, request.params);
    if (request.body === undefined) throw new FivetranError(400, 'BadRequest', 'Request body is required');
    readInput(testBody, request.body);
    const passed = runSetupTests(account, connection);
    account.world.effect(connection, 'test', 'api', passed ? 'passed' : 'failed');
    const view = connectionView(connection, account.clock.now());
    return success({ ...view, setup_tests: setupTests(connection) }, 'Setup tests have been completed');
  });

  server.post('/v1/connections/:id/connect-card', async (request) => {
    const connection = findConnection(account, request.params);
    const body = readInput(cardBody, request.body);
    const token = account.random.uuid();
    return success({
      connector_id: connection.id,
      connect_card: { token, uri: `https://fivetran.com/connect-card/setup?auth=${token}` },
      connect_card_config: body.connect_card_config,
    });
  });
}

export function triggered(id: string): string {
  return `Sync has been successfully triggered for connection with id '${id}'`;
}
