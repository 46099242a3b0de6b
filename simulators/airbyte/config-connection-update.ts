// Changing connections through the config API: patches with a reason, whole catalogs, approval of schema changes.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { connectionBody } from './config-connection-routes';
import { configConnection } from './config-connection-view';
import { patchConnection, refuseLocked, setSchedule } from './connection-patch';
import type { AirbyteInstance } from './instance';
import { findConnection, startClear } from './job-acts';
import type { AirbyteConnection } from './native';
import { badRequest, readInput } from './problems';
import { acceptSchema, propagate, reevaluateFlag } from './schema-refresh';
import { catalogDiff } from './schema-changes';
import { setStreams } from './stream-settings';
import { publicSyncMode } from './sync-mode';

const path = z.array(z.string()).nullish();
const syncCatalog = z.looseObject({
  streams: z.array(
    z.looseObject({
      stream: z.looseObject({ name: z.string(), namespace: z.string().nullish() }).nullish(),
      config: z
        .looseObject({
          selected: z.boolean().nullish(),
          syncMode: z.string().nullish(),
          destinationSyncMode: z.string().nullish(),
          cursorField: path,
          primaryKey: z.array(z.array(z.string())).nullish(),
        })
        .nullish(),
    }),
  ),
});
const scheduleData = z.looseObject({
  basicSchedule: z
    .looseObject({
      timeUnit: z.enum(['minutes', 'hours', 'days', 'weeks', 'months']),
      units: z.number().int().min(1),
    })
    .nullish(),
  cron: z.looseObject({ cronExpression: z.string(), cronTimeZone: z.string().default('UTC') }).nullish(),
});
const updateBody = connectionBody.extend({
  name: z.string().nullish(),
  status: z.enum(['active', 'inactive', 'deprecated']).nullish(),
  syncCatalog: syncCatalog.nullish(),
  scheduleType: z.enum(['manual', 'basic', 'cron']).nullish(),
  scheduleData: scheduleData.nullish(),
  nonBreakingChangesPreference: z
    .enum(['ignore', 'disable', 'propagate_columns', 'propagate_fully'])
    .nullish(),
  notifySchemaChanges: z.boolean().nullish(),
  namespaceDefinition: z.enum(['source', 'destination', 'customformat']).nullish(),
  namespaceFormat: z.string().nullish(),
  prefix: z.string().nullish(),
  skipReset: z.boolean().nullish(),
});
const reasonBody = z.looseObject({
  connectionUpdate: z.unknown(),
  updateReason: z.string().nullish(),
});
const MINUTES = { minutes: 1, hours: 60, days: 1440, weeks: 10_080, months: 43_200 };

export function addConfigConnectionUpdates(server: FastifyInstance, instance: AirbyteInstance): void {
  const update = (raw: unknown, reason?: string) => {
    const body = readInput(updateBody, raw);
    const connection = findConnection(instance, body.connectionId);
    refuseLocked(connection);
    if (body.syncCatalog != null) setCatalog(instance, connection, body.syncCatalog);
    setConfigSchedule(instance, connection, body);
    const { notifySchemaChanges, nonBreakingChangesPreference: preference, namespaceDefinition } = body;
    connection.native.notifySchemaChanges = notifySchemaChanges ?? connection.native.notifySchemaChanges;
    patchConnection(
      instance,
      connection,
      {
        name: body.name,
        status: body.status,
        prefix: body.prefix,
        namespaceFormat: body.namespaceFormat,
        nonBreakingSchemaUpdatesBehavior: preference === 'disable' ? 'disable_connection' : preference,
        namespaceDefinition: namespaceDefinition === 'customformat' ? 'custom_format' : namespaceDefinition,
      },
      reason,
    );
    return { connection, view: configConnection(instance, connection), body };
  };

  server.post('/api/v1/connections/update', async (request) => update(request.body).view);
  server.post('/api/v1/connections/update_with_reason', async (request) => {
    const { connectionUpdate, updateReason } = readInput(reasonBody, request.body);
    return update(connectionUpdate, updateReason ?? undefined).view;
  });

  /** Recomputes `breakingChange`, and resets what changed in a breaking way unless told not to. */
  server.post('/api/v1/web_backend/connections/update', async (request) => {
    const { connectionId } = readInput(connectionBody, request.body);
    const wasBreaking = findConnection(instance, connectionId).native.breakingChange;
    const { connection, body } = update(request.body);
    reevaluateFlag(instance, connection);
    if (body.syncCatalog != null && wasBreaking && body.skipReset !== true)
      startClear(instance, connection, 'reset');
    return configConnection(instance, connection);
  });

  /** The programmatic "approve", where the preference is to propagate. */
  server.post('/api/v1/connections/apply_schema_changes', async (request) => {
    const connection = findConnection(instance, readInput(connectionBody, request.body).connectionId);
    if (!connection.native.nonBreaking.startsWith('propagate'))
      throw badRequest('The preference is not to propagate');
    const propagatedDiff = catalogDiff(instance, connection);
    propagate(instance, connection);
    acceptSchema(instance, connection);
    return { propagatedDiff };
  });
}

/** Selected streams of a whole catalog; an empty catalog changes nothing. */
function setCatalog(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  catalog: z.infer<typeof syncCatalog>,
): void {
  const present = new Set(connection.source.map(({ name }) => name));
  const selected = catalog.streams.flatMap(({ stream, config }) => {
    const name = stream?.name;
    if (name === undefined || config?.selected === false || !present.has(name)) return [];
    const mode = publicSyncMode(config?.syncMode ?? '', config?.destinationSyncMode ?? '');
    const known = connection.native.streams.find((one) => one.name === name);
    return [
      {
        ...known,
        name,
        syncMode: (mode ?? known?.syncMode) as 'incremental_append' | undefined, // one of the nine; checked on setting
        cursorField: usable(connection, name, config?.cursorField ?? []),
        primaryKey: (config?.primaryKey ?? []).filter((key) => usable(connection, name, key) !== undefined),
        mappers: undefined,
        selectedFields: undefined,
      },
    ];
  });
  if (selected.length > 0) setStreams(instance, connection, selected);
  else acceptSchema(instance, connection);
}

/** A path into a field that is no longer there is left to the source's defaults. */
function usable(connection: AirbyteConnection, stream: string, field: string[]): string[] | undefined {
  const table = connection.source.find(({ name }) => name === stream);
  return table?.columns.some(({ name }) => name === field[0]) === true ? field : undefined;
}

/** Here `basic` can be set, and a timezone; those named Etc/* are refused (vendor source). */
function setConfigSchedule(
  instance: AirbyteInstance,
  connection: AirbyteConnection,
  { scheduleType, scheduleData: data }: z.infer<typeof updateBody>,
): void {
  if (scheduleType === 'manual') setSchedule(instance, connection, { scheduleType });
  if (scheduleType === 'basic' && data?.basicSchedule != null) {
    const { timeUnit, units } = data.basicSchedule;
    setSchedule(instance, connection, { scheduleType, minutes: MINUTES[timeUnit] * units });
  }
  if (scheduleType === 'cron' && data?.cron != null) {
    const { cronExpression, cronTimeZone } = data.cron;
    if (cronTimeZone.startsWith('Etc/')) throw badRequest(`Timezone ${cronTimeZone} is not supported`);
    setSchedule(instance, connection, { scheduleType, cronExpression, cronTimeZone });
  }
}
