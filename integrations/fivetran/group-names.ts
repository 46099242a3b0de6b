// What destinations are called. A group and its destination share one ID; only the group has a name.
import { createNameCache } from '../http/name-cache';
import type { FivetranApi } from './api';
import { groupSchema } from './wire-account.schema';
import { pageSchema } from './wire-parts.schema';

export interface GroupNames {
  /** One name, for a read of one connection; the ID where the name cannot be read. */
  one(groupId: string): Promise<string>;
  /** All names, for a sweep: one listing an hour at most. `calls` is what this asking has cost. */
  all(): Promise<{ nameOf(groupId: string): string; calls: number }>;
}

const KEPT_MS = 60 * 60_000;
/** A list that could not be read is asked for again sooner. */
const FAILURE_KEPT_MS = 5 * 60_000;
/** 20,000 groups at 1,000 a page. */
const PAGES_MAX = 20;

export function createGroupNames(api: FivetranApi, deps: { now(): Date }): GroupNames {
  const single = createNameCache<string>(deps);
  let names = new Map<string, string>();
  let until = 0;

  async function list(): Promise<number> {
    const found = new Map<string, string>();
    let cursor: string | undefined;
    let calls = 0;
    do {
      const query = { limit: '1000', ...(cursor !== undefined && { cursor }) };
      calls += 1;
      const page = await api
        .read('/v1/groups', pageSchema(groupSchema), { query, lane: 'sweep' })
        // A name is never worth failing for: what was known before stays, and the rest goes by its ID.
        .catch(() => undefined);
      const now = deps.now().getTime();
      if (!page) {
        until = now + FAILURE_KEPT_MS;
        names = new Map([...names, ...found]);
        return calls;
      }
      for (const group of page.items) found.set(group.id, group.name);
      cursor = page.next_cursor === cursor ? undefined : (page.next_cursor ?? undefined);
      until = now + KEPT_MS;
    } while (cursor !== undefined && calls < PAGES_MAX);
    names = found;
    return calls;
  }

  return {
    async one(groupId) {
      const known = until > deps.now().getTime() ? names.get(groupId) : undefined;
      if (known !== undefined) return known;
      return single.get(groupId, groupId, async () => {
        return (await api.read(`/v1/groups/${encodeURIComponent(groupId)}`, groupSchema)).name;
      });
    },
    async all() {
      const calls = until > deps.now().getTime() ? 0 : await list();
      return { nameOf: (groupId) => names.get(groupId) ?? groupId, calls };
    },
  };
}
