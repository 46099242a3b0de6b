// Which workspaces this account is about: those that are configured, else all that its application sees.
import type { AirbyteAccount } from '../../domain/account';
import { OpError } from '../../domain/op-error';
import type { AirbyteApi } from './api';
import { workspacesSchema } from './wire.schema';

const KEPT_MS = 60 * 60_000;
const ROWS = 100;
const CALLS_MAX = 20;

export interface Workspaces {
  /** As configured, else those that are seen, asked for once an hour. @throws OpError with read semantics */
  visible(): Promise<{ ids: readonly string[]; calls: number }>;
  /** The config API wants them named, the public one takes none for all. */
  forSweep(configApi: boolean): Promise<{ ids: readonly string[]; calls: number }>;
}

export function createWorkspaces(
  { workspaceIds }: Pick<AirbyteAccount, 'workspaceIds'>,
  api: AirbyteApi,
  deps: { now(): Date },
): Workspaces {
  let kept: readonly string[] = [];
  let until = 0;

  async function visible(): Promise<{ ids: readonly string[]; calls: number }> {
    if (workspaceIds.length > 0) return { ids: workspaceIds, calls: 0 };
    if (deps.now().getTime() < until) return { ids: kept, calls: 0 };
    const { ids, calls } = await list(api);
    // An application that sees nothing yet may soon: that is not kept.
    if (ids.length > 0) until = deps.now().getTime() + KEPT_MS;
    kept = ids;
    return { ids, calls };
  }

  return {
    visible,
    forSweep: (configApi) => (configApi ? visible() : Promise.resolve({ ids: workspaceIds, calls: 0 })),
  };
}

async function list(api: AirbyteApi): Promise<{ ids: string[]; calls: number }> {
  const ids = new Set<string>();
  for (let calls = 1; calls <= CALLS_MAX; calls += 1) {
    const query = { limit: String(ROWS), offset: String((calls - 1) * ROWS) };
    const { data } = await api.read('/workspaces', workspacesSchema, query, 'sweep');
    for (const workspace of data) ids.add(workspace.workspaceId);
    if (data.length < ROWS) return { ids: [...ids], calls };
  }
  throw new OpError('provider.invalid_answer', {
    message: `Airbyte's list of workspaces does not end after ${CALLS_MAX * ROWS} rows: name them in workspaceIds`,
  });
}
