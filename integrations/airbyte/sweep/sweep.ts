// A page of the whole account: in an inventory every connection, then what has run since, then what is under way.
import type { AirbyteAccount } from '../../../domain/account';
import type { SweepPage, SweepRequest } from '../../../domain/sweep/survey';
import type { AirbyteApi } from '../api';
import type { Workspaces } from '../workspaces';
import { decodeCursor, encodeCursor, type SweepCursor } from './cursor';
import { createEndNames } from './end-names';
import { inventory } from './inventory';
import { recentRuns, rowsPerCall } from './recent-runs';

interface SweepDeps {
  config: AirbyteAccount;
  api: AirbyteApi;
  workspaces: Workspaces;
  onConnection(connection: { connectionId: string; workspaceId: string }): void;
  now(): Date;
}

/** Said once a sweep, with the first page. */
const WITHOUT_CONFIG_API: SweepPage['missing'] = [
  { what: 'reasons of failures', why: 'the public API tells that a job failed, not why (configApiUrl)' },
  { what: 'schema changes', why: 'only the config API tells them (configApiUrl)' },
];

export function createAirbyteSweep(deps: SweepDeps): (request: SweepRequest) => Promise<SweepPage> {
  const names = createEndNames(deps.api, () => deps.workspaces.wanted(), deps);

  /** @throws OpError with read semantics */
  return async (request) => {
    const first = request.cursor === null;
    const cursor: SweepCursor = first
      ? { part: request.scope === 'inventory' ? 'connections' : 'runs', workspace: 0, offset: 0 }
      : decodeCursor(request.cursor ?? '');
    const said = first && !deps.api.config.offered ? WITHOUT_CONFIG_API : [];
    const { ids, calls } = await deps.workspaces.forSweep(deps.api.config.offered);
    const page =
      cursor.part === 'connections'
        ? await connectionsPage(cursor, ids)
        : await runsPage(request, cursor, ids);
    return { ...page, calls: page.calls + calls, missing: [...said, ...page.missing] };
  };

  async function connectionsPage(cursor: SweepCursor, workspaceIds: readonly string[]): Promise<SweepPage> {
    const found = await inventory({ ...deps, names, workspaceIds }, cursor);
    const next: SweepCursor =
      found.next === null
        ? { part: 'runs', workspace: 0, offset: 0 }
        : { part: 'connections', ...found.next };
    const { connections, calls, missing, unreadable } = found;
    return { connections, runs: [], next: encodeCursor(next), calls, missing, unreadable };
  }

  async function runsPage(
    request: SweepRequest,
    cursor: SweepCursor,
    workspaceIds: readonly string[],
  ): Promise<SweepPage> {
    const { runs, missing, calls, more } = await recentRuns({ ...deps, workspaceIds }, request, cursor);
    const onward: SweepCursor | null =
      cursor.part === 'runs' ? { part: 'running', workspace: 0, offset: 0 } : null;
    const next = more ? { ...cursor, offset: cursor.offset + rowsPerCall(deps.api) } : onward;
    return { connections: [], runs, next: next && encodeCursor(next), calls, missing };
  }
}
