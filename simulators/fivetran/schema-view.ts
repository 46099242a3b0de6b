// How Fivetran shows a schema configuration: locked entries say why, untouched columns are left out.
import type { ColumnConfig, OneSchema, SchemaConfig, TableConfig } from './schema-config';

export function schemaView(config: SchemaConfig) {
  const schemas = [...config.schemas].map(([name, schema]) => [name, oneSchemaView(name, schema)] as const);
  return {
    enable_new_by_default: config.handling === 'ALLOW_ALL',
    schema_change_handling: config.handling,
    is_type_locked: config.typeLocked,
    schemas: Object.fromEntries(schemas),
  };
}

function oneSchemaView(name: string, { enabled, tables }: OneSchema) {
  return {
    name_in_destination: name.toLowerCase(),
    enabled,
    tables: Object.fromEntries([...tables].map(([table, set]) => [table, tableView(table, set)])),
  };
}

function tableView(name: string, table: TableConfig) {
  const columns = [...table.columns].filter(([column]) => table.touched.has(column));
  return {
    name_in_destination: name.toLowerCase(),
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
    name_in_destination: name.toLowerCase(),
    enabled: column.enabled && !column.deleted,
    hashed: column.hashed,
    is_primary_key: column.isPrimaryKey,
    enabled_patch_settings: columnLock(column) ?? { allowed: true },
  };
}

/** Why a column's `enabled` cannot be changed; null when it can. */
export function columnLock(column: ColumnConfig) {
  if (column.deleted)
    return { allowed: false, reason_code: 'DELETED', reason: 'The column has been deleted from the source' };
  if (column.isPrimaryKey)
    return {
      allowed: false,
      reason_code: 'SYSTEM_COLUMN',
      reason: 'The column does not support exclusion as it is a Primary Key',
    };
  return null;
}
