// All pages of a connection's sync history within the longest window that Fivetran accepts.
import type { ConnectionState } from '../../domain/connection-state';
import { LIMITS } from '../../domain/limits';
import { connectionPath, type FivetranApi } from './api';
import { syncSchema, type WireSync } from './wire.schema';
import { pageSchema } from './wire-parts.schema';

/** The longest window /sync-history accepts; without one it answers the last hour only. */
const WINDOW_MS_MAX = 7 * 24 * 3_600_000;
const WINDOW_MS_MIN = 3_600_000;
/** 5,000 syncs: a sync every 5 minutes makes 2,016 a week. */
const PAGES_MAX = 5;

/** The order of a page is not documented, so all pages are read. @throws OpError with read semantics */
export async function readSyncHistory(
  api: FivetranApi,
  state: ConnectionState,
  now: Date,
): Promise<WireSync[]> {
  const path = connectionPath(state.connectionId, '/sync-history');
  const window = historyWindow(state, now);
  const all: WireSync[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const query = { ...window, ...(cursor !== undefined && { cursor }) };
    const page = await api.read(path, pageSchema(syncSchema), { query });
    all.push(...page.items);
    if (!page.next_cursor || page.next_cursor === cursor) break;
    cursor = page.next_cursor;
  }
  return all;
}

/** Wide enough for the runs we keep twice over. */
function historyWindow(state: ConnectionState, now: Date): Record<string, string> {
  const { schedule } = state;
  const everyMs = schedule.kind === 'interval' ? schedule.everyMs : WINDOW_MS_MAX;
  const wanted = 2 * LIMITS.recentRunsMax * everyMs;
  const windowMs = Math.min(Math.max(wanted, WINDOW_MS_MIN), WINDOW_MS_MAX);
  return {
    start_time: new Date(now.getTime() - windowMs).toISOString(),
    end_time: now.toISOString(),
    limit: '1000',
  };
}
