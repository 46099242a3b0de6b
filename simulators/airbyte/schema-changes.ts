// Schema drift as Airbyte sees it: the diff against the accepted catalog, what counts as breaking, and whom that pauses.
import type { SourceColumn, SourceTable } from '../engine/source-schema';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection } from './native';

/** Only a removed cursor or primary key field is breaking (vendor: CatalogDiffHelpers); streams here use these. */
const KEY_FIELDS = ['id', 'updated_at'];

interface FieldTransform {
  readonly transformType: 'add_field' | 'remove_field' | 'update_field_schema';
  readonly fieldName: readonly string[];
  readonly breaking: boolean;
  readonly addField?: { schema: unknown };
  readonly removeField?: { schema: unknown };
  readonly updateFieldSchema?: { oldSchema: unknown; newSchema: unknown };
}

interface StreamTransform {
  readonly transformType: 'add_stream' | 'remove_stream' | 'update_stream';
  readonly streamDescriptor: { readonly name: string; readonly namespace: string };
  readonly updateStream?: {
    readonly fieldTransforms: readonly FieldTransform[];
    readonly streamAttributeTransforms: readonly never[];
  };
}

export function catalogDiff(connection: AirbyteConnection): { transforms: StreamTransform[] } {
  const before = new Map(connection.native.catalog.map((table) => [table.name, table]));
  const after = new Map(connection.source.map((table) => [table.name, table]));
  const transforms: StreamTransform[] = [];
  const names = new Set([...before.keys(), ...after.keys()]);
  for (const name of names) {
    const transform = streamTransform(name, before.get(name), after.get(name));
    if (transform !== null) transforms.push(transform);
  }
  return { transforms };
}

export function schemaChange(connection: AirbyteConnection): 'no_change' | 'non_breaking' | 'breaking' {
  if (hasBreaking(connection)) return 'breaking';
  return catalogDiff(connection).transforms.length > 0 ? 'non_breaking' : 'no_change';
}

export function hasBreaking(connection: AirbyteConnection): boolean {
  if (connection.broken?.until === 'schema') return true;
  return catalogDiff(connection).transforms.some(
    (stream) => stream.updateStream?.fieldTransforms.some((field) => field.breaking) === true,
  );
}

/** A discovery for a connection pauses it: on a breaking change always, on any when the preference is to disable. */
export function discoverFor(instance: AirbyteInstance, connection: AirbyteConnection): void {
  const change = schemaChange(connection);
  connection.native.breakingChange = change === 'breaking';
  const disables =
    change === 'breaking' ||
    (change !== 'no_change' && connection.native.nonBreaking === 'disable_connection');
  if (disables) instance.world.setPaused(connection, true, 'api');
}

/** Found at the start of a sync, a breaking change pauses the connection and CANCELS the job: no failure webhook. */
export function pauseOnBreakingChange(instance: AirbyteInstance, connection: AirbyteConnection): void {
  if (connection.broken !== null || !hasBreaking(connection)) return;
  instance.clock.after(0, () => {
    connection.native.breakingChange = true;
    instance.runs.cancel(connection, 'The connection was disabled: the source schema has breaking changes.');
    instance.world.setPaused(connection, true, 'schedule');
  });
}

function streamTransform(name: string, old?: SourceTable, now?: SourceTable): StreamTransform | null {
  const streamDescriptor = { name, namespace: 'public' };
  if (old === undefined) return { transformType: 'add_stream', streamDescriptor };
  if (now === undefined) return { transformType: 'remove_stream', streamDescriptor };
  const fieldTransforms = fieldChanges(old.columns, now.columns);
  if (fieldTransforms.length === 0) return null;
  const updateStream = { fieldTransforms, streamAttributeTransforms: [] };
  return { transformType: 'update_stream', streamDescriptor, updateStream };
}

function fieldChanges(old: readonly SourceColumn[], now: readonly SourceColumn[]): FieldTransform[] {
  const changes: FieldTransform[] = [];
  for (const { name, type } of old) {
    const fieldName = [name];
    const current = now.find((column) => column.name === name);
    if (current === undefined) {
      const breaking = KEY_FIELDS.includes(name);
      changes.push({ transformType: 'remove_field', fieldName, breaking, removeField: { schema: { type } } });
    } else if (current.type !== type) {
      const updateFieldSchema = { oldSchema: { type }, newSchema: { type: current.type } };
      changes.push({ transformType: 'update_field_schema', fieldName, breaking: false, updateFieldSchema });
    }
  }
  for (const { name, type } of now) {
    if (old.some((column) => column.name === name)) continue;
    changes.push({
      transformType: 'add_field',
      fieldName: [name],
      breaking: false,
      addField: { schema: { type } },
    });
  }
  return changes;
}
