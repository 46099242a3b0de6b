// Reads a Fivetran connection: its state in one call, and with it what history and alerts the account offers.
import { LIMITS } from '../../domain/limits';
import type { FivetranAccount } from '../../domain/account';
import type { ConnectionFacts, ConnectionState } from '../../domain/connection-state';
import { createNameCache } from '../http/name-cache';
import { readOrMiss } from '../http/optional-read';
import { connectionPath, type FivetranApi } from './api';
import { noticesFrom, runsFromHistory, withErrors } from './history';
import { fivetranState } from './state';
import {
  connectionSchema,
  errorsSchema,
  groupSchema,
  syncHistorySchema,
  warningsSchema,
} from './wire.schema';

interface FivetranReader {
  readState(connectionId: string): Promise<ConnectionState>;
  readFacts(connectionId: string): Promise<ConnectionFacts>;
}

export function createFivetranReader(
  config: FivetranAccount,
  api: FivetranApi,
  deps: { now(): Date },
): FivetranReader {
  const destinations = createNameCache<string>(deps);

  async function readState(connectionId: string): Promise<ConnectionState> {
    const connection = await api.read(connectionPath(connectionId), connectionSchema);
    const groupId = connection.group_id;
    // A group and its destination share one ID; only the group has a name.
    const destination = await destinations.get(groupId, groupId, async () => {
      return (await api.read(`/v1/groups/${encodeURIComponent(groupId)}`, groupSchema)).name;
    });
    const tags = { ...config.connectionTags[connectionId] };
    return fivetranState(connection, { destination, tags, readAt: deps.now() });
  }

  /** Each of the three may be absent: not in the plan (403), private preview (404) or not released yet (400). */
  async function readFacts(connectionId: string): Promise<ConnectionFacts> {
    const missing: ConnectionFacts['missing'] = [];
    const state = await readState(connectionId);
    const window = historyWindow(state, deps.now());
    const path = (rest: string) => connectionPath(connectionId, rest);
    const [history, errors, warnings] = await Promise.all([
      readOrMiss('sync history', missing, () => api.read(path('/sync-history'), syncHistorySchema, window)),
      readOrMiss('errors', missing, () => api.read(path('/errors'), errorsSchema)),
      readOrMiss('warnings', missing, () => api.read(path('/warnings'), warningsSchema)),
    ]);
    const runs = withErrors(runsFromHistory(history?.items ?? []), errors?.items ?? []);
    const notices = noticesFrom(errors?.items ?? [], warnings?.items ?? []);
    return { state: { ...state, notices: merge(state.notices, notices) }, runs, missing };
  }

  return { readState, readFacts };
}

/** The detailed lists repeat what the connection object already shows in short. */
function merge(
  short: ConnectionState['notices'],
  detailed: ConnectionState['notices'],
): ConnectionState['notices'] {
  const known = new Set(short.map(({ code, message }) => JSON.stringify([code, message])));
  const news = detailed.filter(({ code, message }) => !known.has(JSON.stringify([code, message])));
  return [...short, ...news].slice(0, LIMITS.evidenceItemsMax * 2);
}

/** The longest window /sync-history accepts; without one it answers the last hour only. */
const HISTORY_WINDOW_MS_MAX = 7 * 24 * 3_600_000;
const HISTORY_WINDOW_MS_MIN = 3_600_000;

/** Wide enough for the runs we keep twice over; the order of a page is not documented, so all must fit on one. */
function historyWindow(state: ConnectionState, now: Date): Record<string, string> {
  const { schedule } = state;
  const everyMs = schedule.kind === 'interval' ? schedule.everyMs : HISTORY_WINDOW_MS_MAX;
  const wanted = 2 * LIMITS.recentRunsMax * everyMs;
  const windowMs = Math.min(Math.max(wanted, HISTORY_WINDOW_MS_MIN), HISTORY_WINDOW_MS_MAX);
  return {
    start_time: new Date(now.getTime() - windowMs).toISOString(),
    end_time: now.toISOString(),
    limit: '1000',
  };
}
