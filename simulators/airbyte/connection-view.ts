// Connections as the public API shows them: epoch seconds, absent fields instead of nulls.
import type { AirbyteInstance } from './instance';
import { seconds } from './job-view';
import type { AirbyteConnection, Schedule } from './native';
import { tagView, WORKSPACE_ID } from './workspace';

export function publicConnection(instance: AirbyteInstance, connection: AirbyteConnection) {
  const { native } = connection;
  return {
    connectionId: connection.id,
    name: connection.name,
    sourceId: native.sourceId,
    destinationId: native.destinationId,
    workspaceId: WORKSPACE_ID,
    status: connection.paused ? 'inactive' : 'active',
    schedule: scheduleView(native.schedule),
    nonBreakingSchemaUpdatesBehavior: native.nonBreaking,
    namespaceDefinition: native.namespaceDefinition,
    prefix: native.prefix,
    configurations: { streams: native.streams },
    createdAt: seconds(connection.createdAt),
    tags: connection.tags.map((name) => tagView(instance.workspace.tagNamed(name))),
  };
}

/** A cron expression comes back with its timezone appended; a basic schedule as text. */
function scheduleView(schedule: Schedule) {
  switch (schedule.scheduleType) {
    case 'manual':
      return { scheduleType: 'manual' };
    case 'cron':
      return { scheduleType: 'cron', cronExpression: `${schedule.cronExpression} UTC` };
    case 'basic':
      return { scheduleType: 'basic', basicTiming: `Every ${basicTiming(schedule.minutes)}` };
  }
}

function basicTiming(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} HOURS` : `${minutes} MINUTES`;
}
