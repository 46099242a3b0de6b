// The public API's tags: a flat list, not paged.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AirbyteInstance } from './instance';
import { listOf } from './page';
import { AirbyteProblem, notFound, readInput } from './problems';
import { tagView, type Tag } from './tags';
import { findWorkspace } from './workspace-routes';
import { WORKSPACE_ID } from './workspace';

const NAME_CHARS_MAX = 30;
const name = z.string().min(1).max(NAME_CHARS_MAX);
const color = z.string().regex(/^[0-9a-f]{6}$/i, 'must be six hexadecimal digits');
const createBody = z.looseObject({ name, color, workspaceId: z.string().default(WORKSPACE_ID) });
const patchBody = z.looseObject({ name, color });
const params = z.object({ id: z.string() });
const listQuery = z.looseObject({ workspaceIds: z.unknown().optional() });

export function addTagRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const find = (raw: unknown): Tag => {
    const { id } = readInput(params, raw);
    const tag = instance.tags.get(id);
    if (tag === undefined) throw notFound('tag', id);
    return tag;
  };
  const refuseTaken = (workspaceId: string, wanted: string) => {
    if (!instance.tags.has(workspaceId, wanted)) return;
    throw new AirbyteProblem(409, 'tag-already-exists', `A tag named ${wanted} exists already`, {
      name: wanted,
    });
  };
  const rename = (from: Tag, to: string) => {
    for (const connection of instance.world.connections.values()) {
      if (connection.native.workspaceId !== from.workspaceId) continue;
      connection.tags = connection.tags.map((tag) => (tag === from.name ? to : tag));
    }
    instance.tags.rename(from, to);
  };

  server.get('/api/public/v1/tags', async (request) => {
    // What the control API put on a connection becomes a tag at the latest when somebody looks.
    for (const { native, tags } of instance.world.connections.values())
      for (const tag of tags) instance.tags.named(native.workspaceId, tag);
    const wanted = listOf(readInput(listQuery, request.query).workspaceIds);
    return { data: instance.tags.all(wanted).map(tagView) };
  });
  server.post('/api/public/v1/tags', async (request) => {
    const body = readInput(createBody, request.body);
    findWorkspace(instance, body.workspaceId);
    refuseTaken(body.workspaceId, body.name);
    const tag = instance.tags.named(body.workspaceId, body.name);
    tag.color = body.color;
    return tagView(tag);
  });
  server.get('/api/public/v1/tags/:id', async (request) => tagView(find(request.params)));
  server.patch('/api/public/v1/tags/:id', async (request) => {
    const tag = find(request.params);
    const body = readInput(patchBody, request.body);
    if (body.name !== tag.name) {
      refuseTaken(tag.workspaceId, body.name);
      rename(tag, body.name);
    }
    tag.color = body.color;
    return tagView(tag);
  });
  server.delete('/api/public/v1/tags/:id', async (request, reply) => {
    const tag = find(request.params);
    for (const connection of instance.world.connections.values()) {
      if (connection.native.workspaceId === tag.workspaceId)
        connection.tags = connection.tags.filter((one) => one !== tag.name);
    }
    instance.tags.remove(tag);
    return reply.code(204).send();
  });
}
