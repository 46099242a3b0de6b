// Reads a Fivetran connection: its state in one call, and with it what history, alerts and surroundings can be read.
import { LIMITS } from '../../domain/limits';
import type { FivetranAccount } from '../../domain/account';
import type { ConnectionFacts, ConnectionState, SyncRun } from '../../domain/connection-state';
import { readOrMiss } from '../http/optional-read';
import { connectionPath, type FivetranApi } from './api';
import { noticesFrom, runsFromHistory, withErrors } from './history';
import type { GroupNames } from './group-names';
import { fivetranState } from './state';
import { agentNotices, destinationNotices } from './surroundings';
import { readSyncHistory } from './sync-history';
import { connectionSchema, errorsSchema, warningsSchema, type WireConnection } from './wire.schema';

interface FivetranReader {
  readState(connectionId: string): Promise<ConnectionState>;
  readFacts(connectionId: string): Promise<ConnectionFacts>;
}

/** Runs from the log that Fivetran writes into a destination: hours old, but with rows. */
export interface LoggedRuns {
  /** Newest first. @throws OpError */
  runs(connectionId: string): Promise<SyncRun[]>;
}

export function createFivetranReader(
  config: FivetranAccount,
  api: FivetranApi,
  deps: { now(): Date; groups: GroupNames; platformLog?: LoggedRuns | undefined },
): FivetranReader {
  const readConnection = (connectionId: string) => api.read(connectionPath(connectionId), connectionSchema);

  async function stateOf(connection: WireConnection): Promise<ConnectionState> {
    const destination = await deps.groups.one(connection.group_id);
    const tags = { ...config.connectionTags[connection.id] };
    return fivetranState(connection, { destination, tags, readAt: deps.now() });
  }

  /** The log is asked only where the API offers no history: it comes hours later. */
  async function readRuns(state: ConnectionState, missing: ConnectionFacts['missing']): Promise<SyncRun[]> {
    const history = await readOrMiss('sync history', missing, () => readSyncHistory(api, state, deps.now()));
    if (history) return runsFromHistory(history);
    const { platformLog } = deps;
    if (!platformLog) return [];
    const logged = await readOrMiss('platform log', missing, () => platformLog.runs(state.connectionId));
    return logged ?? [];
  }

  /** Each may be absent: not in the plan (403), private preview (404), not released yet (400), no permission (403). */
  async function readFacts(connectionId: string): Promise<ConnectionFacts> {
    const missing: ConnectionFacts['missing'] = [];
    const connection = await readConnection(connectionId);
    const state = await stateOf(connection);
    const path = (rest: string) => connectionPath(connectionId, rest);
    const [recent, errors, warnings, destination, agent] = await Promise.all([
      readRuns(state, missing),
      readOrMiss('errors', missing, () => api.read(path('/errors'), errorsSchema)),
      readOrMiss('warnings', missing, () => api.read(path('/warnings'), warningsSchema)),
      destinationNotices(api, connection, missing),
      agentNotices(api, connection, missing),
    ]);
    const runs = withErrors(recent, errors?.items ?? []);
    // What stands in the way of every connection comes first: lists are cut at their end.
    const short = [...destination, ...agent, ...state.notices];
    const notices = merge(short, noticesFrom(errors?.items ?? [], warnings?.items ?? []));
    return { state: { ...state, notices }, runs, missing };
  }

  return { readState: async (id) => stateOf(await readConnection(id)), readFacts };
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
