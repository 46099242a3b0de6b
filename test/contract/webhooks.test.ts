// The simulators build and sign their webhooks without any of our code: what they send must come out as events.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { normaliseAirbyteWebhook } from '../../integrations/airbyte/normalise';
import { verifyAirbyteWebhook } from '../../integrations/airbyte/webhook';
import { normaliseFivetranWebhook } from '../../integrations/fivetran/normalise';
import { verifyFivetranWebhook } from '../../integrations/fivetran/webhook';
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { startFivetranSimulator } from '../../simulators/fivetran/simulator';
import { eventually, simControl } from './sim-control';

interface Delivery {
  path: string;
  headers: IncomingHttpHeaders;
  rawBody: Buffer;
}

let server: Server;
let receiver: string;
let deliveries: Delivery[];

beforeEach(async () => {
  deliveries = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({ path: request.url ?? '', headers: request.headers, rawBody: Buffer.concat(chunks) });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server always answers an AddressInfo; only pipes answer a string.
  receiver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function configure(url: string, settings: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/_sim/webhooks`, {
    method: 'POST',
    headers,
    body: JSON.stringify(settings),
  });
  if (!response.ok) throw new Error(await response.text());
}

const received = (count: number) =>
  eventually(
    () => Promise.resolve(deliveries),
    (all) => all.length >= count,
  );

describe('webhooks of the simulators', () => {
  it.each(['upper', 'lower'])(
    'Fivetran, %s case: a failed sync is verified and read; repeats keep their ID',
    async (signatureCase) => {
      const sim = await startFivetranSimulator();
      const control = simControl(sim.url);
      try {
        await configure(sim.url, { url: receiver, secret: 'shh', repeat: 2, signatureCase });
        const id = await control.create({ service: 'postgres', syncSeconds: 0.05 });
        await control.act(id, 'break', { message: 'too many connections for role', until: 'never' });
        await control.act(id, 'run');
        await received(4);
        const events = deliveries.map(({ headers, rawBody }) => {
          const verdict = verifyFivetranWebhook({
            rawBody,
            headers,
            secrets: ['old', 'shh'],
            now: new Date(),
          });
          if (verdict.kind !== 'verified') throw new Error(JSON.stringify(verdict));
          return normaliseFivetranWebhook(verdict.payload, 'main');
        });
        const failures = events.flatMap((event) => ('id' in event ? [event] : []));
        expect(failures).toHaveLength(2);
        expect(failures[0]).toMatchObject({
          kind: 'sync_failed',
          connectionId: id,
          message: expect.stringContaining('too many connections'),
        });
        expect(failures[0]).toEqual(failures[1]);
        expect(events).toContainEqual({ ignored: 'a sync started' });
      } finally {
        await sim.close();
      }
    },
  );

  it('Airbyte: the secret in the path proves a failed and a successful sync', async () => {
    const sim = await startAirbyteSimulator();
    const control = simControl(sim.url);
    try {
      await configure(sim.url, { url: `${receiver}/webhooks/airbyte/main/path-secret` });
      const id = await control.create({ sourceType: 'postgres', syncSeconds: 0.05 });
      await control.act(id, 'break', {
        message: 'Too many requests',
        class: 'rate_limit',
        until: { syncs: 1 },
      });
      for (const count of [1, 2]) {
        await control.act(id, 'run');
        await received(count);
      }
      const events = deliveries.map(({ path, headers, rawBody }) => {
        const pathSecret = path.split('/').at(-1) ?? '';
        const verdict = verifyAirbyteWebhook({ rawBody, headers, pathSecret, secrets: ['path-secret'] });
        if (verdict.kind !== 'verified') throw new Error(JSON.stringify(verdict));
        return normaliseAirbyteWebhook(verdict.payload, { account: 'main', receivedAt: new Date() });
      });
      const { history } = await control.truth(id);
      const runs = history.slice(-2).map((run) => run.id);
      expect(events).toEqual([
        expect.objectContaining({
          kind: 'sync_failed',
          connectionId: id,
          message: expect.stringContaining('Too many'),
        }),
        expect.objectContaining({ kind: 'sync_succeeded', connectionId: id }),
      ]);
      expect(events.map((event) => ('id' in event ? event.runId : undefined)).sort()).toEqual(runs.sort());
    } finally {
      await sim.close();
    }
  });
});
