// Answers that no route gives: errors in each API's own shape, and the web application's page on a wrong base path.
import { frameworkStatus } from '../engine/framework-fault';
import type { FastifyInstance } from 'fastify';
import { MalformedBody } from '../engine/http-server';
import { AirbyteProblem, badRequest } from './problems';

export const webPage = '<!doctype html><html><head><title>Airbyte</title></head></html>';

export function addErrors(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    const body = request.url.startsWith('/api/v1') ? problem.toConfig() : problem.toPublic();
    return reply.code(problem.status).send(body);
  });
  /** A wrong base path reaches the web application: 200 and HTML, 405 for writes (vendor behaviour, self-managed). */
  server.setNotFoundHandler((request, reply) => {
    if (!request.url.startsWith('/api/')) {
      const status = request.method === 'GET' || request.method === 'HEAD' ? 200 : 405;
      return reply.code(status).type('text/html').send(webPage);
    }
    const detail = `No such endpoint: ${request.method} ${request.originalUrl}`;
    return reply.code(404).send(new AirbyteProblem(404, 'not-found', detail).toPublic());
  });
}

function asProblem(error: unknown): AirbyteProblem {
  if (error instanceof AirbyteProblem) return error;
  if (error instanceof MalformedBody) return badRequest(error.message);
  const detail = error instanceof Error ? error.message : String(error);
  const refused = frameworkStatus(error);
  if (refused !== null) return new AirbyteProblem(refused, 'bad-request', detail);
  return new AirbyteProblem(500, 'unexpected-problem', detail);
}
