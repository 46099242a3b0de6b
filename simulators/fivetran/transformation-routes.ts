// Fivetran's transformations and their projects: list, read, change, run, cancel, delete.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { microTime } from './connection-view';
import { FivetranError, notFound, page, readInput, success } from './envelope';
import { SIM_USER } from './users';
import { scheduleShape, type Transformation } from './transformations';

const listQuery = z.looseObject({
  group_id: z.string().optional(),
  project_id: z.string().optional(),
  type: z.string().optional(),
});
const patchBody = z.looseObject({ paused: z.boolean().optional(), schedule: scheduleShape.optional() });
const runBody = z.looseObject({ full_refresh: z.boolean().default(false) });
type ById = { Params: { id: string } };

export function addTransformationRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const { transformations } = account;
  const all = () => [...transformations.byId.values()];
  const find = (id: string): Transformation => {
    const found = transformations.byId.get(id);
    if (found === undefined) throw notFound('Transformation', id);
    return found;
  };
  const projects = () => {
    const own = all().filter(({ type }) => type === 'DBT_CORE');
    return [...new Map(own.map((one) => [one.projectId, projectView(one)])).values()];
  };

  server.get('/v1/transformations', async (request) => {
    const query = readInput(listQuery, request.query);
    const wanted = all().filter(
      ({ groupId, projectId, type }) =>
        (query.group_id ?? groupId) === groupId &&
        (query.project_id ?? projectId) === projectId &&
        (query.type ?? type) === type,
    );
    return success(page(wanted, request.query, transformationView));
  });
  server.get<ById>('/v1/transformations/:id', async (request) =>
    success(transformationView(find(request.params.id))),
  );
  server.patch<ById>('/v1/transformations/:id', async (request) => {
    const one = find(request.params.id);
    const patch = readInput(patchBody, request.body);
    one.paused = patch.paused ?? one.paused;
    one.schedule = patch.schedule ?? one.schedule;
    return success(transformationView(one), 'Transformation has been updated');
  });
  server.delete<ById>('/v1/transformations/:id', async (request) => {
    const one = find(request.params.id);
    one.stopTimer?.();
    transformations.byId.delete(one.id);
    return success(undefined, `Transformation with id '${one.id}' has been deleted`);
  });
  server.post<ById>('/v1/transformations/:id/run', async (request) => {
    const one = find(request.params.id);
    readInput(runBody, request.body ?? {});
    if (one.status === 'RUNNING')
      throw new FivetranError(409, 'Conflict', `Transformation '${one.id}' is already running`);
    transformations.run(one);
    return success(undefined, `Transformation with id '${one.id}' has been started`);
  });
  server.post<ById>('/v1/transformations/:id/cancel', async (request) => {
    const one = find(request.params.id);
    if (one.status !== 'RUNNING')
      throw new FivetranError(409, 'Conflict', `Transformation '${one.id}' is not running`);
    transformations.cancel(one);
    return success(undefined, `Transformation with id '${one.id}' has been canceled`);
  });

  server.get('/v1/transformation-projects', async (request) =>
    success(page(projects(), request.query, ({ status: _status, errors: _errors, ...project }) => project)),
  );
  server.get<ById>('/v1/transformation-projects/:id', async (request) => {
    const project = projects().find(({ id }) => id === request.params.id);
    if (project === undefined) throw notFound('TransformationProject', request.params.id);
    return success(project);
  });
}

function transformationView(one: Transformation) {
  return {
    id: one.id,
    status: one.status,
    schedule: one.schedule,
    type: one.type,
    paused: one.paused,
    created_at: microTime(one.createdAt),
    created_by_id: SIM_USER,
    ...(one.lastStartedAt === null ? {} : { last_started_at: microTime(one.lastStartedAt) }),
    ...(one.lastEndedAt === null ? {} : { last_ended_at: microTime(one.lastEndedAt) }),
    output_model_names: one.models,
  };
}

function projectView({ projectId, groupId, createdAt }: Transformation) {
  return {
    id: projectId,
    type: 'DBT_CORE',
    status: 'READY',
    errors: [],
    created_at: microTime(createdAt),
    created_by_id: SIM_USER,
    group_id: groupId,
  };
}
