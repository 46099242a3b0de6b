// Discovery and its consequences: pausing, propagating, telling. At the start of a sync, or when a client discovers.
import { copyTables } from '../engine/source-schema';
import type { AirbyteInstance } from './instance';
import { DEFAULT_SYNC_MODE, type AirbyteConnection } from './native';
import { isBreaking, transformsOf, type StreamTransform } from './schema-changes';
import { disable, note } from './timeline';

/**
 * A discovery for a connection: stores what it saw and pauses on a breaking change always, on any when the
 * preference is to disable. True when the connection was paused by it.
 */
export function discoverFor(instance: AirbyteInstance, connection: AirbyteConnection): boolean {
  const { native } = connection;
  native.discovered = copyTables(connection.source);
  native.discoveredAt = instance.clock.now();
  const transforms = transformsOf(instance, connection);
  const breaking = isBreaking(transforms) || connection.broken?.until === 'schema';
  native.breakingChange = breaking;
  if (breaking) disable(instance, connection, 'SCHEMA_CHANGES_ARE_BREAKING');
  else if (transforms.length > 0 && native.nonBreaking === 'disable_connection')
    disable(instance, connection, 'DISABLE_CONNECTION_IF_ANY_SCHEMA_CHANGES');
  else return false;
  return connection.paused;
}

/**
 * Before each sync: discover when the catalog is too old, then pause and CANCEL (no failure webhook), or propagate.
 * Trouble that a breakage plays by itself is left alone.
 */
export function refreshSchema(instance: AirbyteInstance, connection: AirbyteConnection): void {
  reevaluateFlag(instance, connection);
  if (connection.broken !== null || !isDue(instance, connection)) return;
  instance.clock.after(0, () => {
    if (connection.active === null) return;
    const before = JSON.stringify(connection.native.discovered);
    const paused = discoverFor(instance, connection);
    const transforms = transformsOf(instance, connection);
    if (transforms.length === 0) return;
    const changed = before !== JSON.stringify(connection.native.discovered) || paused;
    if (paused) {
      instance.runs.cancel(connection, 'The connection was disabled: the source schema has changed.');
      const tells = ['ignore', 'disable_connection'].includes(connection.native.nonBreaking);
      if (tells) instance.notifications.schemaToApply(connection, transforms);
    } else if (connection.native.nonBreaking.startsWith('propagate')) {
      const applied = propagate(instance, connection);
      if (applied.length > 0) instance.notifications.schemaPropagated(connection, applied);
    } else if (changed) {
      instance.notifications.schemaToApply(connection, transforms);
    }
  });
}

function isDue(instance: AirbyteInstance, connection: AirbyteConnection): boolean {
  const window = instance.settings.discoverWindowMinutes;
  if (window === 'always') return transformsOf(instance, connection).length > 0;
  return window > 0 && !isFresh(instance, connection);
}

/** Whether the cached catalog is younger than the discovery window. */
export function isFresh(instance: AirbyteInstance, { native }: AirbyteConnection): boolean {
  const window = instance.settings.discoverWindowMinutes;
  return window !== 'always' && instance.clock.now() - native.discoveredAt < window * 60_000;
}

/** Columns only, or streams too (added ones selected with default modes, removed ones gone). What was applied. */
export function propagate(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
): readonly StreamTransform[] {
  const { native } = connection;
  const fully = native.nonBreaking === 'propagate_fully';
  const applied = transformsOf(instance, connection).filter(
    ({ transformType }) => fully || transformType === 'update_stream',
  );
  const seen = new Map(copyTables(connection.source).map((table) => [table.name, table]));
  for (const { transformType, streamDescriptor } of applied) {
    const { name } = streamDescriptor;
    const table = seen.get(name);
    native.catalog = native.catalog.filter((one) => one.name !== name);
    if (table !== undefined) native.catalog.push(table);
    if (transformType === 'remove_stream')
      native.streams = native.streams.filter((stream) => stream.name !== name);
    if (transformType === 'add_stream') {
      const keys = { cursorField: ['updated_at'], primaryKey: [['id']] };
      native.streams.push({ name, namespace: 'public', syncMode: DEFAULT_SYNC_MODE, ...keys });
    }
  }
  if (applied.length === 0) return applied;
  const updateReason = 'SCHEMA_CHANGE_AUTO_PROPAGATE';
  note(instance, connection, 'SCHEMA_UPDATE', { catalogDiff: { transforms: applied }, updateReason }, false);
  instance.world.effect(connection, 'reload', 'schedule');
  return applied;
}

/** The stored flag outlives the repair: only the next sync and the web backend's update look again (vendor source). */
export function reevaluateFlag(instance: AirbyteInstance, connection: AirbyteConnection): void {
  const { native, broken } = connection;
  native.breakingChange &&= broken?.until === 'schema' || isBreaking(transformsOf(instance, connection));
}

/** The source as it is becomes what the connection expects. The stored flag stays. */
export function acceptSchema(instance: AirbyteInstance, connection: AirbyteConnection): void {
  const { native } = connection;
  native.catalog = copyTables(connection.source);
  native.discovered = copyTables(connection.source);
  native.discoveredAt = instance.clock.now();
  instance.world.effect(connection, 'reload', 'api');
  instance.world.remedy(connection, 'schema');
}
