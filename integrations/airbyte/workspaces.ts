// Which workspaces this account is about: those that are configured, else all that its application sees.
import type { AirbyteAccount } from '../../domain/account';
import type { AirbyteApi } from './api';
import { workspacesSchema } from './wire.schema';

const KEPT_MS = 60 * 60_000;
const ROWS = 100;
const CALLS_MAX = 20;

export interface Workspaces {
  /** As configured; empty = all that are visible. */
  wanted(): Promise<readonly string[]>;
  /** By ID, asked for once an hour. @throws OpError with read semantics */
  visible(): Promise<{ ids: string[]; calls: number }>;
  /** The config API wants them named, the public one takes none for all. */
  forSweep(configApi: boolean): Promise<{ ids: readonly string[]; calls: number }>;
}

export function createWorkspaces(
  config: Pick<AirbyteAccount, 'workspaceIds'>,
  api: AirbyteApi,
  deps: { now(): Date },
): Workspaces {
  let kept: string[] | undefined;
  let until = 0;

  async function visible(): Promise<{ ids: string[]; calls: number }> {
    if (config.workspaceIds.length > 0) return { ids: config.workspaceIds, calls: 0 };
    if (kept && deps.now().getTime() < until) return { ids: kept, calls: 0 };
    const ids: string[] = [];
    let calls = 0;
    for (let offset = 0; calls < CALLS_MAX; offset += ROWS) {
      const query = { limit: String(ROWS), offset: String(offset) };
      const { data } = await api.read('/workspaces', workspacesSchema, query, 'sweep');
      calls += 1;
      ids.push(...data.map((workspace) => workspace.workspaceId));
      if (data.length < ROWS) break;
    }
    kept = ids;
    until = deps.now().getTime() + KEPT_MS;
    return { ids, calls };
  }

  return {
    wanted: () => Promise.resolve(config.workspaceIds),
    visible,
    forSweep: (configApi) =>
      configApi ? visible() : Promise.resolve({ ids: config.workspaceIds, calls: 0 }),
  };
}
