// Every connection by the public API: a hundred a call, names from lists of their own, outcomes from the sweep's runs.
import type { SweepCursor } from './cursor';
import { firstOf } from './end-of-list';
import { once, type InventoryDeps, type PartOfSweep } from './inventory';
import { airbyteState } from '../state';
import { connectionSchema } from '../wire.schema';
import { readRows } from './rows';
import { dataSchema } from './wire.schema';

/** The public API's most, and less where connections of very many streams make a page longer than we read. */
export const PUBLIC_CONNECTIONS = [100, 20, 4] as const;

/** @throws OpError with read semantics; `provider.invalid_answer` for a list that does not end */
export async function publicInventory(deps: InventoryDeps, cursor: SweepCursor): Promise<PartOfSweep> {
  const { workspaceIds } = deps.config;
  const { answer, rows, calls } = await deps.pageSize.read((limit) => {
    const query = {
      ...(workspaceIds.length > 0 && { workspaceIds: workspaceIds.join(',') }),
      ...{ limit: String(limit), offset: String(cursor.offset) },
    };
    return deps.api.read('/connections', dataSchema, query, 'sweep');
  });
  const read = readRows('connection', answer.data, connectionSchema);
  const names = read.rows.length === 0 ? undefined : await deps.names.all();
  const readAt = deps.now();
  const connections = once(
    read.rows.map((connection) => {
      deps.onConnection(connection);
      const { sourceId, destinationId, connectionId } = connection;
      return airbyteState(connection, {
        jobs: [],
        service: names?.sourceType(sourceId) ?? 'unknown',
        destination: names?.destination(destinationId) ?? destinationId,
        tags: { ...deps.config.connectionTags[connectionId] },
        schemaChange: 'unknown',
        readAt,
      });
    }),
  );
  const first = firstOf('connections', answer.data, cursor);
  const more = answer.data.length >= rows;
  return {
    ...{ connections, runs: [], missing: read.missing, unreadable: read.unreadable },
    calls: calls + (names?.calls ?? 0),
    next: more ? { ...cursor, ...first, offset: cursor.offset + answer.data.length } : null,
  };
}
