// Dropping blocked columns from the destination: marked now, gone with the next sync, refused for any other column.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { findConnection } from './connection-routes';
import { FivetranError, notFound, readInput, success } from './envelope';
import type { ColumnConfig, SchemaConfig } from './schema-config';
import { schemaConfigOf } from './schema-routes';

const table = z.object({ columns: z.array(z.string()).min(1) });
const dropBody = z.object({
  schemas: z.record(z.string(), z.object({ tables: z.record(z.string(), table) })),
});
const pathParams = z.object({ schema: z.string(), table: z.string(), column: z.string() });
type Address = z.infer<typeof pathParams>;

export function addColumnDropRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const drop = (params: unknown, addresses: readonly Address[]) => {
    const connection = findConnection(account, params);
    const config = schemaConfigOf(connection);
    const columns = addresses.map((address) => blocked(config, address));
    for (const column of columns) column.dropNext = true;
    const names = addresses.map((one) => `${one.schema}.${one.table}.${one.column}`).join(', ');
    account.world.effect(connection, 'config', 'api', `columns to drop: ${names}`);
    return success(undefined, 'Column(s) successfully marked for deletion');
  };

  server.post('/v1/connections/:id/schemas/drop-columns', async (request) => {
    const { schemas } = readInput(dropBody, request.body);
    const addresses = Object.entries(schemas).flatMap(([schema, { tables }]) =>
      Object.entries(tables).flatMap(([name, { columns }]) =>
        columns.map((column) => ({ schema, table: name, column })),
      ),
    );
    return drop(request.params, addresses);
  });
  server.delete('/v1/connections/:id/schemas/:schema/tables/:table/columns/:column', async (request) =>
    drop(request.params, [pathParams.parse(request.params)]),
  );
}

/** All are looked at before any is marked. */
function blocked(config: SchemaConfig, { schema, table: name, column }: Address): ColumnConfig {
  const known = config.schemas.get(schema)?.tables.get(name)?.columns.get(column);
  if (known === undefined) throw notFound('Column', column);
  if (!known.enabled) return known;
  throw new FivetranError(409, 'Conflict', `Column '${column}' is not in blocked state: disable it first`);
}
