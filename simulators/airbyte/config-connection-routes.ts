// The config API's connections: status in batches, sync, clear, refresh, streams apart, catalog and state.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { latest } from '../engine/connection';
import { configConnection, connectionStatus, syncCatalog } from './config-connection-view';
import { configJob, jobInfo } from './config-job-view';
import { acceptSchema, patchConnection } from './connection-routes';
import type { AirbyteInstance } from './instance';
import { findConnection, startClear, startRefresh, startSync } from './job-acts';
import { badRequest, readInput } from './problems';
import { catalogDiff, discoverFor, schemaChange } from './schema-changes';

const streams = z
  .array(z.looseObject({ streamName: z.string(), streamNamespace: z.string().nullish() }))
  .default([]);
const connectionBody = z.looseObject({ connectionId: z.string() });
const streamsBody = connectionBody.extend({ streams });
const statusBody = z.looseObject({ connectionIds: z.array(z.string()) });
const refreshBody = streamsBody.extend({ refreshMode: z.enum(['Truncate', 'Merge']) });
const updateBody = connectionBody.extend({
  name: z.string().optional(),
  status: z.enum(['active', 'inactive', 'deprecated']).optional(),
  syncCatalog: z.unknown().optional(),
});
const webBackendBody = connectionBody.extend({ withRefreshedCatalog: z.boolean().default(false) });

export function addConfigConnectionRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const find = (raw: unknown) => findConnection(instance, readInput(connectionBody, raw).connectionId);
  const names = (raw: unknown) => readInput(streamsBody, raw).streams.map((stream) => stream.streamName);

  server.post('/api/v1/connections/status', async (request) =>
    readInput(statusBody, request.body).connectionIds.flatMap((id) => {
      const connection = instance.world.connections.get(id);
      return connection === undefined ? [] : [connectionStatus(instance, connection)];
    }),
  );
  server.post('/api/v1/connections/get', async (request) => configConnection(instance, find(request.body)));
  server.post('/api/v1/connections/sync', async (request) =>
    jobInfo(startSync(instance, find(request.body))),
  );

  for (const kind of ['clear', 'reset'] as const) {
    server.post(`/api/v1/connections/${kind}`, async (request) =>
      jobInfo(startClear(instance, find(request.body), kind)),
    );
    server.post(`/api/v1/connections/${kind}/stream`, async (request) =>
      jobInfo(startClear(instance, find(request.body), kind, names(request.body))),
    );
  }
  server.post('/api/v1/connections/refresh', async (request) => {
    readInput(refreshBody, request.body);
    const job = startRefresh(instance, find(request.body), names(request.body));
    return job === null ? {} : { job: configJob(job) };
  });

  const update = (raw: unknown) => {
    const body = readInput(updateBody, raw);
    const connection = findConnection(instance, body.connectionId);
    if (body.syncCatalog !== undefined) acceptSchema(instance, connection);
    patchConnection(instance, connection, { name: body.name, status: body.status });
    return configConnection(instance, connection);
  };
  server.post('/api/v1/connections/update', async (request) => update(request.body));
  server.post('/api/v1/connections/update_with_reason', async (request) => {
    const { connectionUpdate } = readInput(
      z.looseObject({ connectionUpdate: z.unknown().optional() }),
      request.body,
    );
    return update(connectionUpdate);
  });
  server.post('/api/v1/web_backend/connections/update', async (request) => update(request.body));
  server.post('/api/v1/connections/apply_schema_changes', async (request) => {
    const connection = find(request.body);
    if (!connection.native.nonBreaking.startsWith('propagate'))
      throw badRequest('The preference is not to propagate');
    const propagatedDiff = catalogDiff(connection);
    acceptSchema(instance, connection);
    return { propagatedDiff };
  });

  /** `withRefreshedCatalog` looks like a read and pauses like a discovery. */
  server.post('/api/v1/web_backend/connections/get', async (request) => {
    const connection = find(request.body);
    if (readInput(webBackendBody, request.body).withRefreshedCatalog) discoverFor(instance, connection);
    return {
      ...configConnection(instance, connection),
      isSyncing: connection.active !== null,
      schemaChange: schemaChange(connection),
      catalogDiff: catalogDiff(connection),
      syncCatalog: syncCatalog(connection),
    };
  });

  server.post('/api/v1/state/get', async (request) => {
    const connection = find(request.body);
    const synced = latest(connection.history, (run) => run.kind === 'sync' && run.status === 'succeeded');
    if (synced?.endedAt == null) return { connectionId: connection.id, stateType: 'not_set' };
    const cursor = new Date(synced.endedAt).toISOString();
    const streamState = connection.native.streams.map(({ name }) => ({
      streamDescriptor: { name, namespace: 'public' },
      streamState: { cursor },
    }));
    return { connectionId: connection.id, stateType: 'stream', streamState };
  });
}
