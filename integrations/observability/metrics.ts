// What Prometheus may scrape from the API process.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { ModelUsage } from '../../domain/model/reply';
import type { IncidentReader } from '../../domain/reader-ports';

export interface Metrics {
  registry: Registry;
  /** One a delivery: `accepted`, `ignored`, or the reason for its refusal. */
  webhooks: Counter<'provider' | 'result'>;
  /** Seconds from request to answer. */
  requests: Histogram<'route' | 'status'>;
}

/** What models were asked is read from the store at each scrape, since workers ask them. */
export function createMetrics({ modelUsage }: Pick<IncidentReader, 'modelUsage'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: (usage: ModelUsage) => number) =>
    new Gauge({
      ...{ name, help, labelNames: ['model', 'prompt', 'outcome', 'verdict'] },
      registers: [registry],
      async collect() {
        // A store that is down is told by /readyz; a scrape without these figures is better than none.
        for (const one of await modelUsage().catch(() => [])) {
          const { model, promptVersion: prompt, outcome } = one;
          this.set({ model, prompt, outcome, verdict: one.verdict ?? 'none' }, value(one));
        }
      },
    });
  gauge('penstock_model_calls', 'Questions to models by how they ended', (one) => one.calls);
  gauge('penstock_model_tokens', 'Tokens that questions to models took', (one) => one.tokens);
  gauge('penstock_model_cost_usd', 'US dollars they cost, where prices are configured', (one) => one.usd);
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
