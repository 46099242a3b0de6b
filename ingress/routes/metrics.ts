// GET /metrics for Prometheus, and the timing of every request that it shows.
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../integrations/observability/metrics';
import { METRICS } from '../operations/health';

/** Routes are counted by their pattern, never by URL: no IDs and no secrets in labels. */
export function metricsRoutes(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const labels = { route: request.routeOptions.url ?? 'unknown', status: String(reply.statusCode) };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: METRICS }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}
