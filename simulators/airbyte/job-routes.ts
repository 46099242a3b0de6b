// The public API's jobs: list, create, read, cancel.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AirbyteInstance } from './instance';
import { cancelOn, findConnection, findJob, startClear, startSync } from './job-acts';
import { findJobs, moment, ordered } from './job-query';
import { jobType, publicJob } from './job-view';
import { listOf, page } from './page';
import { readInput, unprocessable } from './problems';

const STATUSES = ['pending', 'queued', 'running', 'incomplete', 'failed', 'succeeded', 'cancelled'] as const;
const TYPES = ['sync', 'reset', 'refresh', 'clear'] as const;
const listQuery = z.looseObject({
  connectionId: z.string().optional(),
  workspaceIds: z.unknown().optional(),
  status: z.enum(STATUSES).optional(),
  jobType: z.enum(TYPES).optional(),
  createdAtStart: moment,
  createdAtEnd: moment,
  updatedAtStart: moment,
  updatedAtEnd: moment,
  orderBy: z.string().optional(),
});
const createBody = z.looseObject({ connectionId: z.string(), jobType: z.enum(TYPES) });
const jobId = z.object({ id: z.coerce.number().int() });

export function addJobRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  server.get('/api/public/v1/jobs', async (request) => {
    const query = readInput(listQuery, request.query);
    const { status, jobType: type } = query;
    const found = findJobs(instance, {
      ...query,
      workspaceIds: listOf(query.workspaceIds),
      fits: (job) =>
        (status === undefined || job.status === status) &&
        (type === undefined || jobType(job.record) === type),
    });
    return page(instance, request, '/jobs', ordered(found, query.orderBy), publicJob);
  });

  server.post('/api/public/v1/jobs', async (request) => {
    const body = readInput(createBody, request.body);
    const connection = findConnection(instance, body.connectionId);
    switch (body.jobType) {
      case 'sync':
        return publicJob(await startSync(instance, connection));
      case 'reset':
      case 'clear':
        return publicJob(startClear(instance, connection, body.jobType));
      case 'refresh':
        throw unprocessable('Refreshes are not supported in the public API');
    }
  });

  server.get('/api/public/v1/jobs/:id', async (request) =>
    publicJob(findJob(instance, readInput(jobId, request.params).id)),
  );
  server.delete('/api/public/v1/jobs/:id', async (request) => {
    const job = findJob(instance, readInput(jobId, request.params).id);
    cancelOn(instance, job.connection);
    return publicJob(job);
  });
}
