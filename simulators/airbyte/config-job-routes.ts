// The config API's jobs: lists with attempts, one job with its failure summary, one attempt, cancellation.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { uuidFrom } from '../engine/random';
import { actorView, definitionId, findActor } from './actors';
import { attemptInfo, attempts, configJob, configType, jobInfo } from './config-job-view';
import type { AirbyteInstance } from './instance';
import type { Job } from './job';
import { cancelOn, findJob } from './job-acts';
import { findJobs, moment, ordered } from './job-query';
import { AirbyteProblem, notFound, readInput } from './problems';

const CONFIG_TYPES = [
  'check_connection_source',
  'check_connection_destination',
  'discover_schema',
  'get_spec',
  'sync',
  'reset_connection',
  'refresh',
  'clear',
] as const;
export const pagination = z
  .looseObject({
    pageSize: z.number().int().min(1).default(20),
    rowOffset: z.number().int().min(0).default(0),
  })
  .nullish()
  .transform((given) => given ?? { pageSize: 20, rowOffset: 0 });
const listBody = z.looseObject({
  configTypes: z.array(z.enum(CONFIG_TYPES)),
  configId: z.string().nullish(),
  workspaceIds: z.array(z.string()).nullish(),
  includingJobId: z.number().nullish(),
  statuses: z.array(z.string()).nullish(),
  createdAtStart: moment,
  createdAtEnd: moment,
  updatedAtStart: moment,
  updatedAtEnd: moment,
  orderByField: z.enum(['createdAt', 'updatedAt']).default('createdAt'),
  orderByMethod: z.enum(['ASC', 'DESC']).default('DESC'),
  pagination,
});
const idBody = z.looseObject({ id: z.coerce.number().int() });
const attemptBody = z.looseObject({ jobId: z.coerce.number().int(), attemptNumber: z.number().int().min(0) });

export function addConfigJobRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const list = async (raw: unknown) => {
    const { configId, statuses, configTypes, includingJobId, ...body } = readInput(listBody, raw);
    const found = findJobs(instance, {
      ...body,
      connectionId: configId ?? undefined,
      workspaceIds: body.workspaceIds ?? [],
      fits: (job) =>
        configTypes.includes(configType(job.record)) &&
        (statuses == null || statuses.length === 0 || statuses.includes(job.status)),
    });
    const all = ordered(found, `${body.orderByField}|${body.orderByMethod}`);
    const { pageSize, rowOffset } = body.pagination;
    const including = includingJobId == null ? -1 : all.findIndex(({ id }) => id === includingJobId);
    const from = including < 0 ? rowOffset : Math.floor(including / pageSize) * pageSize;
    const jobs = all.slice(from, from + pageSize);
    return {
      jobs: jobs.map((job) => ({ job: configJob(job), attempts: attempts(job) })),
      totalJobCount: all.length,
    };
  };
  const one = (raw: unknown) => findJob(instance, readInput(idBody, raw).id);

  server.post('/api/v1/jobs/list', (request) => list(request.body));
  server.post('/api/v1/jobs/list_for_workspaces', (request) => list(request.body));
  server.post('/api/v1/jobs/get', async (request) => jobInfo(one(request.body), true));
  server.post('/api/v1/jobs/get_without_logs', async (request) => jobInfo(one(request.body)));
  server.post('/api/v1/jobs/get_light', async (request) => ({ job: configJob(one(request.body)) }));
  server.post('/api/v1/jobs/get_debug_info', async (request) => debugInfo(instance, one(request.body)));
  server.post('/api/v1/jobs/cancel', async (request) => {
    const job = one(request.body);
    cancelOn(instance, job.connection);
    return jobInfo(job);
  });
  server.post('/api/v1/jobs/retry_states/get', async (request) => retryState(one(request.body)));
  server.post('/api/v1/jobs/explain', async (request) => {
    one(request.body);
    throw new AirbyteProblem(
      501,
      'error:implementation/not-implemented-in-oss',
      'Not implemented in this edition',
    );
  });
  server.post('/api/v1/attempt/get_for_job', async (request) => {
    const { jobId, attemptNumber } = readInput(attemptBody, request.body);
    const info = attemptInfo(findJob(instance, jobId), attemptNumber);
    if (info === undefined) throw notFound('attempt', `${jobId}/${attemptNumber}`);
    return info;
  });
}

function debugInfo(instance: AirbyteInstance, job: Job) {
  const { sourceId, destinationId } = job.connection.native;
  const source = findActor(instance.sources, 'source', sourceId);
  const destination = findActor(instance.destinations, 'destination', destinationId);
  return {
    job: {
      ...configJob(job),
      airbyteVersion: '2.2.0',
      sourceDefinition: {
        ...actorView('source', source),
        sourceDefinitionId: definitionId('source', source.type),
      },
      destinationDefinition: {
        ...actorView('destination', destination),
        destinationDefinitionId: definitionId('destination', destination.type),
      },
    },
    attempts: jobInfo(job, true).attempts,
    workflowState: { running: job.record.status === 'running' },
  };
}

function retryState(job: Job) {
  const { retries } = job;
  return {
    id: uuidFrom(`retry/${job.id}`),
    connectionId: job.record.connectionId,
    jobId: job.id,
    successiveCompleteFailures: retries.successiveComplete,
    totalCompleteFailures: retries.totalComplete,
    successivePartialFailures: retries.successivePartial,
    totalPartialFailures: retries.totalPartial,
  };
}
