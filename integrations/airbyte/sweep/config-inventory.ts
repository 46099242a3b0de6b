// Every connection as Airbyte's own web application lists them: with schema changes, and statuses for hundreds a call.
import type { SweepPage, SweepRequest } from '../../../domain/sweep/survey';
import { readOrMiss } from '../../http/optional-read';
import { stateOfRow } from './config-state';
import { begin, type SweepCursor } from './cursor';
import { firstOf, repeats } from './end-of-list';
import { once, type InventoryDeps, type PartOfSweep } from './inventory';
import { idOf, readRows, type ReadRows } from './rows';
import {
  rowSchema,
  rowsSchema,
  statusSchema,
  statusesSchema,
  type WireRow,
  type WireStatus,
} from './wire.schema';

/** Airbyte names no most; its web application asks for far fewer. */
export const CONFIG_CONNECTIONS = [500, 100, 20] as const;

/** Lists read for one page of the sweep: small workspaces share a page, and the call for its statuses. */
const LISTS_MAX = 20;
const ROWS_MIN = CONFIG_CONNECTIONS[0];

interface ListPage extends ReadRows<WireRow> {
  workspaceId: string;
  listed: number;
  calls: number;
  next: SweepCursor | null;
}

/** @throws OpError with read semantics; `provider.invalid_answer` for a list that does not end */
export async function configInventory(
  deps: InventoryDeps,
  { since }: SweepRequest,
  cursor: SweepCursor,
): Promise<PartOfSweep> {
  const lists: ListPage[] = [];
  let next: SweepCursor | null = deps.workspaceIds.length === 0 ? null : cursor;
  let listed = 0;
  while (next !== null && listed < ROWS_MIN && lists.length < LISTS_MAX) {
    const list = await listPage(deps, next);
    lists.push(list);
    listed += list.listed;
    next = list.next;
  }
  const missing = lists.flatMap((list) => list.missing);
  const ids = lists.flatMap((list) => list.rows.map((row) => row.connectionId));
  const statuses = ids.length === 0 ? undefined : await statusOf(deps, ids, missing);
  const readAt = deps.now();
  const connections = lists.flatMap(({ rows, workspaceId }) =>
    rows.map((row) => {
      const { connectionId } = row;
      deps.onConnection({ connectionId, workspaceId });
      const tags = { ...deps.config.connectionTags[connectionId] };
      return stateOfRow(row, statuses?.get(connectionId), { tags, since, readAt });
    }),
  );
  const calls = lists.reduce((sum, list) => sum + list.calls, ids.length > 0 ? 1 : 0);
  const unreadable = lists.flatMap((list) => list.unreadable);
  return { connections: once(connections), runs: [], missing, unreadable, calls, next };
}

/** One page of one workspace; after its last one, the next workspace's first. */
async function listPage(deps: InventoryDeps, cursor: SweepCursor): Promise<ListPage> {
  const workspaceId = deps.workspaceIds[cursor.workspace] ?? '';
  const { answer, rows, calls } = await deps.pageSize.read((pageSize) =>
    deps.api.config.read(
      '/web_backend/connections/list',
      { workspaceId, pageSize, ...(cursor.after !== undefined && { cursor: cursor.after }) },
      rowsSchema,
      'sweep',
    ),
  );
  const { items, more } = pageOf(answer.connections, { ...cursor, rows, count: answer.numConnections });
  const first = firstOf('connections', items, cursor);
  const workspace = cursor.workspace + 1;
  const following =
    workspace < deps.workspaceIds.length ? { ...begin(cursor.part, cursor.by), workspace } : null;
  return {
    ...readRows('connection', items, rowSchema),
    ...{ workspaceId, calls, listed: items.length },
    next: more
      ? { ...cursor, ...first, offset: cursor.offset + items.length, after: lastId(items) }
      : following,
  };
}

/**
 * Servers of before cursors answer all connections at once; of those the page is cut out here.
 * @throws OpError `provider.invalid_answer` when the page just read comes again
 */
function pageOf(
  all: unknown[],
  { after, rows, count }: Pick<SweepCursor, 'after'> & { rows: number; count: number | null | undefined },
): { items: unknown[]; more: boolean } {
  const start = after === undefined ? 0 : all.findIndex((item) => idOf(item) === after) + 1;
  const whole = all.length > rows;
  if (start > 0 && !whole && (count ?? 0) > all.length) throw repeats('connections');
  const items = whole ? all.slice(start, start + rows) : all.slice(start);
  return { items, more: whole ? start + rows < all.length : start === 0 && all.length >= rows };
}

function lastId(items: readonly unknown[]): string {
  const id = items.flatMap((item) => idOf(item) ?? []).at(-1);
  // Rows without IDs leave nothing to go on from.
  if (id === undefined) throw repeats('connections');
  return id;
}

/** Good to have: without it, runs alone tell what runs and what succeeded. */
async function statusOf(
  { api }: InventoryDeps,
  connectionIds: string[],
  missing: SweepPage['missing'],
): Promise<Map<string, WireStatus> | undefined> {
  const answer = await readOrMiss('last successes before this sweep', missing, () =>
    api.config.read('/connections/status', { connectionIds }, statusesSchema, 'sweep'),
  );
  if (!answer) return undefined;
  const read = readRows('status of connection', answer, statusSchema);
  missing.push(...read.missing);
  return new Map(read.rows.map((status) => [status.connectionId, status]));
}
