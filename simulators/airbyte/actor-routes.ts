// The public API's sources, destinations and streams. New configuration is what `reauth` and `config` wait for.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { uuidFrom } from '../engine/random';
import type { AirbyteInstance } from './instance';
import { seconds } from './job-view';
import type { Actor } from './native';
import { page } from './page';
import { badRequest, notFound, readInput } from './problems';
import { WORKSPACE_ID } from './workspace';

export const SECRET_MASK = '**********';
const SECRET_FIELD = /password|secret|token|private_key|api_key|passphrase/i;
const actorPatch = z.looseObject({
  name: z.string().optional(),
  configuration: z.record(z.string(), z.unknown()).optional(),
});
const params = z.object({ id: z.string() });

export function addActorRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  addActors(server, instance, instance.sources, 'source');
  addActors(server, instance, instance.destinations, 'destination');

  /** A bare array, names and keys only: the drift probe without side effects. */
  server.get('/api/public/v1/streams', async (request) => {
    const { sourceId } = readInput(z.looseObject({ sourceId: z.string().optional() }), request.query);
    if (sourceId === undefined) throw badRequest('sourceId is required');
    const connection = instance.connectionsOf(findActor(instance.sources, 'source', sourceId))[0];
    return (connection?.source ?? []).map((table) => ({
      streamName: table.name,
      streamnamespace: 'public',
      syncModes: [
        'full_refresh_overwrite',
        'full_refresh_append',
        'incremental_append',
        'incremental_deduped_history',
      ],
      defaultCursorField: ['updated_at'],
      sourceDefinedCursorField: false,
      sourceDefinedPrimaryKey: [['id']],
      propertyFields: table.columns.map((column) => [column.name]),
    }));
  });
}

function addActors(
  server: FastifyInstance,
  instance: AirbyteInstance,
  actors: ReadonlyMap<string, Actor>,
  kind: 'source' | 'destination',
): void {
  const base = `/api/public/v1/${kind}s`;
  const view = (actor: Actor) => ({
    [`${kind}Id`]: actor.id,
    name: actor.name,
    [`${kind}Type`]: actor.type,
    definitionId: uuidFrom(`definition/${kind}/${actor.type}`),
    workspaceId: WORKSPACE_ID,
    configuration: actor.configuration,
    createdAt: seconds(actor.createdAt),
  });
  const find = (raw: unknown) => findActor(actors, kind, readInput(params, raw).id);
  server.get(base, async (request) => page([...actors.values()], request.query, `/${kind}s`, view));
  server.get(`${base}/:id`, async (request) => view(find(request.params)));
  server.patch(`${base}/:id`, async (request) => {
    const actor = find(request.params);
    const patch = readInput(actorPatch, request.body);
    actor.name = patch.name ?? actor.name;
    if (patch.configuration !== undefined) configure(instance, actor, patch.configuration);
    return view(actor);
  });
}

export function findActor(actors: ReadonlyMap<string, Actor>, kind: string, id: string): Actor {
  const actor = actors.get(id);
  if (actor === undefined) throw notFound(kind, id);
  return actor;
}

/** Configuration is merged. Sending the mask back keeps the secret, so alone it changes nothing. */
export function configure(
  instance: AirbyteInstance,
  actor: Actor,
  configuration: Record<string, unknown>,
): void {
  const changed = Object.entries(configuration).filter(([, value]) => value !== SECRET_MASK);
  for (const [field, value] of changed) {
    actor.configuration[field] = SECRET_FIELD.test(field) ? SECRET_MASK : value;
  }
  if (changed.length === 0) return;
  for (const connection of instance.connectionsOf(actor)) {
    instance.world.effect(connection, 'config', 'api', actor.name);
    instance.world.remedy(connection, 'reauth', 'config');
  }
}
