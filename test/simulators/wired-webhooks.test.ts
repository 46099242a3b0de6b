// The webhook that the control API sets is one of the provider's: whoever lists webhooks there sees it.
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { startFivetranSimulator } from '../../simulators/fivetran/simulator';
import type { RunningSimulator } from '../../simulators/engine/http-server';
import { at, caller, list } from './http-client';

const BASIC = { authorization: `Basic ${Buffer.from('sim-key:sim-secret').toString('base64')}` };
const URL_SET = 'http://127.0.0.1:9/webhooks/here';

describe('at Fivetran', () => {
  let simulator: RunningSimulator;
  beforeAll(async () => void (simulator = await startFivetranSimulator()));
  afterAll(() => simulator.close());
  const sim = (...call: Parameters<ReturnType<typeof caller>>) => caller(simulator.url)(...call);
  const api = (...call: Parameters<ReturnType<typeof caller>>) => caller(simulator.url, BASIC)(...call);
  const listed = async () => list((await api('GET', '/v1/webhooks')).body, 'data', 'items');

  it('is listed as an account webhook, without its secret, until it is taken away', async () => {
    expect(await listed()).toEqual([]);
    await sim('POST', '/_sim/webhooks', { url: URL_SET, secret: 'hush', repeat: 2 });
    const [hook = null] = await listed();
    expect(hook).toMatchObject({ type: 'account', url: URL_SET, active: true, secret: '******' });
    expect(at(hook, 'events')).toContain('sync_end');
    const id = String(at(hook, 'id'));
    expect((await api('GET', `/v1/webhooks/${id}`)).body).toMatchObject({ data: { url: URL_SET } });
    expect((await api('DELETE', `/v1/webhooks/${id}`)).status).toBe(200);
    expect(await listed()).toEqual([]);
    expect((await sim('GET', '/_sim/webhooks')).body).toMatchObject({ items: [] });
  });

  it('can be changed there, and is switched off there', async () => {
    await sim('POST', '/_sim/webhooks', { url: URL_SET, secret: 'hush' });
    const id = String(at((await listed())[0] ?? null, 'id'));
    const change = (body: object) => api('PATCH', `/v1/webhooks/${id}`, body);
    expect((await change({ url: `${URL_SET}/2`, secret: 'new', run_tests: false })).status).toBe(200);
    expect((await sim('GET', '/_sim/webhooks')).body).toMatchObject({
      items: [{ url: `${URL_SET}/2` }],
    });
    await change({ active: false });
    expect(await listed()).toEqual([]);
  });
});

it('stands in the notification settings of an Airbyte workspace where it has none of its own', async () => {
  const simulator = await startAirbyteSimulator();
  const sim = caller(simulator.url);
  try {
    const asked = {
      client_id: 'sim-client',
      client_secret: 'sim-secret',
      'grant-type': 'client_credentials',
    };
    const token = at((await sim('POST', '/api/public/v1/applications/token', asked)).body, 'access_token');
    const api = caller(simulator.url, { authorization: `Bearer ${String(token)}` });
    const shown = async () => list((await api('GET', '/api/public/v1/workspaces')).body, 'data')[0] ?? null;
    const failure = async () => at(await shown(), 'notifications', 'failure', 'webhook');
    expect(await failure()).toEqual({ enabled: false });
    await sim('POST', '/_sim/webhooks', { url: URL_SET });
    expect(await failure()).toEqual({ enabled: true, url: URL_SET });
    const own = { webhook: { enabled: true, url: 'http://127.0.0.1:9/own' } };
    const id = String(at(await shown(), 'workspaceId'));
    await api('PATCH', `/api/public/v1/workspaces/${id}`, { notifications: { failure: own } });
    expect(await failure()).toEqual(own.webhook);
    expect(at(await shown(), 'notifications', 'success', 'webhook')).toEqual({ enabled: true, url: URL_SET });
  } finally {
    await simulator.close();
  }
});
