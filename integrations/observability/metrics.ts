// What Prometheus may scrape from the API process.
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  registry: Registry;
  /** One a delivery: `accepted`, `ignored`, or the reason for its refusal. */
  webhooks: Counter<'provider' | 'result'>;
  /** Seconds from request to answer. */
  requests: Histogram<'route' | 'status'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    webhooks: new Counter({
      name: 'penstock_webhooks_total',
      help: 'Webhook deliveries by provider and what became of them',
      labelNames: ['provider', 'result'],
      registers: [registry],
    }),
    requests: new Histogram({
      name: 'penstock_http_request_duration_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
  };
}
