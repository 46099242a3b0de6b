// Changes to a connection through the public API: merged at the top, streams replaced, locked ones refused.
import { z } from 'zod';
import { readCron } from './cron';
import type { AirbyteInstance } from './instance';
import type { AirbyteConnection, Schedule } from './native';
import { badRequest, lockedConnection } from './problems';
import { setStreams, streamSettings } from './stream-settings';
import { note } from './timeline';

export const connectionSettings = z.looseObject({
  name: z.string().nullish(),
  status: z.enum(['active', 'inactive', 'deprecated', 'locked']).nullish(),
  schedule: z
    .looseObject({ scheduleType: z.enum(['manual', 'cron']), cronExpression: z.string().nullish() })
    .nullish(),
  configurations: z.looseObject({ streams: z.array(streamSettings).nullish() }).nullish(),
  nonBreakingSchemaUpdatesBehavior: z
    .enum(['ignore', 'disable_connection', 'propagate_columns', 'propagate_fully'])
    .nullish(),
  namespaceDefinition: z.enum(['source', 'destination', 'custom_format']).nullish(),
  namespaceFormat: z.string().nullish(),
  prefix: z.string().nullish(),
  tags: z.array(z.looseObject({ name: z.string() })).nullish(),
});
export type ConnectionSettings = z.infer<typeof connectionSettings>;

/** A running job goes on when the connection is paused (vendor behaviour unconfirmed). */
export function patchConnection(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  patch: ConnectionSettings,
  reason?: string,
): void {
  refuseLocked(connection);
  if (patch.status === 'locked') throw badRequest('The status locked cannot be set');
  const schedule = patch.schedule == null ? null : readSchedule(instance, patch.schedule);
  const streams = patch.configurations?.streams ?? [];
  if (streams.length > 0) {
    setStreams(instance, connection, streams);
    note(instance, connection, 'SCHEMA_CONFIG_UPDATE', {}, true);
  }
  if (schedule !== null) setSchedule(instance, connection, schedule);
  setFields(instance, connection, patch, reason);
  if (patch.status === 'active' || patch.status === 'inactive') {
    const paused = patch.status === 'inactive';
    if (instance.world.setPaused(connection, paused, 'api'))
      note(instance, connection, paused ? 'CONNECTION_DISABLED' : 'CONNECTION_ENABLED', {}, true);
  }
  if (patch.status === 'deprecated') instance.remove(connection);
}

export function refuseLocked(connection: AirbyteConnection): void {
  const { standing } = connection.native;
  if (standing.kind === 'locked') throw lockedConnection(connection.id, standing.statusReason);
}

/** `basic` schedules cannot be set here; a trailing timezone is stripped. */
export function readSchedule(
  instance: AirbyteInstance,
  given: NonNullable<ConnectionSettings['schedule']>,
): Schedule {
  if (given.scheduleType === 'manual') return { scheduleType: 'manual' };
  const cron = readCron(given.cronExpression ?? undefined, instance.settings.cronUnderOneHour);
  return { scheduleType: 'cron', cronExpression: cron };
}

export function setSchedule(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  schedule: Schedule,
): void {
  connection.native.schedule = schedule;
  connection.scheduleType = schedule.scheduleType === 'manual' ? 'manual' : 'auto';
  if (schedule.scheduleType === 'basic') connection.scheduleMinutes = schedule.minutes;
  const said = schedule.scheduleType === 'cron' ? schedule.cronExpression : schedule.scheduleType;
  instance.world.effect(connection, 'schedule', 'api', said);
  note(instance, connection, 'CONNECTION_SETTINGS_UPDATE', { patches: { schedule: { to: said } } }, true);
}

function setFields(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  patch: ConnectionSettings,
  updateReason: string | undefined,
): void {
  const { native } = connection;
  const before: Record<string, unknown> = {
    name: connection.name,
    nonBreakingChangesPreference: native.nonBreaking,
    namespaceDefinition: native.namespaceDefinition,
    namespaceFormat: native.namespaceFormat,
    prefix: native.prefix,
    tags: connection.tags,
  };
  const after: Record<string, unknown> = {
    name: patch.name ?? undefined,
    nonBreakingChangesPreference: patch.nonBreakingSchemaUpdatesBehavior ?? undefined,
    namespaceDefinition: patch.namespaceDefinition ?? undefined,
    namespaceFormat: patch.namespaceFormat ?? undefined,
    prefix: patch.prefix ?? undefined,
    tags: patch.tags?.map((tag) => tag.name),
  };
  if (Object.values(after).every((value) => value === undefined) && updateReason === undefined) return;
  connection.name = patch.name ?? connection.name;
  native.nonBreaking = patch.nonBreakingSchemaUpdatesBehavior ?? native.nonBreaking;
  native.namespaceDefinition = patch.namespaceDefinition ?? native.namespaceDefinition;
  native.namespaceFormat = patch.namespaceFormat ?? native.namespaceFormat;
  native.prefix = patch.prefix ?? native.prefix;
  connection.tags = patch.tags?.map((tag) => tag.name) ?? connection.tags;
  instance.world.effect(connection, 'config', 'api', updateReason ?? null);
  const patches = Object.fromEntries(
    Object.entries(after)
      .filter(([key, to]) => to !== undefined && JSON.stringify(to) !== JSON.stringify(before[key]))
      .map(([key, to]) => [key, { from: before[key], to }]),
  );
  const said = updateReason === undefined ? {} : { updateReason };
  note(instance, connection, 'CONNECTION_SETTINGS_UPDATE', { patches, ...said }, true);
}
