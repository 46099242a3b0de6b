// Reads an Airbyte connection: connection and jobs always, failure reasons and schema changes where the config API is offered.
import { LIMITS } from '../../domain/limits';
import type { AirbyteAccount } from '../../domain/account';
import type { ConnectionFacts, ConnectionState, SyncRun } from '../../domain/connection-state';
import { createNameCache } from '../http/name-cache';
import { readOrMiss } from '../http/optional-read';
import type { AirbyteApi } from './api';
import { insights, type WireCatalogDiff } from './insights';
import { withLogTail } from './log-tail';
import { failureOf, runOf } from './runs';
import { airbyteState, schemaChangeOf } from './state';
import {
  connectionSchema,
  destinationSchema,
  jobInfoSchema,
  jobsSchema,
  sourceSchema,
  webBackendConnectionSchema,
  type WireConnection,
  type WireJob,
} from './wire.schema';

export interface AirbyteReader {
  readConnection(connectionId: string): Promise<WireConnection>;
  /** Newest first. */
  readJobs(connectionId: string): Promise<WireJob[]>;
  readState(connectionId: string): Promise<ConnectionState>;
  readFacts(connectionId: string): Promise<ConnectionFacts>;
}

interface SchemaNews {
  change: ConnectionState['schemaChange'];
  diff: WireCatalogDiff | undefined;
}

export function createAirbyteReader(
  account: AirbyteAccount,
  api: AirbyteApi,
  deps: { now(): Date },
  onConnection: (connection: WireConnection) => void,
): AirbyteReader {
  const sources = createNameCache<{ name: string; type: string }>(deps);
  const destinations = createNameCache<string>(deps);

  async function readConnection(connectionId: string): Promise<WireConnection> {
    const connection = await api.read(`/connections/${encodeURIComponent(connectionId)}`, connectionSchema);
    onConnection(connection);
    return connection;
  }

  async function readJobs(connectionId: string): Promise<WireJob[]> {
    // Without orderBy Airbyte answers the oldest jobs first.
    const query = { connectionId, orderBy: 'createdAt|DESC', limit: String(LIMITS.recentRunsMax) };
    return (await api.read('/jobs', jobsSchema, query)).data;
  }

  async function readSnapshot(connectionId: string, missing: ConnectionFacts['missing']) {
    const [connection, jobs, schemaNews] = await Promise.all([
      readConnection(connectionId),
      readJobs(connectionId),
      readOrMiss('schema changes', missing, () => readSchemaChange(connectionId)),
    ]);
    const { sourceId, destinationId } = connection;
    const [source, destination] = await Promise.all([
      sources.get(sourceId, { name: sourceId, type: 'unknown' }, async () => {
        const answer = await api.read(`/sources/${encodeURIComponent(sourceId)}`, sourceSchema);
        return { name: answer.name, type: answer.sourceType ?? answer.name };
      }),
      destinations.get(destinationId, destinationId, async () => {
        return (await api.read(`/destinations/${encodeURIComponent(destinationId)}`, destinationSchema)).name;
      }),
    ]);
    const readAt = deps.now();
    const state = airbyteState(connection, {
      jobs,
      service: source.type,
      destination,
      tags: { ...account.connectionTags[connectionId] },
      schemaChange: schemaNews?.change ?? 'unknown',
      readAt,
    });
    return { state, runs: jobs.map((job) => runOf(job, readAt)), diff: schemaNews?.diff };
  }

  /** Never with withRefreshedCatalog: that "read" pauses the connection when it finds a breaking change. */
  async function readSchemaChange(connectionId: string): Promise<SchemaNews> {
    const answer = await api.config.read(
      '/web_backend/connections/get',
      { connectionId },
      webBackendConnectionSchema,
    );
    return { change: schemaChangeOf(answer.schemaChange), diff: answer.catalogDiff ?? undefined };
  }

  async function withFailure(runs: SyncRun[], missing: ConnectionFacts['missing']): Promise<SyncRun[]> {
    const failed = runs.find((run) => run.status === 'failed');
    if (!failed) return runs;
    const what = `failure reason of job ${failed.id}`;
    const info = await readOrMiss(what, missing, () =>
      api.config.read('/jobs/get_without_logs', { id: Number(failed.id) }, jobInfoSchema),
    );
    const recorded = info && failureOf(info);
    const failure = recorded && (await withLogTail(api, failed.id, recorded, missing));
    if (info && !failure) missing.push({ what, why: 'Airbyte recorded no failure summary' });
    return failure ? runs.map((run) => (run === failed ? { ...run, failure } : run)) : runs;
  }

  return {
    readConnection,
    readJobs,
    readState: async (connectionId) => (await readSnapshot(connectionId, [])).state,
    async readFacts(connectionId) {
      const missing: ConnectionFacts['missing'] = [];
      const { state, runs, diff } = await readSnapshot(connectionId, missing);
      const [told, notices] = await Promise.all([
        withFailure(runs, missing),
        insights(api, state, diff, missing),
      ]);
      return { state: { ...state, notices: [...state.notices, ...notices] }, runs: told, missing };
    },
  };
}
