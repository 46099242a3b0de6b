// The config API's sources and destinations: read, change, check, discover, approve.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { failsTests } from '../engine/breakage';
import { newTable } from '../engine/source-schema';
import { uuidFrom } from '../engine/random';
import { actorView, configure, definitionId, findActor, type ActorKind } from './actors';
import { catalogStream } from './catalog-view';
import { checkActor, endOf, synchronousJob } from './connection-check';
import type { AirbyteInstance } from './instance';
import { findConnection } from './job-acts';
import { statusOf, type Actor } from './native';
import { readInput } from './problems';
import { catalogDiff, schemaChange } from './schema-changes';
import { discoverFor, isFresh, propagate } from './schema-refresh';

const idBody = z.looseObject({ sourceId: z.string().optional(), destinationId: z.string().optional() });
const updateBody = z.looseObject({
  name: z.string().nullish(),
  connectionConfiguration: z.record(z.string(), z.unknown()).nullish(),
});
const listBody = z.looseObject({ workspaceId: z.string().nullish() });
const discoverBody = z.looseObject({
  connectionId: z.string().nullish(),
  disable_cache: z.boolean().nullish(),
});

export function addConfigActorRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  addActors(server, instance, instance.sources, 'source');
  addActors(server, instance, instance.destinations, 'destination');

  server.post('/api/v1/sources/discover_schema', async (request) => {
    const { sourceId = '' } = readInput(idBody, request.body);
    const source = findActor(instance.sources, 'source', sourceId);
    return discover(instance, source, readInput(discoverBody, request.body));
  });
  server.post('/api/v1/sources/apply_schema_changes', async (request, reply) => {
    const { sourceId = '' } = readInput(idBody, request.body);
    const source = findActor(instance.sources, 'source', sourceId);
    for (const connection of instance.connectionsOf(source))
      if (connection.native.nonBreaking.startsWith('propagate')) propagate(instance, connection);
    return reply.code(204).send();
  });
}

function addActors(
  server: FastifyInstance,
  instance: AirbyteInstance,
  actors: Map<string, Actor>,
  kind: ActorKind,
): void {
  const base = `/api/v1/${kind}s`;
  const find = (raw: unknown) => {
    const body = readInput(idBody, raw);
    return findActor(actors, kind, (kind === 'source' ? body.sourceId : body.destinationId) ?? '');
  };
  const view = (actor: Actor) => {
    const { configuration, name, workspaceId, createdAt } = actorView(kind, actor);
    return {
      [`${kind}Id`]: actor.id,
      name,
      workspaceId,
      createdAt,
      [`${kind}Name`]: actor.type,
      [`${kind}DefinitionId`]: definitionId(kind, actor.type),
      connectionConfiguration: configuration,
    };
  };
  server.post(`${base}/get`, async (request) => view(find(request.body)));
  server.post(`${base}/list`, async (request) => {
    const { workspaceId } = readInput(listBody, request.body);
    const wanted = [...actors.values()].filter(
      (actor) => workspaceId == null || actor.workspaceId === workspaceId,
    );
    return { [`${kind}s`]: wanted.map(view) };
  });
  for (const path of ['update', 'partial_update']) {
    server.post(`${base}/${path}`, async (request) => {
      const actor = find(request.body);
      const body = readInput(updateBody, request.body);
      actor.name = body.name ?? actor.name;
      if (body.connectionConfiguration != null)
        configure(instance, actor, body.connectionConfiguration, path === 'update' ? 'replace' : 'merge');
      return view(actor);
    });
  }
  for (const path of ['check_connection', 'check_connection_for_update']) {
    server.post(`${base}/${path}`, async (request) => checkActor(instance, find(request.body), kind));
  }
}

/** With a connection ID it has side effects, unless the cache answers: a breaking change pauses that connection. */
function discover(
  instance: AirbyteInstance,
  source: Actor,
  { connectionId, disable_cache: fresh }: z.infer<typeof discoverBody>,
) {
  const connection = connectionId == null ? undefined : findConnection(instance, connectionId);
  const seen = connection ?? instance.connectionsOf(source)[0];
  const broken = seen?.broken ?? null;
  if (failsTests(broken) && endOf(broken) === 'source')
    return { jobInfo: synchronousJob(instance, 'discover_schema', false) };
  const cached = fresh !== true && seen !== undefined && isFresh(instance, seen);
  if (connection !== undefined && !cached) discoverFor(instance, connection);
  const tables = cached ? seen.native.discovered : (seen?.source ?? source.tables.map(newTable));
  const streams = tables.map((table) => ({
    stream: catalogStream(table),
    config: { selected: true },
  }));
  return {
    catalog: { streams },
    catalogId: uuidFrom(JSON.stringify(streams)),
    jobInfo: synchronousJob(instance, 'discover_schema', true),
    ...(connection === undefined
      ? {}
      : {
          catalogDiff: catalogDiff(instance, connection),
          breakingChange: schemaChange(instance, connection) === 'breaking',
          connectionStatus: statusOf(connection),
        }),
  };
}
