// Fivetran's re-syncs: everything, some tables, one table the old way.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import type { FivetranConnection } from './connection-native';
import { findConnection } from './connection-routes';
import { hasTableResync } from './connector-types';
import { FivetranError, invalidInput, notFound, readInput, success } from './envelope';
import { triggered } from './trigger-routes';
import { startRun } from './triggers';

const tablesBody = z.record(z.string(), z.array(z.string()).min(1, 'must name at least one table'));
const resyncBody = z.looseObject({ scope: tablesBody.optional() });
type Tables = z.infer<typeof tablesBody>;

export function addResyncRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const resync = (connection: FivetranConnection, tables: Tables | null): void => {
    const scope = tables === null ? null : tableNames(connection, tables);
    if (connection.active !== null && account.behaviour.stopHoldSeconds !== null)
      throw new FivetranError(409, 'Conflict', 'A data sync is in progress and cannot be completed');
    if (tables === null) account.events.announceAct(connection, 'resync_connector');
    for (const [schema, names] of Object.entries(tables ?? {})) {
      for (const table of names) account.events.announceAct(connection, 'resync_table', { schema, table });
    }
    startRun(account, connection, { kind: 'resync', force: true, scope });
  };

  server.post('/v1/connections/:id/resync', async (request) => {
    const connection = findConnection(account, request.params);
    const { scope } = readInput(resyncBody, request.body ?? {});
    resync(connection, scope ?? null);
    return success(undefined, triggered(connection.id));
  });

  server.post('/v1/connections/:id/schemas/tables/resync', async (request) => {
    const connection = findConnection(account, request.params);
    resync(connection, readInput(tablesBody, request.body));
    return success(undefined, 'Re-sync has been triggered successfully');
  });

  /** Old per-table form, still sent by go-fivetran. */
  server.post('/v1/connections/:id/schemas/:schema/tables/:table/resync', async (request) => {
    const connection = findConnection(account, request.params);
    const { table, schema } = z.object({ table: z.string(), schema: z.string() }).parse(request.params);
    resync(connection, { [schema]: [table] });
    return success(undefined, 'Re-sync has been triggered successfully');
  });
}

/** `schema.table` each; 400 for an empty scope and for services without tables, 404 for a table nobody knows. */
function tableNames({ kind, native }: FivetranConnection, tables: Tables): string[] {
  if (Object.keys(tables).length === 0) throw invalidInput("Field 'scope' must not be empty");
  if (!hasTableResync(kind)) throw invalidInput(`Service '${kind}' does not support table-level re-sync`);
  const { state, schemas } = native.schemaConfig;
  return Object.entries(tables).flatMap(([schema, names]) =>
    names.map((table) => {
      const known = state !== 'captured' || schemas.get(schema)?.tables.has(table) === true;
      if (!known) throw notFound('Table', `${schema}.${table}`);
      return `${schema}.${table}`;
    }),
  );
}
