// The console: pages made here, for people with a browser. The same acts and the same rights as the API's.
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { createAuth } from '../auth';
import { Idempotency } from '../idempotency';
import type { IngressOptions } from '../options';
import { approvalPage } from './approvals';
import { serveAssets } from './assets';
import { auditPage } from './audit/routes';
import { brakePage } from './brakes/routes';
import { connectionPage } from './connections/routes';
import type { ConsoleDeps } from './deps';
import { incidentPages } from './incidents/routes';
import { sendProblemPage } from './problem-page';
import { Sessions } from './session';
import { signIn, signOut } from './sign-in';
import { NotSignedIn, Visits } from './visit';

/** Registers all pages; forms alone are taken as bodies. */
export async function consoleRoutes(
  app: FastifyInstance,
  options: IngressOptions & { now: () => Date },
): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(cookie);
  await app.register(formbody);
  await app.register(rateLimit, { global: false });
  const auth = createAuth(options);
  const sessions = new Sessions(options.now);
  const deps: ConsoleDeps = {
    ...{ ...options, auth, sessions, visits: new Visits(sessions, auth, options.links) },
    ...{ idempotency: new Idempotency(options.now), assets: serveAssets(app) },
  };
  app.setErrorHandler<Error>((error, request, reply) => {
    if (error instanceof NotSignedIn) {
      const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : '';
      return reply.header('cache-control', 'no-store').redirect(`/login${next}`, 303);
    }
    const problem = sendProblemPage(error, request, reply, deps);
    if (problem.status < 500) return reply;
    const route = request.routeOptions.url;
    const { message, stack } = error;
    options.logger.error({ route, status: problem.status, error: message, stack }, 'request.failed');
    return reply;
  });
  signIn(app, deps);
  await app.register((inside, _options, done) => {
    // Whatever a page does, nobody sees it without a session.
    inside.addHook('onRequest', (request) => deps.visits.arrive(request));
    signOut(inside, deps);
    incidentPages(inside, deps);
    approvalPage(inside, deps);
    connectionPage(inside, deps);
    brakePage(inside, deps);
    auditPage(inside, deps);
    done();
  });
}
