// Fivetran's schema configuration: set up, read, change, reload from the source, list live columns.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import type { FivetranConnection } from './connection-native';
import { findConnection } from './connection-routes';
import { FivetranError, notFound, readInput, success } from './envelope';
import { schemaAndTable, type SchemaConfig } from './schema-config';
import {
  patchSchema,
  schemaPatch,
  setUpSchema,
  singleColumnBody,
  singleSchemaBody,
  singleTableBody,
  type SchemaPatch,
} from './schema-patch';
import { columnsNow, reloadSchema } from './schema-reload';
import { columnView, schemaView } from './schema-view';

const ALREADY = 'Connection already has a schema config: change it with PATCH';
const NOT_CONNECTED = 'Connection must be connected: its setup tests have to pass first';
const reloadBody = z.looseObject({ exclude_mode: z.enum(['PRESERVE', 'EXCLUDE']).default('PRESERVE') });
const pathParams = z.object({
  schema: z.string(),
  table: z.string().default(''),
  column: z.string().default(''),
});

/** Throws 404 NotFound_SchemaConfig before the first sync or reload. */
export function schemaConfigOf(connection: FivetranConnection): SchemaConfig {
  if (connection.native.schemaConfig.state !== 'unknown') return connection.native.schemaConfig;
  throw new FivetranError(
    404,
    'NotFound_SchemaConfig',
    'Connection with no schema config: sync or reload first',
  );
}

export function addSchemaRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const updated = (connection: FivetranConnection) => {
    account.world.effect(connection, 'config', 'api', 'schema configuration');
    return success(schemaView(connection.native.schemaConfig), 'Schema configuration has been updated');
  };
  const change = (params: unknown, read: () => Partial<SchemaPatch>) => {
    const connection = findConnection(account, params);
    patchSchema(schemaConfigOf(connection), { schemas: {}, ...read() });
    return updated(connection);
  };

  server.get('/v1/connections/:id/schemas', async (request) =>
    success(schemaView(schemaConfigOf(findConnection(account, request.params)))),
  );
  server.post('/v1/connections/:id/schemas', async (request) => {
    const connection = findConnection(account, request.params);
    const patch = readInput(schemaPatch, request.body);
    if (connection.native.schemaConfig.state === 'captured')
      throw new FivetranError(409, 'Conflict', ALREADY);
    setUpSchema(connection.native.schemaConfig, patch);
    return updated(connection);
  });
  server.patch('/v1/connections/:id/schemas', async (request) =>
    change(request.params, () => readInput(schemaPatch, request.body)),
  );
  server.patch('/v1/connections/:id/schemas/:schema', async (request) => {
    const { schema } = pathParams.parse(request.params);
    return change(request.params, () => ({
      schemas: { [schema]: readInput(singleSchemaBody, request.body) },
    }));
  });
  server.patch('/v1/connections/:id/schemas/:schema/tables/:table', async (request) => {
    const { schema, table } = pathParams.parse(request.params);
    const tables = () => ({ [table]: readInput(singleTableBody, request.body) });
    return change(request.params, () => ({ schemas: { [schema]: { tables: tables() } } }));
  });
  server.patch('/v1/connections/:id/schemas/:schema/tables/:table/columns/:column', async (request) => {
    const { schema, table, column } = pathParams.parse(request.params);
    const columns = () => ({ [column]: readInput(singleColumnBody, request.body) });
    return change(request.params, () => ({
      schemas: { [schema]: { tables: { [table]: { columns: columns() } } } },
    }));
  });

  server.post('/v1/connections/:id/schemas/reload', async (request) => {
    const connection = findConnection(account, request.params);
    const { exclude_mode: mode } = readInput(reloadBody, request.body ?? {});
    reloadSchema(connection.native.schemaConfig, connection.source, mode);
    account.world.effect(connection, 'reload', 'api');
    account.world.remedy(connection, 'schema');
    return success(schemaView(connection.native.schemaConfig), 'Schema configuration has been reloaded');
  });

  /** Asks the source itself, so that the connection must be connected; the answer is live, not the configuration. */
  server.get('/v1/connections/:id/schemas/:schema/tables/:table/columns', async (request) => {
    const connection = findConnection(account, request.params);
    const { schema, table } = pathParams.parse(request.params);
    const config = schemaConfigOf(connection);
    if (connection.native.setupState !== 'connected')
      throw new FivetranError(400, 'BadRequest', NOT_CONNECTED);
    const known = config.schemas.get(schema)?.tables.get(table);
    const live = connection.source.find(
      ({ name }) => schemaAndTable(name).join('.') === `${schema}.${table}`,
    );
    if (known === undefined || live === undefined) throw notFound('Table', `${schema}.${table}`);
    const columns = [...columnsNow(known, live, config.handling !== 'BLOCK_ALL')];
    const views = columns.map(([name, column]) => [name, columnView(name, column)] as const);
    return success({ columns: Object.fromEntries(views) });
  });
}
