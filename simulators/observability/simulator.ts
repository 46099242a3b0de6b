// Starts one simulated world of observability: a Statuspage, a Prometheus and a Datadog, with what they show set from outside.
import { z } from 'zod';
import { Clock } from '../engine/clock';
import { read } from '../engine/control-body';
import { addFaultControls } from '../engine/fault-controls';
import { addFaultHooks } from '../engine/fault-hooks';
import { FaultBook } from '../engine/faults';
import { createServer, listen, withoutTrailingSlash, type RunningSimulator } from '../engine/http-server';
import { Random } from '../engine/random';
import { RequestLog } from '../engine/request-log';

const TOKEN = 'sim-token';

/** What is shown: a status page's summary, and the series that every query is answered with. */
const showing = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']).default('none'),
  description: z.string().default('All Systems Operational'),
  incidents: z
    .array(z.strictObject({ name: z.string(), impact: z.string(), started_at: z.string() }))
    .default([]),
  /** Points by time, one list a series. */
  series: z.array(z.array(z.strictObject({ at: z.iso.datetime(), value: z.number() }))).default([]),
});

const promQuery = z.object({
  query: z.string().min(1),
  start: z.string(),
  end: z.string(),
  step: z.string(),
});
const datadogQuery = z.object({ query: z.string().min(1), from: z.string(), to: z.string() });

export async function startObservabilitySimulator(
  options: { readonly host?: string; readonly port?: number } = {},
): Promise<RunningSimulator> {
  const clock = new Clock();
  const faults = new FaultBook(new Random());
  const requests = new RequestLog();
  let shown = showing.parse({});
  const server = createServer(withoutTrailingSlash);
  addFaultHooks(server, requests, faults, clock);

  server.get('/api/v2/summary.json', async () => ({
    page: { id: 'sim', name: 'Simulated', url: 'https://status.example' },
    status: { indicator: shown.indicator, description: shown.description },
    components: [],
    incidents: shown.incidents.map((one) => ({ ...one, status: 'investigating' })),
    scheduled_maintenances: [],
  }));

  server.get('/api/v1/query_range', async (request, reply) => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return reply.code(401).send({ message: 'Unauthorized' });
    const asked = promQuery.safeParse(request.query);
    if (!asked.success)
      return reply.code(400).send({ status: 'error', errorType: 'bad_data', error: 'invalid parameter' });
    const result = shown.series.map((points, index) => ({
      metric: { instance: `db-${index}` },
      values: points.map(({ at, value }) => [Date.parse(at) / 1000, String(value)]),
    }));
    return { status: 'success', data: { resultType: 'matrix', result } };
  });

  server.get('/api/v1/query', async (request, reply) => {
    const { 'dd-api-key': key, 'dd-application-key': application } = request.headers;
    if (key !== TOKEN || application !== TOKEN) return reply.code(403).send({ errors: ['Forbidden'] });
    const asked = datadogQuery.safeParse(request.query);
    if (!asked.success) return reply.code(400).send({ errors: ['invalid query'] });
    const series = shown.series.map((points) => ({
      metric: 'sim.metric',
      pointlist: points.map(({ at, value }) => [Date.parse(at), value]),
    }));
    return { status: 'ok', res_type: 'time_series', series, query: asked.data.query };
  });

  addFaultControls(
    server,
    { faults, requests, clock },
    {
      reset: () => void (shown = showing.parse({})),
      routes: (sim) =>
        void sim.post('/shown', async (request) => {
          shown = read(showing, request.body);
          return shown;
        }),
    },
  );
  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    url,
    close: async () => {
      clock.clear();
      await server.close();
    },
  };
}
