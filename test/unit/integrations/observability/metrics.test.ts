import { createMetrics } from '../../../../integrations/observability/metrics';

const STORE = { modelUsage: () => Promise.resolve([]) };

describe('the metrics', () => {
  it('count webhooks by provider and result and time requests', async () => {
    const { registry, webhooks, requests } = createMetrics(STORE);
    webhooks.inc({ provider: 'fivetran', result: 'accepted' });
    requests.observe({ route: '/healthz', status: '200' }, 0.02);
    const text = await registry.metrics();
    expect(text).toContain('penstock_webhooks_total{provider="fivetran",result="accepted"} 1');
    expect(text).toContain(
      'penstock_http_request_duration_seconds_bucket{le="0.025",route="/healthz",status="200"} 1',
    );
  });

  it('can be made twice in one process', () => {
    expect(createMetrics(STORE).registry).not.toBe(createMetrics(STORE).registry);
  });

  it('tell what models were asked and what became of the answers, and outlive a store that is down', async () => {
    const one = {
      model: 'm',
      promptVersion: 'diagnose@1',
      outcome: 'answered',
      verdict: 'citation',
    } as const;
    const used = createMetrics({ modelUsage: async () => [{ ...one, calls: 2, tokens: 90, usd: 0.5 }] });
    const labels = '{model="m",prompt="diagnose@1",outcome="answered",verdict="citation"}';
    const text = await used.registry.metrics();
    expect(text).toContain(`penstock_model_calls${labels} 2`);
    expect(text).toContain(`penstock_model_tokens${labels} 90`);
    const down = createMetrics({ modelUsage: () => Promise.reject(new Error('down')) });
    expect(await down.registry.metrics()).toContain('penstock_webhooks_total');
  });
});
