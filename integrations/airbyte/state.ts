// Airbyte's connection and its recent jobs as the ConnectionState both providers share.
import type { ConnectionState } from '../../domain/connection-state';
import { runOf } from './runs';
import { airbyteSchedule } from './schedule';
import { tagsFromNames } from './tags';
import type { WireConnection, WireJob } from './wire.schema';

export interface StateContext {
  /** Newest first. */
  jobs: readonly WireJob[];
  service: string;
  destination: string;
  /** From our own configuration; they win over the provider's tags. */
  tags: Record<string, string>;
  schemaChange: ConnectionState['schemaChange'];
  readAt: Date;
}

export function airbyteState(connection: WireConnection, context: StateContext): ConnectionState {
  const runs = context.jobs.map((job) => runOf(job, context.readAt));
  const running = runs.find((run) => run.status === 'running');
  // Clearing succeeds without bringing any data, so it is no success of the pipeline.
  const data = runs.filter((run) => run.kind !== 'clear');
  const ended = (status: string) => data.find((run) => run.status === status)?.endedAt ?? null;
  return {
    readAt: context.readAt.toISOString(),
    connectionId: connection.connectionId,
    name: connection.name,
    service: context.service,
    destination: context.destination,
    tags: { ...tagsFromNames((connection.tags ?? []).map((tag) => tag.name)), ...context.tags },
    active: connection.status === 'active',
    // The public API does not say whether source and destination still connect; a lock it does say.
    setup: connection.status === 'locked' || connection.status === 'deprecated' ? 'broken' : 'unknown',
    schedule: airbyteSchedule(connection.schedule, context.readAt),
    running: running ? { id: running.id, startedAt: running.startedAt } : null,
    rescheduledFor: null,
    lastSuccessAt: ended('succeeded'),
    lastFailureAt: ended('failed'),
    lastRunId: runs[0]?.id ?? null,
    schemaChange: context.schemaChange,
    notices: lockNotice(connection),
  };
}

function lockNotice(connection: WireConnection): ConnectionState['notices'] {
  if (connection.status !== 'locked') return [];
  return [
    {
      severity: 'task',
      code: 'locked',
      message: connection.statusReason ?? 'Airbyte has locked this connection',
    },
  ];
}

export function schemaChangeOf(value: string | null | undefined): ConnectionState['schemaChange'] {
  switch (value) {
    case 'no_change':
      return 'none';
    case 'non_breaking':
    case 'breaking':
      return value;
    default:
      return 'unknown';
  }
}
