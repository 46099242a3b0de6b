// A row of Airbyte's own web application, and the connection's sync status, as the ConnectionState both providers share.
import type { ConnectionState } from '../../../domain/connection-state';
import { airbyteSchedule } from '../schedule';
import { airbyteState, schemaChangeOf } from '../state';
import type { WireRow, WireStatus } from './wire.schema';

interface StateContext {
  /** From our own configuration; they win over the provider's tags. */
  tags: Record<string, string>;
  /** What the runs of this sweep tell anyway is left to them: they know reason and end. ISO 8601 UTC. */
  since: string;
  readAt: Date;
}

/** @param status absent where Airbyte did not tell it: then runs say what runs and what succeeded */
export function stateOfRow(
  row: WireRow,
  status: WireStatus | undefined,
  { tags, since, readAt }: StateContext,
): ConnectionState {
  const basic = row.scheduleData?.basicSchedule;
  const base = airbyteState(
    { ...row, sourceId: '', destinationId: '', workspaceId: '', schedule: null },
    {
      ...{ jobs: [], service: serviceOf(row.source), destination: row.destination.name, tags, readAt },
      schemaChange: schemaChangeOf(row.schemaChange),
    },
  );
  const active = status?.activeJob;
  return {
    ...base,
    schedule: airbyteSchedule(
      {
        scheduleType: row.scheduleType,
        cronExpression: row.scheduleData?.cron?.cronExpression,
        basicTiming: basic ? `Every ${basic.units} ${basic.timeUnit}` : undefined,
      },
      readAt,
    ),
    running: active
      ? { id: active.id, ...(active.createdAt != null && { startedAt: fromSeconds(active.createdAt) }) }
      : null,
    lastSuccessAt: status?.lastSuccessfulSync != null ? fromSeconds(status.lastSuccessfulSync) : null,
    lastFailureAt: oldFailure(row, since),
    lastRunId: status?.lastSyncJobId ?? null,
  };
}

/**
 * `connectionSyncStatus` would call a cancelled job `incomplete` and a breaking change `failed`, so the job itself is
 * asked. Its creation stands for its end, which no list of connections tells.
 */
function oldFailure({ latestSyncJobStatus, latestSyncJobCreatedAt }: WireRow, since: string): string | null {
  if (latestSyncJobStatus !== 'failed' || latestSyncJobCreatedAt == null) return null;
  const at = fromSeconds(latestSyncJobCreatedAt);
  return Date.parse(at) < Date.parse(since) ? at : null;
}

/** `Google Ads` is `google-ads` in the public API, which rules and single reads go by. */
function serviceOf({ name, sourceName, sourceType }: WireRow['source']): string {
  return sourceType ?? sourceName?.trim().toLowerCase().replaceAll(/\s+/g, '-') ?? name;
}

function fromSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
