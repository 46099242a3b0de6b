// Names of sources and destinations from their lists, a hundred a call and kept for an hour: never one by one.
import type { AirbyteAccount } from '../../../domain/account';
import type { AirbyteApi } from '../api';
import { readRows } from './rows';
import { dataSchema, namedEndSchema } from './wire.schema';

const KEPT_MS = 60 * 60_000;
/** A list that could not be read is asked for again sooner. */
const FAILURE_KEPT_MS = 5 * 60_000;
const ROWS = 100;
/** 10,000 sources; beyond them IDs stand for names. */
const CALLS_MAX = 100;

export interface EndNames {
  /** Never fails: what cannot be read goes by its ID. `calls` is what this asking has cost. */
  all(): Promise<{
    sourceType(id: string): string | undefined;
    destination(id: string): string | undefined;
    calls: number;
  }>;
}

export function createEndNames(
  { workspaceIds }: Pick<AirbyteAccount, 'workspaceIds'>,
  api: AirbyteApi,
  deps: { now(): Date },
): EndNames {
  const sourceTypes = new Map<string, string>();
  const destinations = new Map<string, string>();
  let until = 0;

  async function list(path: '/sources' | '/destinations'): Promise<{ calls: number; whole: boolean }> {
    let before: string | undefined;
    for (let calls = 1; calls <= CALLS_MAX; calls += 1) {
      const query = {
        ...(workspaceIds.length > 0 && { workspaceIds: workspaceIds.join(',') }),
        ...{ limit: String(ROWS), offset: String((calls - 1) * ROWS) },
      };
      // A name is never worth failing for: what was known before stays.
      const page = await api.read(path, dataSchema, query, 'sweep').catch(() => undefined);
      if (!page) return { calls, whole: false };
      for (const { sourceId, destinationId, name, sourceType } of readRows(path, page.data, namedEndSchema)
        .rows) {
        if (sourceId) sourceTypes.set(sourceId, sourceType ?? name);
        if (destinationId) destinations.set(destinationId, name);
      }
      const first = JSON.stringify(page.data[0]);
      // A page that comes again: this server does not page.
      if (page.data.length < ROWS || first === before) return { calls, whole: true };
      before = first;
    }
    return { calls: CALLS_MAX, whole: true };
  }

  return {
    async all() {
      let calls = 0;
      if (deps.now().getTime() >= until) {
        const lists = [await list('/sources'), await list('/destinations')];
        calls = lists.reduce((sum, one) => sum + one.calls, 0);
        until = deps.now().getTime() + (lists.every((one) => one.whole) ? KEPT_MS : FAILURE_KEPT_MS);
      }
      return {
        sourceType: (id) => sourceTypes.get(id),
        destination: (id) => destinations.get(id),
        calls,
      };
    },
  };
}
