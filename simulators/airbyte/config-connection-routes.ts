// The config API's connections: status in batches, read, list, sync, clear, refresh, single streams.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { configConnection, connectionStatus } from './config-connection-view';
import { configJob, jobInfo } from './config-job-view';
import type { AirbyteInstance } from './instance';
import { findConnection, startClear, startSync } from './job-acts';
import { statusOf } from './native';
import { readInput, stateConflict } from './problems';
import { startRefresh } from './refresh';

const streams = z
  .array(z.looseObject({ streamName: z.string(), streamNamespace: z.string().nullish() }))
  .nullish();
export const connectionBody = z.looseObject({ connectionId: z.string() });
const streamsBody = connectionBody.extend({ streams });
const statusBody = z.looseObject({ connectionIds: z.array(z.string()) });
const refreshBody = streamsBody.extend({ refreshMode: z.enum(['Truncate', 'Merge']) });
const listBody = z.looseObject({ workspaceId: z.string().nullish() });

export function addConfigConnectionRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const find = (raw: unknown) => findConnection(instance, readInput(connectionBody, raw).connectionId);
  const names = (raw: unknown) => (readInput(streamsBody, raw).streams ?? []).map((one) => one.streamName);

  server.post('/api/v1/connections/status', async (request) =>
    readInput(statusBody, request.body).connectionIds.flatMap((id) => {
      const connection = instance.world.connections.get(id);
      return connection === undefined ? [] : [connectionStatus(instance, connection)];
    }),
  );
  server.post('/api/v1/connections/get', async (request) => configConnection(instance, find(request.body)));
  for (const path of ['list', 'list_all']) {
    server.post(`/api/v1/connections/${path}`, async (request) => {
      const { workspaceId } = readInput(listBody, request.body);
      const wanted = [...instance.world.connections.values()].filter(
        ({ native }) => workspaceId == null || native.workspaceId === workspaceId,
      );
      return { connections: wanted.map((connection) => configConnection(instance, connection)) };
    });
  }
  server.post('/api/v1/connections/delete', async (request, reply) => {
    instance.remove(find(request.body));
    return reply.code(204).send();
  });
  server.post('/api/v1/connections/sync', async (request) =>
    jobInfo(await startSync(instance, find(request.body))),
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
    const connection = find(request.body);
    if (statusOf(connection) !== 'active') throw stateConflict('Connection is not active');
    const job = startRefresh(instance, connection, names(request.body));
    return job === null ? {} : { job: configJob(job) };
  });
}
