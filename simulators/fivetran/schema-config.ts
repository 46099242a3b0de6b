// The schema configuration of a connection: which schemas, tables and columns of the source are synced, and how.
import type { SourceTable } from '../engine/source-schema';

export type Handling = 'ALLOW_ALL' | 'ALLOW_COLUMNS' | 'BLOCK_ALL';

export interface ColumnConfig {
  enabled: boolean;
  hashed: boolean;
  isPrimaryKey: boolean;
  /** Gone from the source; kept because a user once set it. */
  deleted: boolean;
  /** Blocked, and to be dropped from the destination at the next sync. */
  dropNext: boolean;
}

export interface TableConfig {
  enabled: boolean;
  syncMode: string;
  deleted: boolean;
  /** Every column the source has; the API lists only those a user ever set, the `touched` ones. */
  columns: Map<string, ColumnConfig>;
  readonly touched: Set<string>;
}

export interface OneSchema {
  enabled: boolean;
  readonly tables: Map<string, TableConfig>;
}

export interface SchemaConfig {
  /** Unknown until the first sync or reload captured it; set up beforehand by `POST /schemas`. */
  state: 'unknown' | 'set_up' | 'captured';
  handling: Handling;
  typeLocked: boolean;
  readonly schemas: Map<string, OneSchema>;
}

/** Source tables named without a schema are in this one; `sales.orders` is in schema `sales`. */
export const SOURCE_SCHEMA = 'public';

export function schemaAndTable(sourceTable: string): readonly [schema: string, table: string] {
  const dot = sourceTable.indexOf('.');
  return dot < 0 ? [SOURCE_SCHEMA, sourceTable] : [sourceTable.slice(0, dot), sourceTable.slice(dot + 1)];
}

/** `source: null` is a connection that has not looked at its source yet. */
export function newSchemaConfig(source: readonly SourceTable[] | null): SchemaConfig {
  const config: SchemaConfig = {
    state: source === null ? 'unknown' : 'captured',
    handling: 'ALLOW_ALL',
    typeLocked: false,
    schemas: new Map(),
  };
  for (const table of source ?? []) addTable(config, table, true);
  return config;
}

/** A new schema is enabled as its first table is. */
export function addTable(config: SchemaConfig, source: SourceTable, enabled: boolean): void {
  const [schemaName, tableName] = schemaAndTable(source.name);
  const schema = config.schemas.get(schemaName) ?? { enabled, tables: new Map<string, TableConfig>() };
  config.schemas.set(schemaName, schema);
  schema.tables.set(tableName, {
    enabled,
    syncMode: 'SOFT_DELETE',
    deleted: false,
    columns: new Map(source.columns.map(({ name }) => [name, newColumn(name, true)])),
    touched: new Set(),
  });
}

export function newColumn(name: string, enabled: boolean): ColumnConfig {
  return { enabled, hashed: false, isPrimaryKey: name === 'id', deleted: false, dropNext: false };
}
