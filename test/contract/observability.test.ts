// Status pages, Prometheus and Datadog over HTTP: what is read of them, and that none of their faults is an exception of ours.
import { createDatadogSource } from '../../integrations/datadog/metrics';
import { createPrometheusSource } from '../../integrations/prometheus/metrics';
import { createStatusPages } from '../../integrations/statuspage/status';
import { OpError } from '../../domain/op-error';
import { startObservabilitySimulator } from '../../simulators/observability/simulator';

let sim: { url: string; close(): Promise<void> };
beforeAll(async () => {
  sim = await startObservabilitySimulator();
});
afterAll(() => sim.close());
beforeEach(() => control('/reset', {}));

async function control(path: string, body?: object): Promise<unknown> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const answer = await fetch(`${sim.url}/_sim${path}`, body === undefined ? {} : init);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const limits = { timeoutMs: 500, now: () => new Date() };
const here = {
  ...{ provider: 'fivetran' as const, account: 'main', connectionId: 'c1' },
  ...{ service: 'postgres', destination: 'warehouse' },
};
const FROM = '2026-11-20T10:00:00.000Z';
const TO = '2026-11-20T12:00:00.000Z';
const POINTS = [
  { at: '2026-11-20T10:30:00.000Z', value: 12 },
  { at: '2026-11-20T11:55:00.000Z', value: 97.5 },
];
const query = { name: 'database CPU', query: 'cpu{db="{{connectionId}}"}', unit: 'percent' };

const prometheus = (token = 'sim-token') =>
  createPrometheusSource(
    { kind: 'prometheus', name: 'Prometheus', baseUrl: sim.url, token, queries: [query] },
    limits,
  );
const datadog = (key = 'sim-token') =>
  createDatadogSource(
    {
      kind: 'datadog',
      name: 'Datadog',
      baseUrl: sim.url,
      apiKey: key,
      applicationKey: key,
      queries: [query],
    },
    limits,
  );
const pages = (now = limits.now) => createStatusPages({ fivetran: sim.url }, { ...limits, now });

const SOURCES: [string, string, (secret?: string) => Promise<unknown>][] = [
  ['Prometheus', '/api/v1/query_range', (secret) => prometheus(secret).read(here, FROM, TO)],
  ['Datadog', '/api/v1/query', (secret) => datadog(secret).read(here, FROM, TO)],
  ['a status page', '/api/v2/summary.json', () => pages().read('fivetran')],
];

describe.each(SOURCES)('%s', (_name, path, ask) => {
  it.each([
    ['answers too late', { delayMs: 3000 }],
    ['refuses the key', { status: 401, body: { errors: ['no'] } }],
    ['is asked too often', { status: 429, headers: { 'retry-after': '60' } }],
    ['fails', { status: 500, body: 'oops' }],
    ['answers a web page', { status: 200, body: '<html></html>' }],
    ['answers another shape', { status: 200, body: { status: 7, data: [], series: 'none' } }],
    ['hangs up', { drop: true }],
  ])('that %s is one typed error', async (_what, how) => {
    await control('/faults', { method: 'GET', path, ...how });
    await expect(ask()).rejects.toBeInstanceOf(OpError);
  });
});

describe('metrics', () => {
  it.each([
    ['Prometheus', () => prometheus()],
    ['Datadog', () => datadog()],
  ])('are read from %s as points in order of time', async (_name, source) => {
    await control('/shown', { series: [POINTS] });
    expect(await source().read(here, FROM, TO)).toEqual([
      { name: 'database CPU', unit: 'percent', points: POINTS },
    ]);
  });

  it('of several replicas count as their highest at each moment', async () => {
    await control('/shown', { series: [POINTS, [{ at: POINTS[0]?.at, value: 40 }]] });
    const [reading] = await prometheus().read(here, FROM, TO);
    expect(reading?.points.map(({ value }) => value)).toEqual([40, 97.5]);
  });

  it('are asked for about this connection, whose name can never become part of the query', async () => {
    await prometheus().read({ ...here, connectionId: 'c"} or up{job="x' }, FROM, TO);
    const { items } = (await control('/requests?path=/api/v1/query_range')) as {
      items: { query: { query: string } }[];
    };
    expect(items[0]?.query.query).toBe('cpu{db="c___or_up_job__x"}');
  });

  it('never show a secret in what goes wrong', async () => {
    for (const ask of [prometheus('a-wrong-secret'), datadog('a-wrong-secret')])
      await ask.read(here, FROM, TO).then(
        () => Promise.reject(new Error('the wrong key was taken')),
        (error: unknown) => expect(String(error)).not.toContain('a-wrong-secret'),
      );
  });
});

describe('the status page', () => {
  it('is nothing where none is configured', async () => {
    expect(await pages().read('airbyte')).toBeNull();
  });

  it('tells what is open and how bad it is', async () => {
    const open = { name: 'Syncs are delayed', impact: 'major', started_at: '2026-11-20T11:00:00Z' };
    await control('/shown', { indicator: 'major', description: 'Partial Outage', incidents: [open] });
    expect(await pages().read('fivetran')).toEqual({
      ...{ indicator: 'major', description: 'Partial Outage' },
      incidents: [{ name: 'Syncs are delayed', impact: 'major', startedAt: '2026-11-20T11:00:00Z' }],
    });
  });

  it('is asked once a minute, however many incidents open', async () => {
    let at = Date.parse(TO);
    const status = pages(() => new Date(at));
    for (let i = 0; i < 5; i += 1) await status.read('fivetran');
    at += 61_000;
    await status.read('fivetran');
    const { items } = (await control('/requests?path=/api/v2/summary.json')) as { items: unknown[] };
    expect(items).toHaveLength(2);
  });
});
