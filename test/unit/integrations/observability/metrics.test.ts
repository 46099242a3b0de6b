import { createMetrics } from '../../../../integrations/observability/metrics';

describe('the metrics', () => {
  it('count webhooks by provider and result and time requests', async () => {
    const { registry, webhooks, requests } = createMetrics();
    webhooks.inc({ provider: 'fivetran', result: 'accepted' });
    requests.observe({ route: '/healthz', status: '200' }, 0.02);
    const text = await registry.metrics();
    expect(text).toContain('penstock_webhooks_total{provider="fivetran",result="accepted"} 1');
    expect(text).toContain(
      'penstock_http_request_duration_seconds_bucket{le="0.025",route="/healthz",status="200"} 1',
    );
  });

  it('can be made twice in one process', () => {
    expect(createMetrics().registry).not.toBe(createMetrics().registry);
  });
});
