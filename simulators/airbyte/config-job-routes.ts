// The config API's jobs: lists with attempts, one job with its failure summary, cancellation.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { attempts, configJob, configType, jobInfo } from './config-job-view';
import type { AirbyteInstance } from './instance';
import { cancelOn, findJob } from './job-acts';
import { jobsOf, sorted } from './job-routes';
import { updatedAt } from './job-view';
import { readInput } from './problems';

const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional();
const listBody = z.looseObject({
  configTypes: z.array(z.string()).default([]),
  configId: z.string().optional(),
  statuses: z.array(z.string()).default([]),
  createdAtStart: moment,
  createdAtEnd: moment,
  updatedAtStart: moment,
  updatedAtEnd: moment,
  orderByField: z.enum(['createdAt', 'updatedAt']).default('createdAt'),
  orderByMethod: z.enum(['ASC', 'DESC']).default('DESC'),
  pagination: z
    .looseObject({
      pageSize: z.number().int().min(1).default(20),
      rowOffset: z.number().int().min(0).default(0),
    })
    .default({ pageSize: 20, rowOffset: 0 }),
});
const idBody = z.looseObject({ id: z.coerce.number().int() });

export function addConfigJobRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const list = async (raw: unknown) => {
    const body = readInput(listBody, raw);
    const found = jobsOf(instance, body.configId).filter(
      ({ record }) =>
        (body.configTypes.length === 0 || body.configTypes.includes(configType(record))) &&
        (body.statuses.length === 0 || body.statuses.includes(record.status)) &&
        record.startedAt >= (body.createdAtStart ?? 0) &&
        record.startedAt <= (body.createdAtEnd ?? Infinity) &&
        updatedAt(record) >= (body.updatedAtStart ?? 0) &&
        updatedAt(record) <= (body.updatedAtEnd ?? Infinity),
    );
    const { pageSize, rowOffset } = body.pagination;
    const jobs = sorted(found, `${body.orderByField}|${body.orderByMethod}`).slice(
      rowOffset,
      rowOffset + pageSize,
    );
    return {
      jobs: jobs.map((job) => ({ job: configJob(job), attempts: attempts(job) })),
      totalJobCount: found.length,
    };
  };
  const one = (raw: unknown) => findJob(instance, readInput(idBody, raw).id);

  server.post('/api/v1/jobs/list', (request) => list(request.body));
  server.post('/api/v1/jobs/list_for_workspaces', (request) => list(request.body));
  server.post('/api/v1/jobs/get', async (request) => jobInfo(one(request.body)));
  server.post('/api/v1/jobs/get_without_logs', async (request) => jobInfo(one(request.body)));
  server.post('/api/v1/jobs/get_light', async (request) => ({ job: configJob(one(request.body)) }));
  server.post('/api/v1/jobs/cancel', async (request) => {
    const job = one(request.body);
    cancelOn(instance, job.connection);
    return jobInfo(job);
  });
}
