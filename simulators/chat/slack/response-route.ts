// `/response/{id}`: what an app says later, by the URL that came with an act. No token; a short life.
import type { FastifyInstance } from 'fastify';
import { MalformedBody } from '../../engine/http-server';
import { isObject } from './block-kit/check';
import { Refusal } from './refusal';
import { respond } from './respond';
import type { Workspace } from './workspace';

export function addResponseRoute(server: FastifyInstance, workspace: Workspace): void {
  void server.register(async (scope) => {
    scope.setErrorHandler((error, _request, reply) => {
      if (error instanceof Refusal) return reply.code(400).send(error.toBody());
      if (error instanceof MalformedBody)
        return reply.code(400).send({ ok: false, error: 'invalid_payload' });
      return reply.code(500).send({ ok: false, error: 'internal_error' });
    });
    scope.post<{ Params: { id: string } }>('/response/:id', async (request, reply) => {
      const { body } = request;
      if (!isObject(body)) throw new Refusal('invalid_payload');
      const place = workspace.responseUrls.use(request.params.id);
      if (typeof place === 'string') return reply.code(404).send({ ok: false, error: place });
      respond(workspace, place, body);
      return reply.type('text/plain').send('ok');
    });
  });
}
