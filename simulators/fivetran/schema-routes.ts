// Fivetran's schema configuration: read, change, reload from the source, list live columns.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { findConnection } from './connection-routes';
import { FivetranError, notFound, readInput, success } from './envelope';
import { columnView, reloadSchema, schemaView, SOURCE_SCHEMA, type SchemaConfig } from './schema-config';
import type { FivetranConnection } from './connection-native';

const columnPatch = z.looseObject({
  enabled: z.boolean().optional(),
  hashed: z.boolean().optional(),
  is_primary_key: z.boolean().optional(),
});
const tablePatch = z.looseObject({
  enabled: z.boolean().optional(),
  sync_mode: z.enum(['SOFT_DELETE', 'HISTORY', 'LIVE']).optional(),
  columns: z.record(z.string(), columnPatch).default({}),
});
const oneSchemaPatch = z.looseObject({
  enabled: z.boolean().optional(),
  tables: z.record(z.string(), tablePatch).default({}),
});
const schemaPatch = z.looseObject({
  schema_change_handling: z.enum(['ALLOW_ALL', 'ALLOW_COLUMNS', 'BLOCK_ALL']).optional(),
  schemas: z.record(z.string(), oneSchemaPatch).default({}),
});
const reloadBody = z.looseObject({
  exclude_mode: z.enum(['PRESERVE', 'EXCLUDE', 'INCLUDE']).default('PRESERVE'),
});
const pathParams = z.object({
  schema: z.string(),
  table: z.string().default(''),
  column: z.string().default(''),
});

export function addSchemaRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const config = (connection: FivetranConnection): SchemaConfig => {
    if (connection.history.length > 0) return connection.native.schemaConfig;
    throw new FivetranError(
      404,
      'NotFound_SchemaConfig',
      'Connection with no schema config: sync or reload first',
    );
  };
  const change = (params: unknown, patch: z.infer<typeof schemaPatch>) => {
    const connection = findConnection(account, params);
    patchSchema(config(connection), patch);
    account.world.effect(connection, 'config', 'api', 'schema configuration');
    return success(schemaView(connection.native.schemaConfig), 'Schema configuration has been updated');
  };

  server.get('/v1/connections/:id/schemas', async (request) =>
    success(schemaView(config(findConnection(account, request.params)))),
  );
  server.patch('/v1/connections/:id/schemas', async (request) =>
    change(request.params, readInput(schemaPatch, request.body)),
  );
  server.patch('/v1/connections/:id/schemas/:schema', async (request) => {
    const { schema } = pathParams.parse(request.params);
    return change(request.params, { schemas: { [schema]: readInput(oneSchemaPatch, request.body) } });
  });
  server.patch('/v1/connections/:id/schemas/:schema/tables/:table', async (request) => {
    const { schema, table } = pathParams.parse(request.params);
    const tables = { [table]: readInput(tablePatch, request.body) };
    return change(request.params, { schemas: { [schema]: { tables } } });
  });
  server.patch('/v1/connections/:id/schemas/:schema/tables/:table/columns/:column', async (request) => {
    const { schema, table, column } = pathParams.parse(request.params);
    const columns = { [column]: readInput(columnPatch, request.body) };
    return change(request.params, { schemas: { [schema]: { tables: { [table]: { columns } } } } });
  });

  server.post('/v1/connections/:id/schemas/reload', async (request) => {
    const connection = findConnection(account, request.params);
    const { exclude_mode: mode } = readInput(reloadBody, request.body ?? {});
    reloadSchema(connection.native.schemaConfig, connection.source, mode === 'EXCLUDE');
    account.world.effect(connection, 'reload', 'api');
    account.world.remedy(connection, 'schema');
    return success(schemaView(connection.native.schemaConfig), 'Schema configuration has been reloaded');
  });

  server.get('/v1/connections/:id/schemas/:schema/tables/:table/columns', async (request) => {
    const connection = findConnection(account, request.params);
    const { table } = pathParams.parse(request.params);
    const known = connection.native.schemaConfig.tables.get(table);
    if (known === undefined) throw notFound('Table', table);
    const columns = [...known.columns].map(([name, column]) => [name, columnView(name, column)] as const);
    return success({ columns: Object.fromEntries(columns) });
  });
}

/** Names are case-sensitive: an unknown one is 404, and then nothing at all is changed. */
function patchSchema(config: SchemaConfig, patch: z.infer<typeof schemaPatch>): void {
  for (const [name, schema] of Object.entries(patch.schemas)) {
    if (name !== SOURCE_SCHEMA) throw notFound('Schema', name);
    for (const table of Object.keys(schema.tables)) {
      if (!config.tables.has(table)) throw notFound('Table', table);
    }
  }
  config.handling = patch.schema_change_handling ?? config.handling;
  const schema = patch.schemas[SOURCE_SCHEMA];
  config.enabled = schema?.enabled ?? config.enabled;
  for (const [name, change] of Object.entries(schema?.tables ?? {})) patchTable(config, name, change);
}

function patchTable(config: SchemaConfig, name: string, change: z.infer<typeof tablePatch>): void {
  const table = config.tables.get(name);
  if (table === undefined) return;
  table.enabled = change.enabled ?? table.enabled;
  table.syncMode = change.sync_mode ?? table.syncMode;
  for (const [columnName, columnChange] of Object.entries(change.columns)) {
    const known = table.columns.get(columnName) ?? { enabled: true, hashed: false, isPrimaryKey: false };
    table.touched.add(columnName);
    table.columns.set(columnName, {
      enabled: columnChange.enabled ?? known.enabled,
      hashed: columnChange.hashed ?? known.hashed,
      isPrimaryKey: columnChange.is_primary_key ?? known.isPrimaryKey,
    });
  }
}
