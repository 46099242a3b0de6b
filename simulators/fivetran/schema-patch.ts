// Changing a schema configuration: the whole tree, or one schema, table or column of it.
import { z } from 'zod';
import { invalidInput, notFound } from './envelope';
import { newColumn, type OneSchema, type SchemaConfig, type TableConfig } from './schema-config';
import { columnLock } from './schema-view';

const columnPatch = z.object({
  enabled: z.boolean().optional(),
  hashed: z.boolean().optional(),
  is_primary_key: z.boolean().optional(),
});
const tablePatch = z.object({
  enabled: z.boolean().optional(),
  sync_mode: z.enum(['SOFT_DELETE', 'HISTORY', 'LIVE']).optional(),
  columns: z.record(z.string(), columnPatch).default({}),
});
const oneSchemaPatch = z.object({
  enabled: z.boolean().optional(),
  tables: z.record(z.string(), tablePatch).default({}),
});
export const schemaPatch = z.object({
  schema_change_handling: z.enum(['ALLOW_ALL', 'ALLOW_COLUMNS', 'BLOCK_ALL']).optional(),
  is_type_locked: z.boolean().optional(),
  schemas: z.record(z.string(), oneSchemaPatch).default({}),
});
export type SchemaPatch = z.infer<typeof schemaPatch>;

/** Where one entry is addressed by its path, `enabled` must be said. */
const said = { enabled: z.boolean({ error: 'is required' }) };
export const singleSchemaBody = oneSchemaPatch.extend(said);
export const singleTableBody = tablePatch.extend(said);
export const singleColumnBody = columnPatch.extend(said);

/** Before capture any name may be set up; afterwards only what the source has. */
export function setUpSchema(config: SchemaConfig, patch: SchemaPatch): void {
  config.state = 'set_up';
  for (const [schemaName, { tables }] of Object.entries(patch.schemas)) {
    const schema = config.schemas.get(schemaName) ?? {
      enabled: true,
      tables: new Map<string, TableConfig>(),
    };
    config.schemas.set(schemaName, schema);
    for (const [tableName, { columns }] of Object.entries(tables)) {
      schema.tables.set(tableName, {
        enabled: true,
        syncMode: 'SOFT_DELETE',
        deleted: false,
        columns: new Map(Object.keys(columns).map((name) => [name, newColumn(name, true)])),
        touched: new Set(),
      });
    }
  }
  patchSchema(config, patch);
}

/** Names are case-sensitive: an unknown one is 404, a locked one 400, and then nothing at all is changed. */
export function patchSchema(config: SchemaConfig, patch: SchemaPatch): void {
  const changes = Object.entries(patch.schemas).map(([name, change]) => {
    const schema = config.schemas.get(name);
    if (schema === undefined) throw notFound('Schema', name);
    mustFit(schema, change.tables);
    return { schema, change };
  });
  config.handling = patch.schema_change_handling ?? config.handling;
  config.typeLocked = patch.is_type_locked ?? config.typeLocked;
  for (const { schema, change } of changes) {
    schema.enabled = change.enabled ?? schema.enabled;
    for (const [name, table] of Object.entries(change.tables)) patchTable(schema.tables.get(name), table);
  }
}

function mustFit(schema: OneSchema, changes: z.infer<typeof oneSchemaPatch>['tables']): void {
  for (const [name, change] of Object.entries(changes)) {
    const table = schema.tables.get(name);
    if (table === undefined) throw notFound('Table', name);
    if (table.deleted && change.enabled === true)
      throw invalidInput(`Table '${name}' cannot be enabled: The table has been deleted from the source`);
    for (const [columnName, { enabled }] of Object.entries(change.columns)) {
      const column = table.columns.get(columnName);
      if (column === undefined) throw notFound('Column', columnName);
      const lock = columnLock(column);
      if (lock !== null && enabled !== undefined && enabled !== (column.enabled && !column.deleted))
        throw invalidInput(`Column '${columnName}' cannot be changed: ${lock.reason}`);
    }
  }
}

function patchTable(table: TableConfig | undefined, change: z.infer<typeof tablePatch>): void {
  if (table === undefined) return;
  table.enabled = change.enabled ?? table.enabled;
  table.syncMode = change.sync_mode ?? table.syncMode;
  for (const [name, set] of Object.entries(change.columns)) {
    const column = table.columns.get(name) ?? newColumn(name, true);
    table.touched.add(name);
    table.columns.set(name, {
      ...column,
      enabled: set.enabled ?? column.enabled,
      hashed: set.hashed ?? column.hashed,
      isPrimaryKey: set.is_primary_key ?? column.isPrimaryKey,
      dropNext: column.dropNext && set.enabled !== true,
    });
  }
}
