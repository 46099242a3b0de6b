// The public API's jobs: list, create, read, cancel.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AirbyteInstance, Job } from './instance';
import { cancelOn, findConnection, findJob, startClear, startSync } from './job-acts';
import { jobType, publicJob, updatedAt } from './job-view';
import { listOf, page } from './page';
import { AirbyteProblem, badRequest, readInput } from './problems';
import { WORKSPACE_ID } from './workspace';

const STATUSES = ['pending', 'queued', 'running', 'incomplete', 'failed', 'succeeded', 'cancelled'] as const;
const TYPES = ['sync', 'reset', 'refresh', 'clear'] as const;
const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional();
const listQuery = z.looseObject({
  connectionId: z.string().optional(),
  workspaceIds: z.unknown().optional(),
  status: z.enum(STATUSES).optional(),
  jobType: z.enum(TYPES).optional(),
  createdAtStart: moment,
  createdAtEnd: moment,
  updatedAtStart: moment,
  updatedAtEnd: moment,
  orderBy: z.string().default('createdAt|ASC'),
});
const createBody = z.looseObject({ connectionId: z.string(), jobType: z.enum(TYPES) });
const jobId = z.object({ id: z.coerce.number().int() });

export function addJobRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  server.get('/api/public/v1/jobs', async (request) => {
    const query = readInput(listQuery, request.query);
    const workspaces = listOf(query.workspaceIds);
    const found =
      workspaces.length > 0 && !workspaces.includes(WORKSPACE_ID) ? [] : jobsMatching(instance, query);
    return page(sorted(found, query.orderBy), request.query, '/jobs', publicJob);
  });

  server.post('/api/public/v1/jobs', async (request) => {
    const body = readInput(createBody, request.body);
    const connection = findConnection(instance, body.connectionId);
    switch (body.jobType) {
      case 'sync':
        return publicJob(startSync(instance, connection));
      case 'reset':
      case 'clear':
        return publicJob(startClear(instance, connection, body.jobType));
      case 'refresh':
        throw new AirbyteProblem(422, 'unprocessable-entity', 'The request could not be processed.', {
          message: 'Refreshes are not supported in the public API',
        });
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

function jobsMatching(instance: AirbyteInstance, query: z.infer<typeof listQuery>): Job[] {
  return jobsOf(instance, query.connectionId).filter(
    ({ record }) =>
      (query.status === undefined || record.status === query.status) &&
      (query.jobType === undefined || jobType(record) === query.jobType) &&
      isWithin(record.startedAt, query.createdAtStart, query.createdAtEnd) &&
      isWithin(updatedAt(record), query.updatedAtStart, query.updatedAtEnd),
  );
}

export function jobsOf(instance: AirbyteInstance, connectionId: string | undefined): Job[] {
  if (connectionId === undefined) return [...instance.jobs.values()];
  const history = instance.world.connections.get(connectionId)?.history ?? [];
  return history.flatMap((record) => instance.jobs.get(Number(record.id)) ?? []);
}

function isWithin(at: number, start: number | undefined, end: number | undefined): boolean {
  return (start === undefined || at >= start) && (end === undefined || at <= end);
}

/** Oldest first unless asked otherwise: the vendor's default, and a trap for readers of page one. */
export function sorted(jobs: readonly Job[], orderBy: string): Job[] {
  const [field, direction = 'ASC'] = orderBy.split('|');
  if ((field !== 'createdAt' && field !== 'updatedAt') || (direction !== 'ASC' && direction !== 'DESC')) {
    throw badRequest(`Invalid order by clause provided: ${orderBy}`);
  }
  const at = ({ record }: Job) => (field === 'createdAt' ? record.startedAt : updatedAt(record));
  const sign = direction === 'ASC' ? 1 : -1;
  return [...jobs].sort((a, b) => sign * (at(a) - at(b) || a.id - b.id));
}
