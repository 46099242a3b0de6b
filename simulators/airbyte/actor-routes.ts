// The public API's sources and destinations, and the streams of a source.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { failsTests } from '../engine/breakage';
import { newTable } from '../engine/source-schema';
import { actorView, configure, definitionId, findActor, type ActorKind } from './actors';
import { publicStream } from './catalog-view';
import { endOf } from './connection-check';
import type { AirbyteInstance } from './instance';
import type { Actor } from './native';
import { listOf, page } from './page';
import { AirbyteProblem, badRequest, notFound, readInput } from './problems';

const configuration = z.record(z.string(), z.unknown());
const createBody = z.looseObject({
  name: z.string(),
  workspaceId: z.string(),
  definitionId: z.string().nullish(),
  configuration,
});
const patchBody = z.looseObject({ name: z.string().nullish(), configuration: configuration.nullish() });
const putBody = z.looseObject({ name: z.string(), configuration });
const params = z.object({ id: z.string() });
const listQuery = z.looseObject({ workspaceIds: z.unknown().optional() });
const getQuery = z.looseObject({ includeSecretCoordinates: z.string().optional() });
const streamsQuery = z.looseObject({ sourceId: z.string().optional(), ignoreCache: z.string().optional() });
const TABLES_DEFAULT = ['orders', 'customers'];

export function addActorRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  addActors(server, instance, instance.sources, 'source');
  addActors(server, instance, instance.destinations, 'destination');

  /** A bare array, names and keys only: the drift probe without side effects. `ignoreCache` meets the real source. */
  server.get('/api/public/v1/streams', async (request) => {
    const { sourceId, ignoreCache } = readInput(streamsQuery, request.query);
    if (sourceId === undefined) throw badRequest('sourceId is required');
    const source = findActor(instance.sources, 'source', sourceId);
    const connection = instance.connectionsOf(source)[0];
    const broken = connection?.broken ?? null;
    if (ignoreCache === 'true' && failsTests(broken) && endOf(broken) === 'source')
      throw new AirbyteProblem(500, 'unexpected-problem', 'An unexpected problem has occurred.', {
        message: `Something went wrong in the connector. logs:${broken?.message ?? ''}`,
      });
    const cached = instance.settings.discoverWindowMinutes !== 'always' && ignoreCache !== 'true';
    const tables = cached ? connection?.native.discovered : connection?.source;
    return (tables ?? source.tables.map(newTable)).map(publicStream);
  });
}

function addActors(
  server: FastifyInstance,
  instance: AirbyteInstance,
  actors: Map<string, Actor>,
  kind: ActorKind,
): void {
  const base = `/api/public/v1/${kind}s`;
  const find = (raw: unknown) => findActor(actors, kind, readInput(params, raw).id);

  server.get(base, async (request) => {
    const workspaces = listOf(readInput(listQuery, request.query).workspaceIds);
    const wanted = [...actors.values()].filter(
      ({ workspaceId }) => workspaces.length === 0 || workspaces.includes(workspaceId),
    );
    return page(instance, request, `/${kind}s`, wanted, (actor) => actorView(kind, actor));
  });
  server.post(base, async (request) => {
    const body = readInput(createBody, request.body);
    if (!instance.workspaces.has(body.workspaceId)) throw notFound('workspace', body.workspaceId);
    const type = typeOf(actors, kind, body);
    const actor: Actor = {
      id: instance.random.uuid(),
      type,
      name: body.name,
      workspaceId: body.workspaceId,
      createdAt: instance.clock.now(),
      configuration: body.configuration,
      tables: TABLES_DEFAULT,
    };
    return actorView(kind, instance.addActor(actors, actor));
  });
  server.get(`${base}/:id`, async (request) => {
    const { includeSecretCoordinates } = readInput(getQuery, request.query);
    return actorView(kind, find(request.params), includeSecretCoordinates === 'true');
  });
  server.patch(`${base}/:id`, async (request) => {
    const actor = find(request.params);
    const patch = readInput(patchBody, request.body);
    actor.name = patch.name ?? actor.name;
    if (patch.configuration != null) configure(instance, actor, patch.configuration);
    return actorView(kind, actor);
  });
  server.put(`${base}/:id`, async (request) => {
    const actor = find(request.params);
    const body = readInput(putBody, request.body);
    actor.name = body.name;
    configure(instance, actor, body.configuration, 'replace');
    return actorView(kind, actor);
  });
  /** The connections of a deleted end go with it. */
  server.delete(`${base}/:id`, async (request, reply) => {
    const actor = find(request.params);
    for (const connection of instance.connectionsOf(actor)) instance.remove(connection);
    actors.delete(actor.id);
    return reply.code(204).send();
  });
}

/** One of `definitionId` and `configuration.sourceType` must say what it is. */
function typeOf(
  actors: ReadonlyMap<string, Actor>,
  kind: ActorKind,
  body: z.infer<typeof createBody>,
): string {
  const said = body.configuration[`${kind}Type`];
  if (typeof said === 'string') return said;
  if (body.definitionId == null)
    throw badRequest(`One of configuration.${kind}Type or definitionId must be provided.`);
  const known = [...actors.values()].find(({ type }) => definitionId(kind, type) === body.definitionId);
  return known?.type ?? (kind === 'source' ? 'postgres' : 'snowflake');
}
