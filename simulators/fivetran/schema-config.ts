// The schema configuration Fivetran shows, and what a reload makes of a source that has changed.
import type { SourceTable } from '../engine/source-schema';

export interface ColumnConfig {
  enabled: boolean;
  hashed: boolean;
  isPrimaryKey: boolean;
}

export interface TableConfig {
  enabled: boolean;
  syncMode: string;
  deleted: boolean;
  /** Every column the source has; the API lists only those a user ever set, the `touched` ones. */
  columns: Map<string, ColumnConfig>;
  readonly touched: Set<string>;
}

export interface SchemaConfig {
  enabled: boolean;
  handling: string;
  readonly tables: Map<string, TableConfig>;
}

/** One source schema a connection; database sources call it so. */
export const SOURCE_SCHEMA = 'public';

export function newSchemaConfig(tables: readonly SourceTable[]): SchemaConfig {
  return {
    enabled: true,
    handling: 'ALLOW_ALL',
    tables: new Map(tables.map((table) => [table.name, newTableConfig(table, true)])),
  };
}

/**
 * New tables arrive enabled under ALLOW_ALL only; a table gone from the source keeps its entry, locked with reason
 * code DELETED (vendor: schema config docs). `exclude` (exclude_mode EXCLUDE) brings new tables in disabled.
 */
export function reloadSchema(config: SchemaConfig, source: readonly SourceTable[], exclude: boolean): void {
  for (const table of source) {
    const known = config.tables.get(table.name);
    if (known === undefined) {
      config.tables.set(table.name, newTableConfig(table, config.handling === 'ALLOW_ALL' && !exclude));
      continue;
    }
    known.deleted = false;
    known.columns = columnsOf(table, known.columns, config.handling !== 'BLOCK_ALL' && !exclude);
  }
  for (const [name, table] of config.tables) {
    if (!source.some((one) => one.name === name)) table.deleted = true;
  }
}

function newTableConfig(table: SourceTable, enabled: boolean): TableConfig {
  return {
    enabled,
    syncMode: 'SOFT_DELETE',
    deleted: false,
    columns: columnsOf(table, new Map(), true),
    touched: new Set(),
  };
}

function columnsOf(
  table: SourceTable,
  known: ReadonlyMap<string, ColumnConfig>,
  newEnabled: boolean,
): Map<string, ColumnConfig> {
  return new Map(
    table.columns.map((column) => [
      column.name,
      known.get(column.name) ?? { enabled: newEnabled, hashed: false, isPrimaryKey: column.name === 'id' },
    ]),
  );
}

export function schemaView(config: SchemaConfig) {
  const tables = [...config.tables].map(([name, table]) => [name, tableView(name, table)] as const);
  const schema = {
    name_in_destination: SOURCE_SCHEMA,
    enabled: config.enabled,
    tables: Object.fromEntries(tables),
  };
  return {
    enable_new_by_default: config.handling === 'ALLOW_ALL',
    schema_change_handling: config.handling,
    schemas: { [SOURCE_SCHEMA]: schema },
  };
}

function tableView(name: string, table: TableConfig) {
  const columns = [...table.columns].filter(([column]) => table.touched.has(column));
  return {
    name_in_destination: name,
    enabled: table.enabled && !table.deleted,
    sync_mode: table.syncMode,
    supports_columns_config: true,
    supports_history_mode: true,
    enabled_patch_settings: table.deleted
      ? { allowed: false, reason_code: 'DELETED', reason: 'The table has been deleted from the source' }
      : { allowed: true },
    columns: Object.fromEntries(columns.map(([column, set]) => [column, columnView(column, set)])),
  };
}

export function columnView(name: string, column: ColumnConfig) {
  return {
    name_in_destination: name,
    enabled: column.enabled,
    hashed: column.hashed,
    is_primary_key: column.isPrimaryKey,
    enabled_patch_settings: { allowed: true },
  };
}
