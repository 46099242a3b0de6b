// Connections as the config API shows them: sync catalog, schedule data, and the status that sorts failures.
import { isRun, latest } from '../engine/connection';
import { catalogStream } from './catalog-view';
import { configJob, configType } from './config-job-view';
import { failureView } from './failure-reason';
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { seconds } from './job-view';
import { statusOf, type AirbyteConnection, type Schedule } from './native';
import { schemaChange } from './schema-changes';
import { configSyncMode } from './sync-mode';
import { tagView } from './tags';

export function configConnection(instance: AirbyteInstance, connection: AirbyteConnection) {
  const { native } = connection;
  return {
    connectionId: connection.id,
    name: connection.name,
    sourceId: native.sourceId,
    destinationId: native.destinationId,
    workspaceId: native.workspaceId,
    status: instance.deleted.has(connection.id) ? 'deprecated' : statusOf(connection),
    ...(native.standing.kind === 'locked' ? { statusReason: native.standing.statusReason } : {}),
    scheduleType: native.schedule.scheduleType,
    ...scheduleData(native.schedule),
    syncCatalog: syncCatalog(connection),
    breakingChange: native.breakingChange,
    schemaChange: schemaChange(instance, connection),
    ...(native.notifySchemaChanges === null ? {} : { notifySchemaChanges: native.notifySchemaChanges }),
    nonBreakingChangesPreference:
      native.nonBreaking === 'disable_connection' ? 'disable' : native.nonBreaking,
    namespaceDefinition:
      native.namespaceDefinition === 'custom_format' ? 'customformat' : native.namespaceDefinition,
    ...(native.namespaceFormat === null ? {} : { namespaceFormat: native.namespaceFormat }),
    prefix: native.prefix,
    operationIds: [],
    createdAt: seconds(connection.createdAt),
    tags: connection.tags.map((name) => tagView(instance.tags.named(native.workspaceId, name))),
  };
}

export function syncCatalog(connection: AirbyteConnection) {
  const { catalog, streams } = connection.native;
  return {
    streams: catalog.map((table) => {
      const chosen = streams.find((stream) => stream.name === table.name);
      return {
        stream: catalogStream(table),
        config: {
          ...configSyncMode(chosen?.syncMode ?? 'incremental_deduped_history'),
          cursorField: chosen?.cursorField ?? [],
          primaryKey: chosen?.primaryKey ?? [],
          aliasName: table.name,
          selected: chosen !== undefined,
          suggested: true,
          selectedFields: chosen?.['selectedFields'] ?? [],
          fieldSelectionEnabled: chosen?.['selectedFields'] !== undefined,
        },
      };
    }),
  };
}

export function connectionStatus(instance: AirbyteInstance, connection: AirbyteConnection) {
  const { history, active } = connection;
  const jobOf = (fits: Parameters<typeof latest>[1]): Job | undefined => {
    const run = latest(history, fits);
    return run === null ? undefined : instance.jobs.of(run);
  };
  const last = jobOf(isRun);
  const ended = jobOf((run) => isRun(run) && run.status !== 'running');
  const good = latest(history, (run) => run.status === 'succeeded' && run.kind === 'sync');
  const activeJob = active === null ? undefined : instance.jobs.of(active.record);
  return {
    connectionId: connection.id,
    connectionSyncStatus: syncStatus(connection, activeJob, ended),
    ...(activeJob === undefined ? {} : { activeJob: configJob(activeJob) }),
    ...(good?.endedAt == null ? {} : { lastSuccessfulSync: seconds(good.endedAt) }),
    ...(last === undefined
      ? {}
      : {
          lastSyncJobId: last.id,
          lastSyncAttemptNumber: Math.max(0, last.attempts.length - 1),
          lastSyncJobCreatedAt: seconds(last.record.startedAt),
        }),
    ...scheduleData(connection.native.schedule),
    ...(ended?.failure == null ? {} : { failureReason: failureView(ended.failure) }),
  };
}

/** The vendor's rule order: `failed` needs a person, `incomplete` is thought to pass. */
export function syncStatus(connection: AirbyteConnection, active: Job | undefined, last: Job | undefined) {
  if (active !== undefined)
    return active.status === 'running' || active.status === 'queued' ? active.status : 'pending';
  const configError = last?.attempts.some(({ failure }) => failure?.type === 'config_error');
  if (connection.native.breakingChange || (last?.status === 'failed' && configError)) return 'failed';
  if (statusOf(connection) !== 'active') return 'paused';
  if (last?.status === 'cancelled') return 'incomplete';
  if (last === undefined || ['clear', 'reset_connection'].includes(configType(last.record))) return 'pending';
  return last.status === 'failed' ? 'incomplete' : 'synced';
}

export function scheduleData(schedule: Schedule) {
  switch (schedule.scheduleType) {
    case 'manual':
      return {};
    case 'cron': {
      const { cronExpression, cronTimeZone = 'UTC' } = schedule;
      return { scheduleData: { cron: { cronExpression, cronTimeZone } } };
    }
    case 'basic':
      return { scheduleData: { basicSchedule: basicUnits(schedule.minutes) } };
  }
}

function basicUnits(minutes: number) {
  return minutes % 60 === 0
    ? { timeUnit: 'hours', units: minutes / 60 }
    : { timeUnit: 'minutes', units: minutes };
}
