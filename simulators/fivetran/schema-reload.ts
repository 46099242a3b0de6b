// What a look at the source makes of the schema configuration: by a reload, or by the next sync on its own.
import type { SourceTable } from '../engine/source-schema';
import {
  addTable,
  newColumn,
  schemaAndTable,
  type ColumnConfig,
  type SchemaConfig,
  type TableConfig,
} from './schema-config';

export type ExcludeMode = 'PRESERVE' | 'EXCLUDE';

/**
 * New tables come in enabled under ALLOW_ALL only, new columns under ALLOW_ALL and ALLOW_COLUMNS. A table gone from
 * the source keeps its entry, locked as DELETED. EXCLUDE disables every schema and table; columns stay as they are.
 */
export function reloadSchema(
  config: SchemaConfig,
  source: readonly SourceTable[],
  mode: ExcludeMode = 'PRESERVE',
): void {
  const first = config.state !== 'captured';
  if (config.state === 'set_up') forgetUnknown(config, source);
  config.state = 'captured';
  for (const table of source) {
    const [schema, name] = schemaAndTable(table.name);
    const known = config.schemas.get(schema)?.tables.get(name);
    if (known === undefined) addTable(config, table, first || config.handling === 'ALLOW_ALL');
    else known.columns = columnsNow(known, table, first || config.handling !== 'BLOCK_ALL');
  }
  markDeleted(config, source);
  if (mode === 'EXCLUDE') excludeAll(config);
}

/** Settings made before capture for what the source does not have are ignored. */
function forgetUnknown(config: SchemaConfig, source: readonly SourceTable[]): void {
  for (const [schema, { tables }] of config.schemas) {
    for (const table of tables.keys()) {
      if (!isIn(source, schema, table)) tables.delete(table);
    }
    if (tables.size === 0) config.schemas.delete(schema);
  }
}

function markDeleted(config: SchemaConfig, source: readonly SourceTable[]): void {
  for (const [schema, { tables }] of config.schemas) {
    for (const [name, table] of tables) table.deleted = !isIn(source, schema, name);
  }
}

function isIn(source: readonly SourceTable[], schema: string, table: string): boolean {
  return source.some(({ name }) => {
    const [ofSchema, ofTable] = schemaAndTable(name);
    return ofSchema === schema && ofTable === table;
  });
}

/** The table's columns as the source has them now, with what is configured for each. */
export function columnsNow(
  table: TableConfig,
  source: SourceTable,
  newEnabled: boolean,
): Map<string, ColumnConfig> {
  const columns = new Map<string, ColumnConfig>();
  for (const { name } of source.columns) {
    const column = table.columns.get(name) ?? newColumn(name, newEnabled);
    columns.set(name, { ...column, deleted: false });
  }
  for (const [name, column] of table.columns) {
    if (!columns.has(name) && table.touched.has(name)) columns.set(name, { ...column, deleted: true });
  }
  return columns;
}

function excludeAll(config: SchemaConfig): void {
  for (const schema of config.schemas.values()) {
    schema.enabled = false;
    for (const table of schema.tables.values()) table.enabled = false;
  }
}

/** A good sync drops the columns marked for it. */
export function dropMarked(config: SchemaConfig): void {
  for (const { tables } of config.schemas.values()) {
    for (const { columns } of tables.values()) {
      for (const column of columns.values()) column.dropNext = false;
    }
  }
}
