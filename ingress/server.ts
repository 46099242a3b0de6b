// The HTTP server: limits, headers, errors and the routes, put together.
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import { createMetrics } from '../integrations/observability/metrics';
import { consoleRoutes } from './console/routes';
import { answerUnknown, frameworkProblem } from './no-such-route';
import { openapi } from './openapi';
import type { IngressOptions } from './options';
import { sendProblem } from './problem';
import { answerUnreadable } from './unreadable-request';
import { api } from './routes/api';
import { health } from './routes/health';
import { metricsRoutes } from './routes/metrics';
import { webhooks } from './routes/webhooks';
import { openSlackSocket } from './slack/socket';

const API_BODY_BYTES_MAX = 64 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

/** The server with all its routes, not yet listening: what tests inject requests into. */
export async function buildIngress(options: IngressOptions): Promise<FastifyInstance> {
  const { logger, metrics = createMetrics(options.reader), now = () => new Date() } = options;
  const app = fastify({
    // Own log lines instead: URLs of Airbyte webhooks hold a secret.
    logger: false,
    bodyLimit: API_BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: frameworkProblem,
    clientErrorHandler: answerUnreadable,
  });
  app.setErrorHandler<Error>((error, request, reply) => {
    const problem = sendProblem(error, request, reply);
    if (problem.status < 500) return;
    const route = request.routeOptions.url;
    logger.error(
      { route, status: problem.status, error: error.message, stack: error.stack },
      'request.failed',
    );
  });
  await app.register(helmet);
  answerUnknown(app);
  await openapi(app);
  metricsRoutes(app, metrics);
  health(app, options);
  await app.register((scope) => webhooks(scope, { ...options, metrics, now }));
  await app.register((scope) => api(scope, { ...options, now }), { prefix: '/api/v1' });
  await app.register((scope) => consoleRoutes(scope, { ...options, now }));
  return app;
}

/** Listens. @throws Error saying which port is taken and how to choose another. */
export async function startIngress(
  options: IngressOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const app = await buildIngress(options);
  try {
    const url = await app.listen({ host: options.host, port: options.port });
    options.logger.info({ url }, 'api.listening');
    const socket = slackSocket(options);
    return {
      url,
      async close() {
        await socket?.close();
        await app.close();
      },
    };
  } catch (error) {
    await app.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`port ${options.port} on ${options.host} is taken: set PENSTOCK_PORT to another`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** In the background: neither its absence nor its refusal holds up webhooks. */
function slackSocket(options: IngressOptions): { close(): Promise<void> } | null {
  const { slack, now = () => new Date() } = options;
  if (!slack?.socket) return null;
  return openSlackSocket(slack.socket, { ...options, slack: slack.door, now });
}
