// What stands before every route: the missing config API, the rate limit, the token.
import type { FastifyInstance } from 'fastify';
import { webPage } from './answers';
import { rateLimited, type RateLimit } from './rate-limit';
import type { Settings } from './settings';
import type { Tokens } from './tokens';

const ANONYMOUS = [
  '/api/public/v1/applications/token',
  '/api/v1/applications/token',
  '/api/public/v1/health',
  '/api/v1/health',
];

export function addGates(
  server: FastifyInstance,
  tokens: Tokens,
  limit: RateLimit,
  settings: () => Settings,
): void {
  server.addHook('preHandler', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (!path.startsWith('/api/')) return;
    const { configApi } = settings();
    if (path.startsWith('/api/v1/') && configApi !== 'on') {
      if (configApi === 'html') return reply.type('text/html').send(webPage);
      return reply
        .code(404)
        .send({ message: 'Not Found', _embedded: { errors: [{ message: 'Page Not Found' }] } });
    }
    if (path.startsWith('/api/public/') && !limit.admits()) return reply.code(429).send(rateLimited);
    if (!ANONYMOUS.includes(path)) tokens.require(request.headers.authorization);
  });
}
