// Webhooks and Connect Cards set up through Fivetran's API: once, proven, mended, and never by a read-only account.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookRegistry } from '../../domain/ports';
import { verifyFivetranWebhook } from '../../integrations/fivetran/webhook';
import { startFivetranWorld, type FivetranWorld } from './fivetran-world';

interface Delivery {
  body: Buffer;
  headers: Record<string, string | string[] | undefined>;
}

let world: FivetranWorld;
let server: Server;
let url: string;
let status = 204;
let deliveries: Delivery[] = [];
let registry: WebhookRegistry;

const SECRET = 'a-webhook-secret';

beforeAll(async () => {
  world = await startFivetranWorld();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({ body: Buffer.concat(chunks), headers: request.headers });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/fivetran/main`;
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  await world.control.reset();
  status = 204;
  deliveries = [];
  registry = registryOf(world.connect());
});

function registryOf({ webhooks }: { webhooks?: WebhookRegistry }): WebhookRegistry {
  if (!webhooks) throw new Error('no registry');
  return webhooks;
}

describe('registering a webhook', () => {
  it('makes one for the whole account, which Fivetran has proven with a signed delivery', async () => {
    const made = await registry.register({ url, secret: SECRET });
    expect(made).toMatchObject({ url, active: true, events: ['sync_end'] });
    expect(made).not.toHaveProperty('scope');
    expect(await registry.list()).toEqual([made]);
    const [proof] = deliveries;
    const { body = Buffer.alloc(0), headers = {} } = proof ?? {};
    const verdict = verifyFivetranWebhook({ rawBody: body, headers, secrets: [SECRET], now: new Date() });
    expect(verdict.kind).toBe('verified');
  });

  it('is idempotent: a second time changes the secret of the one there is', async () => {
    const first = await registry.register({ url, secret: SECRET });
    const second = await registry.register({
      url: url.replace('127.0.0.1', '127.0.0.1'),
      secret: 'another-secret',
    });
    expect(second.id).toBe(first.id);
    expect(await registry.list()).toHaveLength(1);
  });

  it('keeps events that a person added', async () => {
    await world.api('POST', '/v1/webhooks/account', { url, events: ['sync_start'], active: true });
    expect((await registry.register({ url, secret: SECRET })).events).toEqual(['sync_start', 'sync_end']);
  });

  it('keeps one for a group apart from one for the account', async () => {
    await world.control.create({ service: 'postgres', groupId: 'group_1' });
    const grouped = await registry.register({ url, secret: SECRET, scope: 'group_1' });
    expect(grouped.scope).toBe('group_1');
    await registry.register({ url, secret: SECRET });
    await registry.register({ url, secret: SECRET, scope: 'group_1' });
    expect((await registry.list()).map((hook) => hook.scope ?? 'account').sort()).toEqual([
      'account',
      'group_1',
    ]);
  });

  it('is refused in the words of Fivetran when the address does not answer, without the secret', async () => {
    status = 500;
    const error = await registry.register({ url, secret: SECRET }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'provider.rejected' });
    expect(String(error)).not.toContain(SECRET);
    expect(await registry.list()).toEqual([]);
  });

  it('does not show a configured secret that Fivetran echoes', async () => {
    const wary = registryOf(world.connect({ webhookSecrets: [SECRET] }));
    const body = { code: 'InvalidInput', message: `cannot use ${SECRET}` };
    await world.control.fault({ method: 'POST', path: '/v1/webhooks/', status: 400, body });
    const error = await wary.register({ url, secret: SECRET }).catch((caught: unknown) => caught);
    expect(String(error)).toContain('[secret]');
    expect(String(error)).not.toContain(SECRET);
  });

  it('whose answer is lost is of unknown outcome, and doing it again makes no second one', async () => {
    await world.control.fault({ method: 'POST', path: '/v1/webhooks/', applyFirst: true, drop: true });
    await expect(registry.register({ url, secret: SECRET })).rejects.toMatchObject({
      code: 'provider.outcome_unknown',
    });
    await registry.register({ url, secret: SECRET });
    expect(await registry.list()).toHaveLength(1);
  });
});

describe('a registered webhook', () => {
  it('can be tested, and a delivery that is not taken is told, not thrown', async () => {
    const { id } = await registry.register({ url, secret: SECRET });
    expect(await registry.test(id)).toMatchObject({ delivered: true });
    status = 503;
    expect(await registry.test(id)).toMatchObject({
      delivered: false,
      detail: expect.stringContaining('503'),
    });
  });

  it('that was switched off is switched on again', async () => {
    const { id } = await registry.register({ url, secret: SECRET });
    await world.api('PATCH', `/v1/webhooks/${id}`, { active: false });
    expect((await registry.list())[0]?.active).toBe(false);
    expect((await registry.activate(id)).active).toBe(true);
    expect((await registry.list())[0]?.active).toBe(true);
  });

  it('that is unknown is said to be so', async () => {
    await expect(registry.activate('nowhere')).rejects.toMatchObject({ code: 'provider.not_found' });
  });
});

it('a read-only account registers nothing', async () => {
  const reader = registryOf(world.connect({ access: 'read_only' }));
  await expect(reader.register({ url, secret: SECRET })).rejects.toMatchObject({
    code: 'provider.forbidden',
  });
  await expect(reader.activate('x')).rejects.toMatchObject({ code: 'provider.forbidden' });
  expect(await reader.list()).toEqual([]);
});

describe('a Connect Card', () => {
  const card = { connect_card: { token: 'eyJ', uri: 'https://fivetran.com/connect-card/setup?auth=eyJ' } };
  const offered = () =>
    world.control.fault({
      method: 'POST',
      path: '/connect-card$/',
      status: 200,
      body: { code: 'Success', data: card },
    });

  it('is made on demand where the account wants it', async () => {
    const id = await world.control.create({ service: 'postgres' });
    await offered();
    expect(await world.connect({ connectCards: true }).repairLink(id)).toEqual({
      url: card.connect_card.uri,
    });
    const [asked] = await world.control.requests('POST', '/connect-card$/');
    expect(asked?.body).toEqual({
      connect_card_config: { redirect_uri: expect.stringContaining(`/dashboard/connections/${id}/status`) },
    });
  });

  it('is not asked for where the account does not, or may only read', async () => {
    await offered();
    expect(await world.connect().repairLink('x')).toBeNull();
    expect(await world.connect({ connectCards: true, access: 'read_only' }).repairLink('x')).toBeNull();
    expect(await world.calls('POST', '/connect-card$/')).toBe(0);
  });
});
