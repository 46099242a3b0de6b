// Names of sources and destinations from their lists, a hundred a call and kept for an hour: never one by one.
import type { AirbyteApi } from '../api';
import { readRows } from './rows';
import { dataSchema, namedEndSchema } from './wire.schema';

const KEPT_MS = 60 * 60_000;
const ROWS = 100;
/** 10,000 sources; beyond them IDs stand for names. */
const CALLS_MAX = 100;

export interface EndNames {
  /** @throws OpError with read semantics */
  all(): Promise<{
    source(id: string): { name: string; type: string };
    destination(id: string): string;
    /** Calls that this answer cost; 0 while the last one is good. */
    calls: number;
  }>;
}

export function createEndNames(
  api: AirbyteApi,
  workspaceIds: () => Promise<readonly string[]>,
  deps: { now(): Date },
): EndNames {
  let kept:
    { sources: Map<string, { name: string; type: string }>; destinations: Map<string, string> } | undefined;
  let until = 0;

  async function list(
    path: '/sources' | '/destinations',
    each: (row: ReturnType<typeof namedEndSchema.parse>) => void,
  ) {
    const ids = await workspaceIds();
    let calls = 0;
    for (let offset = 0; calls < CALLS_MAX; offset += ROWS) {
      const query = {
        ...(ids.length > 0 && { workspaceIds: ids.join(',') }),
        ...{ limit: String(ROWS), offset: String(offset) },
      };
      const { data } = await api.read(path, dataSchema, query, 'sweep');
      calls += 1;
      readRows(path, data, namedEndSchema).rows.forEach(each);
      if (data.length < ROWS) break;
    }
    return calls;
  }

  return {
    async all() {
      let calls = 0;
      if (!kept || deps.now().getTime() >= until) {
        const sources = new Map<string, { name: string; type: string }>();
        const destinations = new Map<string, string>();
        calls += await list('/sources', ({ sourceId, name, sourceType }) => {
          if (sourceId) sources.set(sourceId, { name, type: sourceType ?? name });
        });
        calls += await list('/destinations', ({ destinationId, name }) => {
          if (destinationId) destinations.set(destinationId, name);
        });
        kept = { sources, destinations };
        until = deps.now().getTime() + KEPT_MS;
      }
      const { sources, destinations } = kept;
      return {
        source: (id) => sources.get(id) ?? { name: id, type: 'unknown' },
        destination: (id) => destinations.get(id) ?? id,
        calls,
      };
    },
  };
}
