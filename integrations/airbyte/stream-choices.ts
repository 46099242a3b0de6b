// Choices of streams and columns against a connection's configuration: pure, because the PATCH replaces the whole set.
import type { SchemaChoice } from '../../domain/step';
import type { ConfiguredStream, DiscoveredStream } from './wire.schema';

type Changed = { streams: ConfiguredStream[] } | { refused: string };

/** A stream that is configured is synced; without a selection of fields, all its columns are. */
export function isEnabled(streams: readonly ConfiguredStream[], choice: SchemaChoice): boolean {
  const stream = find(streams, choice);
  if (!stream || choice.column === undefined) return stream !== undefined;
  return stream.selectedFields == null || selects(stream, choice.column);
}

/** A stream that is added needs its modes, a column left out needs the names of the others. */
export function needsDiscovery(
  streams: readonly ConfiguredStream[],
  choices: readonly SchemaChoice[],
): boolean {
  return choices.some((choice) => {
    const stream = find(streams, choice);
    if (choice.column === undefined) return choice.enabled && !stream;
    return !choice.enabled && stream?.selectedFields == null;
  });
}

/** The whole new set, or why it cannot be. Airbyte takes an empty set for "leave it as it is", so that is refused. */
export function applyChoices(
  streams: readonly ConfiguredStream[],
  choices: readonly SchemaChoice[],
  discovered: readonly DiscoveredStream[],
): Changed {
  let now = [...streams];
  for (const choice of choices) {
    const changed = applyOne(now, choice, discovered);
    if ('refused' in changed) return changed;
    now = changed.streams;
  }
  return now.length === 0
    ? { refused: 'no stream would be left; pause the connection instead' }
    : { streams: now };
}

function applyOne(
  streams: ConfiguredStream[],
  choice: SchemaChoice,
  discovered: readonly DiscoveredStream[],
): Changed {
  const stream = find(streams, choice);
  const found = discovered.find((one) => one.streamName === choice.table && fits(choice, namespaceOf(one)));
  if (choice.column === undefined) {
    if (!choice.enabled) return { streams: streams.filter((one) => one !== stream) };
    if (stream) return { streams };
    return found
      ? { streams: [...streams, newStream(found, streams)] }
      : { refused: `the source has no stream ${nameOf(choice)}` };
  }
  if (!stream) return { refused: `stream ${nameOf(choice)} is not synced` };
  const changed = withColumn(stream, choice.column, choice.enabled, found);
  return 'refused' in changed
    ? changed
    : { streams: streams.map((one) => (one === stream ? changed.stream : one)) };
}

function withColumn(
  stream: ConfiguredStream,
  column: string,
  enabled: boolean,
  found: DiscoveredStream | undefined,
): { stream: ConfiguredStream } | { refused: string } {
  if (enabled) {
    if (stream.selectedFields == null || selects(stream, column)) return { stream };
    return { stream: { ...stream, selectedFields: [...stream.selectedFields, { fieldPath: [column] }] } };
  }
  // Off already; whether the source has it at all cannot be told from a selection.
  if (stream.selectedFields != null && !selects(stream, column)) return { stream };
  if (stream.cursorField?.[0] === column || stream.primaryKey?.some((path) => path[0] === column))
    return {
      refused: `column ${column} is the cursor or key of ${stream.name}: without it the stream cannot sync`,
    };
  const all = stream.selectedFields ?? topLevel(found);
  const rest = all.filter((field) => field.fieldPath[0] !== column);
  if (rest.length === all.length) return { refused: `stream ${stream.name} has no column ${column}` };
  return rest.length === 0
    ? { refused: `no column of ${stream.name} would be left; switch the stream off instead` }
    : { stream: { ...stream, selectedFields: rest } };
}

/** Fields are selected by their first name only (OpenAPI: one entry a path). */
function topLevel(found: DiscoveredStream | undefined): { fieldPath: string[] }[] {
  const names = new Set((found?.propertyFields ?? []).flatMap((path) => path[0] ?? []));
  return [...names].map((name) => ({ fieldPath: [name] }));
}

/** Synced as the other streams are where the source can do that, else in the first mode that it offers. */
function newStream(found: DiscoveredStream, others: readonly ConfiguredStream[]): ConfiguredStream {
  const offered = found.syncModes ?? [];
  const usual = others
    .map((one) => one.syncMode)
    .find((mode) => typeof mode === 'string' && offered.includes(mode));
  const namespace = namespaceOf(found);
  const syncMode = usual ?? offered[0];
  return {
    name: found.streamName,
    ...(namespace !== '' && { namespace }),
    ...(syncMode !== undefined && { syncMode }),
    ...(found.defaultCursorField?.length && { cursorField: found.defaultCursorField }),
    ...(found.sourceDefinedPrimaryKey?.length && { primaryKey: found.sourceDefinedPrimaryKey }),
  };
}

function find(streams: readonly ConfiguredStream[], choice: SchemaChoice): ConfiguredStream | undefined {
  return streams.find((one) => one.name === choice.table && fits(choice, one.namespace ?? ''));
}

/** Without a schema the name alone says which. */
function fits(choice: SchemaChoice, namespace: string): boolean {
  return choice.schema === '' || choice.schema === namespace;
}

function selects(stream: ConfiguredStream, column: string): boolean {
  return stream.selectedFields?.some((field) => field.fieldPath[0] === column) ?? true;
}

function namespaceOf(found: DiscoveredStream): string {
  return found.streamnamespace ?? found.streamNamespace ?? '';
}

function nameOf({ schema, table }: SchemaChoice): string {
  return schema === '' ? table : `${schema}.${table}`;
}
