// The Metadata API by connection: out of the OpenAPI document, still called by Airflow's and DataHub's clients.
import type { FastifyInstance } from 'fastify';
import type { FivetranAccount } from './account';
import { findConnection } from './connection-routes';
import { page, success } from './envelope';
import { needFeature } from './insight-routes';
import { schemaAndTable } from './schema-config';

/** Types as the source has them, by the destination's names (a warehouse's). */
const DESTINATION_TYPES: Readonly<Record<string, string>> = {
  integer: 'NUMBER',
  string: 'VARCHAR',
  timestamp: 'TIMESTAMP_TZ',
};

export function addMetadataRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const source = (params: unknown) => {
    needFeature(account, 'metadata');
    const connection = findConnection(account, params);
    return connection.source.map((table) => {
      const [schema, name] = schemaAndTable(table.name);
      return { schema, name, columns: table.columns };
    });
  };

  server.get('/v1/metadata/connectors/:id/schemas', async (request) => {
    const names = [...new Set(source(request.params).map(({ schema }) => schema))];
    return success(page(names, request.query, (name) => named(name, name)));
  });
  server.get('/v1/metadata/connectors/:id/tables', async (request) =>
    success(
      page(source(request.params), request.query, ({ schema, name }) => ({
        ...named(`${schema}.${name}`, name),
        parent_id: schema,
      })),
    ),
  );
  server.get('/v1/metadata/connectors/:id/columns', async (request) => {
    const columns = source(request.params).flatMap(({ schema, name, columns: all }) =>
      all.map((column) => ({ ...column, parent: `${schema}.${name}` })),
    );
    return success(
      page(columns, request.query, ({ parent, name, type }) => ({
        ...named(`${parent}.${name}`, name),
        parent_id: parent,
        type_in_source: type,
        type_in_destination: DESTINATION_TYPES[type] ?? 'VARCHAR',
        is_primary_key: name === 'id',
        is_foreign_key: false,
      })),
    );
  });
}

function named(id: string, name: string) {
  return { id, name_in_source: name, name_in_destination: name.toLowerCase() };
}
