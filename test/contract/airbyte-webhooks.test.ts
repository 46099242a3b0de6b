// Webhooks set up through Airbyte's workspaces: every event, once, proven where that is offered, nobody's alerts lost.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderAccount } from '../../domain/ports';
import type { RegisteredWebhook, WebhookRegistry } from '../../domain/ports';
import { verifyAirbyteWebhook } from '../../integrations/airbyte/webhook';
import { startAirbyteWorld, type AirbyteWorld } from './airbyte-world';

const SECRET = 'a-webhook-secret';
const EVENTS = [
  ...['failure', 'success', 'connectionUpdate', 'connectionUpdateActionRequired'],
  ...['syncDisabled', 'syncDisabledWarning'],
];

let world: AirbyteWorld;
let server: Server;
let url: string;
let status = 204;
let bodies: Buffer[] = [];
let registry: WebhookRegistry;
let workspaceId: string;

beforeAll(async () => {
  world = await startAirbyteWorld();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(Buffer.concat(chunks));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/airbyte/main/${SECRET}`;
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  await world.control.reset();
  status = 204;
  bodies = [];
  registry = registryOf(world.connectWhole());
  const { data } = (await world.api('GET', '/workspaces')) as { data: { workspaceId: string }[] };
  workspaceId = data[0]?.workspaceId ?? '';
});

function registryOf({ webhooks }: Pick<ProviderAccount, 'webhooks'>): WebhookRegistry {
  if (!webhooks) throw new Error('no registry');
  return webhooks;
}

type Channels = Record<
  string,
  { webhook?: { enabled: boolean; url?: string }; email?: { enabled: boolean } }
>;
const settings = async (id = workspaceId) =>
  (await world.api('GET', `/workspaces/${id}`))['notifications'] as Channels;
const patch = (notifications: Channels, id = workspaceId) =>
  world.api('PATCH', `/workspaces/${id}`, { notifications });
const patches = () => world.calls('PATCH', '/api/public/v1/workspaces');

describe('registering a webhook', () => {
  it('has every event come to us that an incident can begin or end with', async () => {
    const made = await registry.register({ url });
    expect(made).toEqual({ id: workspaceId, scope: workspaceId, url, active: true, events: EVENTS });
    expect(await registry.list()).toEqual([made]);
  });

  it('is idempotent: the second time nothing is written', async () => {
    const first = await registry.register({ url });
    expect(await registry.register({ url })).toEqual(first);
    expect(await patches()).toBe(1);
  });

  it('replaces our own address when its secret or host has changed', async () => {
    await registry.register({ url });
    const next = url.replace(SECRET, 'the-next-secret');
    expect(await registry.register({ url: next })).toMatchObject({ url: next, active: true });
    expect(await registry.list()).toHaveLength(1);
  });

  it('leaves e-mail as it is', async () => {
    await patch({ failure: { email: { enabled: true } }, success: { email: { enabled: false } } });
    await registry.register({ url });
    const now = await settings();
    expect(now['failure']).toEqual({ webhook: { enabled: true, url }, email: { enabled: true } });
    expect(now['success']?.email).toEqual({ enabled: false });
  });

  it('works on Cloud, which refuses to have some e-mail switched off', async () => {
    await world.order('/settings', { cloud: true }, 'PATCH');
    expect(await registry.register({ url })).toMatchObject({ active: true });
  });

  it('takes the place of nobody: an event that goes elsewhere is told, and nothing is changed anywhere', async () => {
    const second = String((await world.api('POST', '/workspaces', { name: 'second' }))['workspaceId']);
    const slack = 'https://hooks.slack.com/services/T0/B0/their-own-secret';
    await patch({ failure: { webhook: { enabled: true, url: slack } } }, second);
    const error = await registry.register({ url }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'provider.rejected' });
    expect(String(error)).toMatch(/sends failure to hooks\.slack\.com/);
    expect(String(error)).not.toContain('their-own-secret');
    expect((await settings())['failure']?.webhook).toEqual({ enabled: false });
    await patch({ failure: { webhook: { enabled: false, url: slack } } }, second);
    expect(await registry.register({ url })).toMatchObject({ active: true });
  });

  it('without a scope means every workspace, with one just that', async () => {
    const second = String((await world.api('POST', '/workspaces', { name: 'second' }))['workspaceId']);
    const only = await registry.register({ url, scope: second });
    expect(only).toMatchObject({ id: second, scope: second });
    expect((await registry.list()).map((hook) => hook.id)).toEqual([second]);
    const whole = await registryOf(world.connect()).register({ url });
    expect(whole).not.toHaveProperty('scope');
    const ids = (await registryOf(world.connect()).list()).map((hook) => hook.id);
    expect(ids.sort()).toEqual([workspaceId, second].sort());
  });

  it('keeps to the workspaces that are configured', async () => {
    const second = String((await world.api('POST', '/workspaces', { name: 'second' }))['workspaceId']);
    await registryOf(world.connect({ workspaceIds: [second] })).register({ url });
    expect((await settings())['failure']?.webhook?.enabled).toBe(false);
    expect((await settings(second))['failure']?.webhook?.enabled).toBe(true);
  });

  it('whose answer is lost is of unknown outcome, and doing it again changes nothing', async () => {
    const path = '/api/public/v1/workspaces/';
    await world.control.fault({ method: 'PATCH', path, applyFirst: true, drop: true });
    await expect(registry.register({ url })).rejects.toMatchObject({ code: 'provider.outcome_unknown' });
    await registry.register({ url });
    expect(await registry.list()).toHaveLength(1);
    expect(await patches()).toBe(1);
  });

  it('that never began because a read failed says that nothing was changed', async () => {
    await world.control.fault({ method: 'GET', path: '/api/public/v1/workspaces/', status: 500 });
    await expect(registry.register({ url })).rejects.toMatchObject({ code: 'provider.unreachable' });
    expect(await patches()).toBe(0);
  });

  it('does not show a configured secret that Airbyte echoes', async () => {
    const wary = registryOf(world.connect({ webhookSecrets: [SECRET] }));
    const body = { title: 'bad-request', status: 400, detail: `cannot use ${url}` };
    await world.control.fault({ method: 'PATCH', path: '/api/public/v1/workspaces/', status: 400, body });
    const error = await wary.register({ url }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'provider.rejected' });
    expect(String(error)).not.toContain(SECRET);
  });
});

describe('a registered webhook', () => {
  let hook: RegisteredWebhook;
  beforeEach(async () => {
    hook = await registry.register({ url });
  });

  it('is tested by a delivery that our door takes, and one that is not taken is told, not thrown', async () => {
    expect(await registry.test(hook.id)).toMatchObject({ delivered: true });
    const [rawBody = Buffer.alloc(0)] = bodies;
    const verdict = verifyAirbyteWebhook({ rawBody, headers: {}, pathSecret: SECRET, secrets: [SECRET] });
    expect(verdict.kind).toBe('verified');
    status = 503;
    expect(await registry.test(hook.id)).toMatchObject({
      delivered: false,
      detail: expect.stringContaining('503'),
    });
  });

  it('cannot be tested without the config API, and that is said', async () => {
    expect(await registryOf(world.connect()).test(hook.id)).toMatchObject({
      delivered: false,
      detail: expect.stringContaining('Airbyte offers no test'),
    });
    expect(bodies).toHaveLength(0);
  });

  it('that was switched off is switched on again', async () => {
    await patch({ failure: { webhook: { enabled: false, url } } });
    expect((await registry.list())[0]).toMatchObject({ active: false });
    expect(await registry.activate(hook.id)).toMatchObject({ active: true, events: EVENTS });
    expect(await registry.list()).toEqual([hook]);
  });

  it('that is unknown is said to be so', async () => {
    await expect(registry.activate('3f2a7c1e-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'provider.not_found',
    });
  });
});

it('a workspace without a webhook has none to switch on or test', async () => {
  expect(await registry.list()).toEqual([]);
  await expect(registry.activate(workspaceId)).rejects.toMatchObject({ code: 'provider.not_found' });
  expect(await registry.test(workspaceId)).toMatchObject({ delivered: false });
});

it('a read-only account registers, switches on and tests nothing', async () => {
  const reader = registryOf(world.connectWhole({ access: 'read_only' }));
  await expect(reader.register({ url })).rejects.toMatchObject({ code: 'provider.forbidden' });
  await registry.register({ url });
  await patch({ failure: { webhook: { enabled: false, url } } });
  await expect(reader.activate(workspaceId)).rejects.toMatchObject({ code: 'provider.forbidden' });
  await expect(reader.test(workspaceId)).rejects.toMatchObject({ code: 'provider.forbidden' });
  expect(await reader.list()).toHaveLength(1);
  expect(bodies).toHaveLength(0);
});
