// A page of the whole account: in an inventory every connection, then what has run since, then what is under way.
import type { AirbyteAccount } from '../../../domain/account';
import { OpError } from '../../../domain/op-error';
import type { SweepPage, SweepRequest } from '../../../domain/sweep/survey';
import type { AirbyteApi } from '../api';
import type { Workspaces } from '../workspaces';
import { CONFIG_CONNECTIONS, configInventory } from './config-inventory';
import { begin, decodeCursor, encodeCursor, isFirstPage, type SweepCursor } from './cursor';
import { createEndNames } from './end-names';
import type { PartOfSweep } from './inventory';
import { createPageSize } from './page-size';
import { PUBLIC_CONNECTIONS, publicInventory } from './public-inventory';
import { createRecentRuns } from './recent-runs';

interface SweepDeps {
  config: AirbyteAccount;
  api: AirbyteApi;
  workspaces: Workspaces;
  onConnection(connection: { connectionId: string; workspaceId: string }): void;
  now(): Date;
}

/** Said once a sweep, with the first page that it is true of. */
const WITHOUT_CONFIG_API: SweepPage['missing'] = [
  { what: 'reasons of failures', why: 'the public API tells that a job failed, not why (configApiUrl)' },
  { what: 'schema changes', why: 'only the config API tells them (configApiUrl)' },
  { what: 'last successes before this sweep', why: 'the public API lists runs, not outcomes of connections' },
];
/** Airbyte may take the config API away (404, its web application's page, 403): a sweep goes on without. */
const GONE = new Set(['provider.not_found', 'provider.invalid_answer', 'provider.forbidden']);

/** @returns a reader of pages. It throws OpError with read semantics; `provider.invalid_answer` for endless lists */
export function createAirbyteSweep(deps: SweepDeps): (request: SweepRequest) => Promise<SweepPage> {
  const names = createEndNames(deps.config, deps.api, deps);
  const sizes = { config: createPageSize(CONFIG_CONNECTIONS), public: createPageSize(PUBLIC_CONNECTIONS) };
  const recentRuns = createRecentRuns(deps);

  return async (request) => {
    const cursor =
      request.cursor === null
        ? begin(
            request.scope === 'inventory' ? 'connections' : 'runs',
            deps.api.config.offered ? 'config' : 'public',
          )
        : decodeCursor(request.cursor);
    const said = request.cursor === null && cursor.by === 'public' ? WITHOUT_CONFIG_API : [];
    const { next, ...page } = await withFallback(request, cursor);
    return { ...page, missing: [...said, ...page.missing], next: next && encodeCursor(next) };
  };

  async function withFallback(request: SweepRequest, cursor: SweepCursor): Promise<PartOfSweep> {
    try {
      return await pageAt(request, cursor);
    } catch (error) {
      if (cursor.by === 'public' || !isFirstPage(cursor)) throw error;
      if (!(error instanceof OpError) || !GONE.has(error.code)) throw error;
      const page = await pageAt(request, { ...cursor, by: 'public' });
      const gap = { what: 'the config API', why: error.message };
      return { ...page, calls: page.calls + 1, missing: [gap, ...WITHOUT_CONFIG_API, ...page.missing] };
    }
  }

  /** The next page of this part, else the first of the one that follows. */
  async function pageAt(request: SweepRequest, cursor: SweepCursor): Promise<PartOfSweep> {
    const { ids, calls } = await deps.workspaces.forSweep(cursor.by === 'config');
    const page = await readPart(request, cursor, ids);
    const following = { connections: 'runs', runs: 'running', running: null } as const;
    const part = following[cursor.part];
    return { ...page, calls: page.calls + calls, next: page.next ?? (part && begin(part, cursor.by)) };
  }

  function readPart(
    request: SweepRequest,
    cursor: SweepCursor,
    workspaceIds: readonly string[],
  ): Promise<PartOfSweep> {
    if (cursor.part !== 'connections') return recentRuns(request, cursor, workspaceIds);
    const inventory = { ...deps, names, pageSize: sizes[cursor.by], workspaceIds };
    return cursor.by === 'config'
      ? configInventory(inventory, request, cursor)
      : publicInventory(inventory, cursor);
  }
}
