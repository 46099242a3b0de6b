// Streams of a source as Airbyte discovers them: JSON schemas, supported modes, default cursor, the source's own key.
import type { SourceColumn, SourceTable } from '../engine/source-schema';

export const SYNC_MODES = [
  'full_refresh_overwrite',
  'full_refresh_overwrite_deduped',
  'full_refresh_append',
  'full_refresh_update',
  'full_refresh_soft_delete',
  'incremental_append',
  'incremental_deduped_history',
  'incremental_update',
  'incremental_soft_delete',
] as const;
/** Those that every simulated source and destination support together. */
export const SUPPORTED_MODES: readonly string[] = [
  'full_refresh_overwrite',
  'full_refresh_overwrite_deduped',
  'full_refresh_append',
  'incremental_append',
  'incremental_deduped_history',
];

const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  integer: { type: 'number', airbyte_type: 'integer' },
  timestamp: { type: 'string', format: 'date-time', airbyte_type: 'timestamp_without_timezone' },
  date: { type: 'string', format: 'date' },
};

export function columnSchema({ type }: SourceColumn): Readonly<Record<string, string>> {
  return TYPES[type] ?? { type };
}

const has = (table: SourceTable, name: string): boolean =>
  table.columns.some((column) => column.name === name);

/** `updated_at`, or the key where there is none. */
export function defaultCursor(table: SourceTable): string[] {
  if (has(table, 'updated_at')) return ['updated_at'];
  return has(table, 'id') ? ['id'] : [];
}

export function sourceKey(table: SourceTable): string[][] {
  return has(table, 'id') ? [['id']] : [];
}

/** As `GET /streams` of the public API shows it: names and keys only, and `streamnamespace` spelt so. */
export function publicStream(table: SourceTable) {
  return {
    streamName: table.name,
    streamnamespace: 'public',
    syncModes: SUPPORTED_MODES,
    defaultCursorField: defaultCursor(table),
    sourceDefinedCursorField: false,
    sourceDefinedPrimaryKey: sourceKey(table),
    propertyFields: table.columns.map((column) => [column.name]),
  };
}

/** As the config API shows it. */
export function catalogStream(table: SourceTable) {
  const properties = Object.fromEntries(table.columns.map((column) => [column.name, columnSchema(column)]));
  return {
    name: table.name,
    namespace: 'public',
    jsonSchema: { type: 'object', properties },
    supportedSyncModes: ['full_refresh', 'incremental'],
    sourceDefinedCursor: false,
    defaultCursorField: defaultCursor(table),
    sourceDefinedPrimaryKey: sourceKey(table),
  };
}
