// Connections as the public API shows them: epoch seconds, absent fields instead of nulls.
import type { AirbyteInstance } from './instance';
import { seconds } from './job-view';
import { statusOf, type AirbyteConnection, type Schedule } from './native';
import { tagView } from './tags';

export function publicConnection(instance: AirbyteInstance, connection: AirbyteConnection) {
  const { native } = connection;
  return {
    connectionId: connection.id,
    name: connection.name,
    sourceId: native.sourceId,
    destinationId: native.destinationId,
    workspaceId: native.workspaceId,
    status: instance.deleted.has(connection.id) ? 'deprecated' : statusOf(connection),
    schedule: scheduleView(native.schedule),
    nonBreakingSchemaUpdatesBehavior: native.nonBreaking,
    namespaceDefinition: native.namespaceDefinition,
    ...(native.namespaceFormat === null ? {} : { namespaceFormat: native.namespaceFormat }),
    prefix: native.prefix,
    configurations: { streams: native.streams },
    createdAt: seconds(connection.createdAt),
    tags: connection.tags.map((name) => tagView(instance.tags.named(native.workspaceId, name))),
  };
}

/** A cron expression comes back with its timezone appended; a basic schedule as text. */
function scheduleView(schedule: Schedule) {
  switch (schedule.scheduleType) {
    case 'manual':
      return { scheduleType: 'manual' };
    case 'cron':
      return {
        scheduleType: 'cron',
        cronExpression: `${schedule.cronExpression} ${schedule.cronTimeZone ?? 'UTC'}`,
      };
    case 'basic':
      return { scheduleType: 'basic', basicTiming: `Every ${basicTiming(schedule.minutes)}` };
  }
}

function basicTiming(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} HOURS` : `${minutes} MINUTES`;
}
