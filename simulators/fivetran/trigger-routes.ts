// Fivetran's acts on one connection: sync, resync, table resync, setup tests, Connect Card.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { failsTests } from '../engine/breakage';
import type { FivetranAccount } from './account';
import { findConnection } from './connection-routes';
import { connectionView, setupTests } from './connection-view';
import { FivetranError, invalidInput, readInput, success } from './envelope';
import { startRun } from './triggers';

const syncBody = z.looseObject({ force: z.boolean().default(false) });
const tablesBody = z.record(z.string(), z.array(z.string()).min(1));
const resyncBody = z.looseObject({ scope: tablesBody.optional() });
const testBody = z.looseObject({
  trust_certificates: z.boolean().optional(),
  trust_fingerprints: z.boolean().optional(),
});
const cardBody = z.looseObject({ connect_card_config: z.record(z.string(), z.unknown()) });

export function addTriggerRoutes(server: FastifyInstance, account: FivetranAccount): void {
  server.post('/v1/connections/:id/sync', async (request) => {
    const connection = findConnection(account, request.params);
    const { force } = readInput(syncBody, request.body ?? {});
    startRun(account, connection, { kind: 'sync', force, scope: null });
    return triggered(connection.id);
  });

  server.post('/v1/connections/:id/resync', async (request) => {
    const connection = findConnection(account, request.params);
    const { scope } = readInput(resyncBody, request.body ?? {});
    if (scope !== undefined && Object.keys(scope).length === 0)
      throw invalidInput("Field 'scope' must not be empty");
    const tables = scope === undefined ? null : tableNames(scope);
    startRun(account, connection, { kind: 'resync', force: true, scope: tables });
    account.events.announce(connection, 'resync_connector');
    return triggered(connection.id);
  });

  server.post('/v1/connections/:id/schemas/tables/resync', async (request) => {
    const connection = findConnection(account, request.params);
    const scope = readInput(tablesBody, request.body);
    if (Object.keys(scope).length === 0) throw invalidInput('No tables to re-sync');
    startRun(account, connection, { kind: 'resync', force: true, scope: tableNames(scope) });
    account.events.announce(connection, 'resync_table');
    return success(undefined, 'Re-sync has been triggered successfully');
  });

  /** Old per-table form, still sent by go-fivetran. */
  server.post('/v1/connections/:id/schemas/:schema/tables/:table/resync', async (request) => {
    const connection = findConnection(account, request.params);
    const { table, schema } = z.object({ table: z.string(), schema: z.string() }).parse(request.params);
    startRun(account, connection, { kind: 'resync', force: true, scope: tableNames({ [schema]: [table] }) });
    account.events.announce(connection, 'resync_table');
    return success(undefined, 'Re-sync has been triggered successfully');
  });

  /** An empty object is a body, none at all is an error: so the OpenAPI document, and Airflow sends `{}`. */
  server.post('/v1/connections/:id/test', async (request) => {
    const connection = findConnection(account, request.params);
    if (request.body === undefined) throw new FivetranError(400, 'BadRequest', 'Request body is required');
    readInput(testBody, request.body);
    const failed = failsTests(connection.broken);
    connection.native.setupState = failed ? 'broken' : 'connected';
    if (!failed)
      connection.native.tasks = connection.native.tasks.filter((task) => task.code !== 'reconnect');
    account.world.effect(connection, 'test', 'api', failed ? 'failed' : 'passed');
    account.events.announce(connection, failed ? 'connection_failure' : 'connection_successful');
    const data = { ...connectionView(connection), setup_tests: setupTests(connection) };
    return success(data, 'Setup tests have been completed');
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

function triggered(id: string) {
  return success(undefined, `Sync has been successfully triggered for connection with id '${id}'`);
}

function tableNames(scope: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(scope).flatMap(([schema, tables]) => tables.map((table) => `${schema}.${table}`));
}
