// Connections as the config API shows them: sync catalog, schedule data, and the status that sorts failures.
import { isRun, latest, type HistoryRecord } from '../engine/connection';
import type { SourceTable } from '../engine/source-schema';
import { configJob, configType } from './config-job-view';
import { failureReason } from './failure-reason';
import type { AirbyteInstance } from './instance';
import { findJob } from './job-acts';
import { seconds } from './job-view';
import type { AirbyteConnection, Schedule } from './native';
import { schemaChange } from './schema-changes';
import { tagView, WORKSPACE_ID } from './workspace';

export function configConnection(instance: AirbyteInstance, connection: AirbyteConnection) {
  const { native } = connection;
  return {
    connectionId: connection.id,
    name: connection.name,
    sourceId: native.sourceId,
    destinationId: native.destinationId,
    workspaceId: WORKSPACE_ID,
    status: connection.paused ? 'inactive' : 'active',
    scheduleType: native.schedule.scheduleType,
    ...scheduleData(native.schedule),
    syncCatalog: syncCatalog(connection),
    breakingChange: native.breakingChange,
    schemaChange: schemaChange(connection),
    nonBreakingChangesPreference:
      native.nonBreaking === 'disable_connection' ? 'disable' : native.nonBreaking,
    namespaceDefinition:
      native.namespaceDefinition === 'custom_format' ? 'customformat' : native.namespaceDefinition,
    prefix: native.prefix,
    createdAt: seconds(connection.createdAt),
    tags: connection.tags.map((name) => tagView(instance.workspace.tagNamed(name))),
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
          syncMode: 'incremental',
          destinationSyncMode: 'append_dedup',
          cursorField: ['updated_at'],
          primaryKey: [['id']],
          aliasName: table.name,
          selected: chosen !== undefined,
        },
      };
    }),
  };
}

export function catalogStream(table: SourceTable) {
  const properties = Object.fromEntries(table.columns.map(({ name, type }) => [name, { type }]));
  return {
    name: table.name,
    namespace: 'public',
    jsonSchema: { type: 'object', properties },
    supportedSyncModes: ['full_refresh', 'incremental'],
    sourceDefinedCursor: false,
    defaultCursorField: ['updated_at'],
    sourceDefinedPrimaryKey: [['id']],
  };
}

export function connectionStatus(instance: AirbyteInstance, connection: AirbyteConnection) {
  const { history } = connection;
  const last = latest(history, isRun);
  const lastEnded = latest(history, (run) => isRun(run) && run.status !== 'running');
  const lastGood = latest(history, (run) => run.status === 'succeeded' && run.kind === 'sync');
  const reason = lastEnded === null ? null : failureReason(lastEnded);
  const active = connection.active?.record;
  return {
    connectionId: connection.id,
    connectionSyncStatus: syncStatus(connection, lastEnded),
    ...(active === undefined ? {} : { activeJob: configJob(findJob(instance, Number(active.id))) }),
    ...(lastGood?.endedAt == null ? {} : { lastSuccessfulSync: seconds(lastGood.endedAt) }),
    ...(last === null
      ? {}
      : {
          lastSyncJobId: Number(last.id),
          lastSyncAttemptNumber: (last.breakage?.attempts ?? 1) - 1,
          lastSyncJobCreatedAt: seconds(last.startedAt),
        }),
    ...scheduleData(connection.native.schedule),
    ...(reason === null
      ? {}
      : {
          failureReason: {
            failureOrigin: reason.origin,
            ...(reason.type === null ? {} : { failureType: reason.type }),
            externalMessage: reason.externalMessage,
            internalMessage: reason.internalMessage,
            timestamp: lastEnded?.endedAt ?? 0,
          },
        }),
  };
}

/** The vendor's rule order: `failed` needs a person, `incomplete` is thought to pass. */
function syncStatus(connection: AirbyteConnection, last: HistoryRecord | null) {
  if (connection.active !== null) return 'running';
  const reason = last === null ? null : failureReason(last);
  if (connection.native.breakingChange || reason?.type === 'config_error') return 'failed';
  if (connection.paused) return 'paused';
  if (last?.status === 'cancelled') return 'incomplete';
  if (last === null || configType(last) === 'clear' || configType(last) === 'reset_connection')
    return 'pending';
  return last.status === 'failed' ? 'incomplete' : 'synced';
}

function scheduleData(schedule: Schedule) {
  switch (schedule.scheduleType) {
    case 'manual':
      return {};
    case 'cron':
      return { scheduleData: { cron: { cronExpression: schedule.cronExpression, cronTimeZone: 'UTC' } } };
    case 'basic':
      return { scheduleData: { basicSchedule: { timeUnit: 'minutes', units: schedule.minutes } } };
  }
}
