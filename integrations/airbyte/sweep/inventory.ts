// Every connection of the account: by the config API with schema changes and last successes, else by the public lists.
import type { AirbyteAccount } from '../../../domain/account';
import type { ConnectionState } from '../../../domain/connection-state';
import type { SweepPage } from '../../../domain/sweep/survey';
import type { AirbyteApi } from '../api';
import { airbyteSchedule } from '../schedule';
import { airbyteState, schemaChangeOf } from '../state';
import { tagsFromNames } from '../tags';
import { connectionSchema } from '../wire.schema';
import type { SweepCursor } from './cursor';
import type { EndNames } from './end-names';
import { readRows } from './rows';
import {
  dataSchema,
  rowSchema,
  rowsSchema,
  statusSchema,
  type WireRow,
  type WireStatus,
} from './wire.schema';
import { z } from 'zod';

/** The most that the simulator and the web application ask for; the public API takes 100. */
const CONFIG_ROWS = 500;
const PUBLIC_ROWS = 100;

interface InventoryDeps {
  config: AirbyteAccount;
  api: AirbyteApi;
  names: EndNames;
  workspaceIds: readonly string[];
  onConnection(connection: { connectionId: string; workspaceId: string }): void;
  now(): Date;
}

interface Inventory extends Pick<SweepPage, 'connections' | 'missing' | 'calls'> {
  unreadable: string[];
  /** Where the next page begins; `null` when there is none. */
  next: Pick<SweepCursor, 'workspace' | 'offset' | 'after'> | null;
}

export function inventory(deps: InventoryDeps, cursor: SweepCursor): Promise<Inventory> {
  return deps.api.config.offered ? byConfigApi(deps, cursor) : byPublicApi(deps, cursor);
}

async function byConfigApi(deps: InventoryDeps, { workspace, after }: SweepCursor): Promise<Inventory> {
  const workspaceId = deps.workspaceIds[workspace];
  if (workspaceId === undefined)
    return { connections: [], missing: [], calls: 0, unreadable: [], next: null };
  const answer = await deps.api.config.read(
    '/web_backend/connections/list',
    { workspaceId, pageSize: CONFIG_ROWS, ...(after !== undefined && { cursor: after }) },
    rowsSchema,
    'sweep',
  );
  const { rows, missing, unreadable } = readRows('connection', answer.connections, rowSchema);
  const statuses = await statusOf(deps, rows);
  const readAt = deps.now();
  for (const { connectionId } of rows) deps.onConnection({ connectionId, workspaceId });
  const last = rows.at(-1)?.connectionId;
  const more = answer.connections.length >= CONFIG_ROWS && last !== undefined && last !== after;
  const following = workspace + 1 < deps.workspaceIds.length ? { workspace: workspace + 1, offset: 0 } : null;
  return {
    connections: rows.map((row) => stateOf(row, statuses.get(row.connectionId), deps, readAt)),
    ...{ missing, unreadable, calls: rows.length > 0 ? 2 : 1 },
    next: more ? { workspace, offset: 0, after: last } : following,
  };
}

async function statusOf({ api }: InventoryDeps, rows: WireRow[]): Promise<Map<string, WireStatus>> {
  if (rows.length === 0) return new Map();
  const connectionIds = rows.map((row) => row.connectionId);
  const answer = await api.config.read(
    '/connections/status',
    { connectionIds },
    z.array(z.unknown()),
    'sweep',
  );
  const { rows: statuses } = readRows('status of connection', answer, statusSchema);
  return new Map(statuses.map((status) => [status.connectionId, status]));
}

const AILING = new Set(['failed', 'incomplete']);

function stateOf(
  row: WireRow,
  status: WireStatus | undefined,
  deps: InventoryDeps,
  readAt: Date,
): ConnectionState {
  const own = deps.config.connectionTags[row.connectionId];
  const basic = row.scheduleData?.basicSchedule;
  const schedule = {
    scheduleType: row.scheduleType,
    cronExpression: row.scheduleData?.cron?.cronExpression,
    basicTiming: basic ? `Every ${basic.units} ${basic.timeUnit}` : undefined,
  };
  const active = status?.activeJob;
  const ailing = AILING.has(status?.connectionSyncStatus ?? '') ? status?.lastSyncJobCreatedAt : null;
  return {
    readAt: readAt.toISOString(),
    connectionId: row.connectionId,
    name: row.name,
    service: row.source.sourceName ?? row.source.name,
    destination: row.destination.name,
    tags: { ...tagsFromNames((row.tags ?? []).map((tag) => tag.name)), ...own },
    active: row.status === 'active',
    setup: row.status === 'locked' || row.status === 'deprecated' ? 'broken' : 'unknown',
    schedule: airbyteSchedule(schedule, readAt),
    running: active
      ? { id: active.id, ...(active.createdAt != null && { startedAt: fromSeconds(active.createdAt) }) }
      : null,
    rescheduledFor: null,
    lastSuccessAt: status?.lastSuccessfulSync != null ? fromSeconds(status.lastSuccessfulSync) : null,
    lastFailureAt: ailing != null ? fromSeconds(ailing) : null,
    lastRunId: status?.lastSyncJobId ?? null,
    schemaChange: schemaChangeOf(row.schemaChange),
    notices: [],
  };
}

async function byPublicApi(deps: InventoryDeps, { offset }: SweepCursor): Promise<Inventory> {
  const query = {
    ...(deps.workspaceIds.length > 0 && { workspaceIds: deps.workspaceIds.join(',') }),
    ...{ limit: String(PUBLIC_ROWS), offset: String(offset) },
  };
  const answer = await deps.api.read('/connections', dataSchema, query, 'sweep');
  const { rows, missing, unreadable } = readRows('connection', answer.data, connectionSchema);
  const names = await deps.names.all();
  const readAt = deps.now();
  const connections = rows.map((connection) => {
    deps.onConnection(connection);
    const source = names.source(connection.sourceId);
    return airbyteState(connection, {
      jobs: [],
      service: source.type,
      destination: names.destination(connection.destinationId),
      tags: { ...deps.config.connectionTags[connection.connectionId] },
      schemaChange: 'unknown',
      readAt,
    });
  });
  const more = answer.data.length >= PUBLIC_ROWS;
  return {
    ...{ connections, missing, unreadable, calls: 1 + names.calls },
    next: more ? { workspace: 0, offset: offset + PUBLIC_ROWS } : null,
  };
}

function fromSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
