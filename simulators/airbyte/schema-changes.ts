// Schema drift as Airbyte sees it: the diff between the accepted catalog and the source, and what of it is breaking.
import type { SourceColumn, SourceTable } from '../engine/source-schema';
import { columnSchema } from './catalog-view';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection, StreamConfig } from './native';
import { isBreakingLoss } from './stream-keys';

export interface FieldTransform {
  readonly transformType: 'add_field' | 'remove_field' | 'update_field_schema';
  readonly fieldName: readonly string[];
  readonly breaking: boolean;
  readonly addField?: { schema: unknown };
  readonly removeField?: { schema: unknown };
  readonly updateFieldSchema?: { oldSchema: unknown; newSchema: unknown };
}

export interface StreamTransform {
  readonly transformType: 'add_stream' | 'remove_stream' | 'update_stream';
  readonly streamDescriptor: { readonly name: string; readonly namespace: string };
  readonly updateStream?: {
    readonly fieldTransforms: readonly FieldTransform[];
    readonly streamAttributeTransforms: readonly never[];
  };
}

/** What Airbyte knows of the source: always the truth, unless discoveries are only as recent as their window. */
export function seenSource(instance: AirbyteInstance, connection: AirbyteConnection): SourceTable[] {
  return instance.settings.discoverWindowMinutes === 'always'
    ? connection.source
    : connection.native.discovered;
}

export function transformsOf(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
): readonly StreamTransform[] {
  const before = new Map(connection.native.catalog.map((table) => [table.name, table]));
  const after = new Map(seenSource(instance, connection).map((table) => [table.name, table]));
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => {
    const stream = connection.native.streams.find((one) => one.name === name);
    return streamTransform(name, stream, before.get(name), after.get(name)) ?? [];
  });
}

/** Servers up to about 0.6x send `updateStream` as a bare array of field transforms. */
export function catalogDiff(instance: AirbyteInstance, connection: AirbyteConnection) {
  const transforms = transformsOf(instance, connection);
  if (!instance.settings.bareUpdateStream) return { transforms };
  return {
    transforms: transforms.map((transform) =>
      transform.updateStream === undefined
        ? transform
        : { ...transform, updateStream: transform.updateStream.fieldTransforms },
    ),
  };
}

export type SchemaChange = 'no_change' | 'non_breaking' | 'breaking';

export function schemaChange(instance: AirbyteInstance, connection: AirbyteConnection): SchemaChange {
  if (connection.native.breakingChange || connection.broken?.until === 'schema') return 'breaking';
  const transforms = transformsOf(instance, connection);
  if (isBreaking(transforms)) return 'breaking';
  return transforms.length > 0 ? 'non_breaking' : 'no_change';
}

export function isBreaking(transforms: readonly StreamTransform[]): boolean {
  return transforms.some(
    (stream) => stream.updateStream?.fieldTransforms.some((field) => field.breaking) === true,
  );
}

/** Field changes are told for configured streams only. */
function streamTransform(
  name: string,
  stream: StreamConfig | undefined,
  old?: SourceTable,
  now?: SourceTable,
): StreamTransform | null {
  const streamDescriptor = { name, namespace: 'public' };
  if (old === undefined) return { transformType: 'add_stream', streamDescriptor };
  if (now === undefined) return { transformType: 'remove_stream', streamDescriptor };
  if (stream === undefined) return null;
  const fieldTransforms = fieldChanges(stream, old.columns, now.columns);
  if (fieldTransforms.length === 0) return null;
  const updateStream = { fieldTransforms, streamAttributeTransforms: [] };
  return { transformType: 'update_stream', streamDescriptor, updateStream };
}

function fieldChanges(
  stream: StreamConfig,
  old: readonly SourceColumn[],
  now: readonly SourceColumn[],
): FieldTransform[] {
  const changes: FieldTransform[] = [];
  for (const column of old) {
    const fieldName = [column.name];
    const schema = columnSchema(column);
    const current = now.find(({ name }) => name === column.name);
    if (current === undefined) {
      const breaking = isBreakingLoss(stream, column.name);
      changes.push({ transformType: 'remove_field', fieldName, breaking, removeField: { schema } });
    } else if (current.type !== column.type) {
      const updateFieldSchema = { oldSchema: schema, newSchema: columnSchema(current) };
      changes.push({ transformType: 'update_field_schema', fieldName, breaking: false, updateFieldSchema });
    }
  }
  for (const column of now) {
    if (old.some(({ name }) => name === column.name)) continue;
    const addField = { schema: columnSchema(column) };
    changes.push({ transformType: 'add_field', fieldName: [column.name], breaking: false, addField });
  }
  return changes;
}
