// Streams as a client sets them, checked against what the source has and completed with its defaults.
import { z } from 'zod';
import type { SourceTable } from '../engine/source-schema';
import { defaultCursor, sourceKey, SUPPORTED_MODES, SYNC_MODES } from './catalog-view';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection, StreamConfig } from './native';
import { badRequest } from './problems';
import { acceptSchema } from './schema-refresh';
import { deduplicates, usesCursor } from './stream-keys';

const MAPPERS = ['hashing', 'field-renaming', 'row-filtering', 'encryption', 'field-filtering'] as const;
export const streamSettings = z.looseObject({
  name: z.string(),
  namespace: z.string().nullish(),
  syncMode: z.enum(SYNC_MODES).nullish(),
  cursorField: z.array(z.string()).nullish(),
  primaryKey: z.array(z.array(z.string())).nullish(),
  selectedFields: z.array(z.looseObject({ fieldPath: z.array(z.string()).optional() })).nullish(),
  mappers: z
    .array(
      z.looseObject({
        id: z.string().optional(),
        type: z.enum(MAPPERS),
        mapperConfiguration: z.record(z.string(), z.unknown()),
      }),
    )
    .nullish(),
});
export type StreamSettings = z.infer<typeof streamSettings>;

/** The set is replaced: a stream left out is deselected. One wrong stream refuses the whole change. */
export function setStreams(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  streams: readonly StreamSettings[],
): void {
  connection.native.streams = streams.map((stream) => completed(instance, connection.source, stream));
  acceptSchema(instance, connection);
}

/** @throws AirbyteProblem 400 with the valid choices in its message */
export function completed(
  instance: AirbyteInstance,
  source: readonly SourceTable[],
  stream: StreamSettings,
): StreamConfig {
  const table = source.find(
    ({ name }) => name === stream.name && (stream.namespace ?? 'public') === 'public',
  );
  if (table === undefined) {
    const valid = source.map(({ name }) => name).join(', ');
    throw badRequest(`Invalid stream found: ${stream.name}. Valid streams: ${valid}`);
  }
  const given = Object.fromEntries(
    Object.entries(stream).filter(([, value]) => value !== null && value !== undefined),
  );
  const syncMode = stream.syncMode ?? 'full_refresh_overwrite';
  if (!SUPPORTED_MODES.includes(syncMode))
    throw badRequest(
      `Cannot set sync mode to ${syncMode} for stream ${table.name}. Valid sync modes are: ${SUPPORTED_MODES.join(', ')}`,
    );
  const config: StreamConfig = { ...given, name: table.name, namespace: 'public', syncMode };
  const cursorField = cursorOf(table, config, stream.cursorField ?? []);
  const primaryKey = keyOf(table, config, stream.primaryKey ?? []);
  refuseUnknownFields(table, config, stream, [...cursorField.slice(0, 1), ...primaryKey.flat()]);
  return {
    ...config,
    ...(cursorField.length > 0 ? { cursorField } : {}),
    ...(primaryKey.length > 0 ? { primaryKey } : {}),
    ...(stream.mappers == null
      ? {}
      : { mappers: stream.mappers.map((mapper) => ({ id: instance.random.uuid(), ...mapper })) }),
  };
}

const columns = (table: SourceTable): string[] => table.columns.map(({ name }) => name);

function cursorOf(table: SourceTable, config: StreamConfig, given: string[]): string[] {
  if (!usesCursor(config)) return given;
  const cursor = given.length > 0 ? given : defaultCursor(table);
  const valid = `Valid cursor fields: ${columns(table).join(', ')}`;
  if (cursor.length === 0)
    throw badRequest(`No default cursor field found for stream: ${table.name}. Please include one. ${valid}`);
  if (!columns(table).includes(cursor[0] ?? ''))
    throw badRequest(`Invalid cursor field for stream: ${table.name}: ${cursor.join('.')}. ${valid}`);
  return cursor;
}

function keyOf(table: SourceTable, config: StreamConfig, given: string[][]): string[][] {
  const own = sourceKey(table);
  if (!deduplicates(config)) return given;
  if (given.length === 0 && own.length === 0)
    throw badRequest(`No default primary key found for stream: ${table.name}. Please include one.`);
  const unknown = given.find((path) => !columns(table).includes(path[0] ?? ''));
  if (unknown !== undefined)
    throw badRequest(
      `Invalid primary key for stream: ${table.name}: ${unknown.join('.')}. Valid: ${columns(table).join(', ')}`,
    );
  if (own.length > 0 && given.length > 0 && JSON.stringify(own) !== JSON.stringify(given))
    throw badRequest(
      `Primary key for stream: ${table.name} is already pre-defined. Please remove the primaryKey or provide the value as ${JSON.stringify(own)}`,
    );
  return given.length > 0 ? given : own;
}

function refuseUnknownFields(
  table: SourceTable,
  config: StreamConfig,
  { selectedFields }: StreamSettings,
  needed: readonly string[],
): void {
  if (selectedFields == null) return;
  const chosen = selectedFields.map(({ fieldPath }) => fieldPath ?? []);
  const wrong = chosen.find((path) => path.length !== 1 || !columns(table).includes(path[0] ?? ''));
  if (wrong !== undefined)
    throw badRequest(`Invalid selected field for stream: ${table.name}: ${wrong.join('.')}`);
  const names = chosen.flat();
  const used = [...(usesCursor(config) ? needed.slice(0, 1) : []), ...(deduplicates(config) ? needed : [])];
  const missing = used.find((field) => !names.includes(field));
  if (missing !== undefined)
    throw badRequest(`Selected fields of stream ${table.name} must include its key or cursor: ${missing}`);
}
