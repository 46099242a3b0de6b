// What the doctor is told of a Fivetran account: every trouble a finding with what to do, never an exception.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FivetranAccount } from '../../domain/account';
import type { SurveyFinding } from '../../domain/sweep/survey';
import { startFivetranWorld, type FivetranWorld } from './fivetran-world';

let world: FivetranWorld;
let receiver: { url: string; server: Server };

beforeAll(async () => {
  world = await startFivetranWorld();
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
});
afterAll(async () => {
  await world.close();
  await new Promise((resolve) => receiver.server.close(resolve));
});
beforeEach(() => world.control.reset());

const SECRETS = ['webhook-secret-1'];

async function survey(changes: Partial<FivetranAccount> = {}, now?: () => Date) {
  const { findings } = await world.connect({ webhookSecrets: SECRETS, ...changes }, now).survey();
  return Object.fromEntries(findings.map((finding): [string, SurveyFinding] => [finding.check, finding]));
}

const hook = (changes: object = {}) =>
  world.api('POST', '/v1/webhooks/account', {
    ...{ url: `${receiver.url}/webhooks/fivetran/main`, events: ['sync_end'], active: true },
    ...changes,
  });

const answers = (path: string, data: unknown, times = 1) =>
  world.control.fault({ method: 'GET', path, status: 200, body: { code: 'Success', data }, times });

const systemKey = (permissions: object[], more: object = {}) =>
  Promise.all([
    answers('/v1/account/info', { account_id: 'a', account_name: 'Acme', system_key_id: 'k1' }),
    answers('/v1/system-keys/k1', { id: 'k1', permissions, ...more }),
  ]);

describe('the survey of a Fivetran account', () => {
  it('finds everything in order where it is', async () => {
    await world.control.create({ service: 'postgres' });
    await hook();
    const far = new Date(Date.now() + 90 * 24 * 3_600_000).toISOString();
    await systemKey([{ resource_type: 'CONNECTOR', access_level: 'MANAGE' }], { expired_at: far });
    const found = await survey();
    const troubled = Object.values(found).filter((finding) => finding.status !== 'ok');
    expect(troubled).toEqual([]);
    expect(Object.keys(found).sort()).toEqual(
      [
        ...['clock', 'credentials', 'errors', 'key_lifetime', 'limits', 'permissions', 'reachable'],
        ...['sync_history', 'warnings', 'webhooks', 'write_permissions'],
      ].sort(),
    );
    expect(found['credentials']?.detail).toBe('Acme (system key k1)');
    expect(found['limits']?.detail).toContain('of 20000 calls');
  });

  it('changes nothing: it only reads', async () => {
    await world.control.create({ service: 'postgres' });
    await survey({ access: 'read_only' });
    for (const method of ['POST', 'PATCH', 'DELETE']) expect(await world.calls(method, '/v1/')).toBe(0);
    expect(await world.calls('GET', '/v1/')).toBeLessThan(10);
  });

  it('says that a server cannot be reached, and what to check', async () => {
    const found = await survey({ baseUrl: 'http://127.0.0.1:1' });
    expect(found['reachable']).toMatchObject({ status: 'failed', fix: expect.stringContaining('baseUrl') });
    expect(found['clock']?.status).toBe('unknown');
    expect(found['limits']?.status).toBe('unknown');
  });

  it('tells wrong credentials from a server that is away, and never shows them', async () => {
    const found = await survey({ apiSecret: 'a-wrong-secret' });
    expect(found['reachable']?.status).toBe('ok');
    expect(found['credentials']).toMatchObject({
      status: 'failed',
      fix: expect.stringContaining('apiSecret'),
    });
    expect(JSON.stringify(found)).not.toContain('a-wrong-secret');
  });

  it('names wrong write credentials apart from the others', async () => {
    const found = await survey({ write: { apiKey: 'sim-key', apiSecret: 'a-wrong-secret' } });
    expect(found['credentials']?.status).toBe('ok');
    expect(found['write_credentials']).toMatchObject({
      status: 'failed',
      fix: expect.stringContaining('write.apiKey'),
    });
  });

  it.each([
    [{ resource_type: 'CONNECTOR', access_level: 'READ' }, 'read_write', 'failed'],
    [{ resource_type: 'DESTINATION', access_level: 'MANAGE' }, 'read_write', 'failed'],
    [{ resource_type: 'CONNECTOR', access_level: 'MANAGE' }, 'read_write', 'ok'],
    [{ resource_type: 'CONNECTOR', access_level: 'MANAGE' }, 'read_only', 'warning'],
    [{ resource_type: 'CONNECTOR', access_level: 'READ' }, 'read_only', 'ok'],
  ] as const)('judges %j for a %s account as %s', async (permission, access, status) => {
    await systemKey([permission]);
    expect((await survey({ access }))['write_permissions']?.status).toBe(status);
  });

  it("does not guess what a user's key may write, and says which role it needs", async () => {
    const found = await survey();
    expect(found['write_permissions']).toMatchObject({
      status: 'unknown',
      fix: expect.stringContaining('CONNECTOR MANAGE'),
    });
    expect(found['key_lifetime']?.status).toBe('warning');
  });

  it('warns before a system key ends', async () => {
    const soon = new Date(Date.now() + 5 * 24 * 3_600_000).toISOString();
    await systemKey([{ resource_type: 'CONNECTOR', access_level: 'MANAGE' }], { expired_at: soon });
    expect((await survey())['key_lifetime']).toMatchObject({
      status: 'warning',
      fix: expect.stringContaining('rotate'),
    });
  });

  it('recognises a trial by its quota, and warns when little is left', async () => {
    await world.control.fault({
      ...{ method: 'GET', path: '/v1/account/info', status: 200 },
      headers: { 'x-rate-limit': '500', 'x-rate-limit-remaining': '12' },
      body: { code: 'Success', data: { account_id: 'a', user_id: 'u' } },
    });
    const found = await survey();
    expect(found['limits']).toMatchObject({ status: 'warning', detail: expect.stringContaining('trial') });
  });

  it.each([
    [30, 'ok'],
    [120, 'warning'],
    [-120, 'warning'],
    [400, 'failed'],
  ])('finds our clock %d s off to be %s', async (seconds, status) => {
    const found = await survey({}, () => new Date(Date.now() + seconds * 1000));
    expect(found['clock']?.status).toBe(status);
  });

  describe('of webhooks', () => {
    const finding = async (changes: Partial<FivetranAccount> = {}) => (await survey(changes))['webhooks'];

    it.each([
      ['none is there', async () => undefined, 'no webhook points to'],
      ['one points elsewhere', () => hook({ url: `${receiver.url}/elsewhere` }), 'no webhook points to'],
      [
        'one is for another account',
        () => hook({ url: `${receiver.url}/webhooks/fivetran/other` }),
        'no webhook',
      ],
      ['it is switched off', () => hook({ active: false }), 'switched off'],
      ['it does not send ends of syncs', () => hook({ events: ['sync_start'] }), 'does not send sync_end'],
    ])('says what to run when %s', async (_what, prepare, said) => {
      await prepare();
      expect(await finding()).toMatchObject({
        status: 'warning',
        detail: expect.stringContaining(said),
        fix: 'run: penstock webhook register fivetran/main',
      });
    });

    it('warns when deliveries would be refused for want of a secret', async () => {
      await hook();
      expect(await finding({ webhookSecrets: [] })).toMatchObject({
        status: 'warning',
        detail: expect.stringContaining('webhookSecrets'),
      });
    });

    it('does not take a missing permission for a missing webhook', async () => {
      await world.control.fault({ method: 'GET', path: '/v1/webhooks', status: 403 });
      expect(await finding()).toMatchObject({
        status: 'unknown',
        fix: expect.stringContaining('WEBHOOK READ'),
      });
    });
  });

  it('tells which newer endpoints the account has', async () => {
    await world.control.create({ service: 'postgres' });
    await world.order('/features', { syncHistory: false, errors: false, warnings: true });
    const found = await survey();
    expect(found['warnings']).toMatchObject({ status: 'ok', detail: 'offered' });
    expect(found['errors']).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('not offered (404)'),
    });
    expect(found['sync_history']).toMatchObject({
      status: 'warning',
      fix: expect.stringContaining('platformLog'),
    });
    const platformLog = { databaseUrl: 'postgres://x/y', schema: 'fivetran_metadata' };
    expect((await survey({ platformLog }))['sync_history']?.status).toBe('ok');
  });

  it.each([
    ['fails', { status: 500 }],
    ['drops every answer', { drop: true }],
    ['answers nonsense', { status: 200, body: '<html>' }],
    ['asks to be left alone', { status: 429 }],
    ['forbids everything', { status: 403 }],
    ['answers emptiness', { status: 200, body: { code: 'Success', data: {} } }],
  ])('is a list of findings even when the provider %s', async (_what, how) => {
    await world.control.create({ service: 'postgres' });
    await world.control.fault({ method: '*', path: '/v1/', times: -1, ...how });
    const found = await survey({ write: { apiKey: 'sim-key', apiSecret: 'sim-secret' } });
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(4);
    await world.control.reset();
    await world.control.create({ service: 'postgres' });
    await world.control.fault({
      method: 'GET',
      path: '/v1/',
      times: 1,
      status: 200,
      body: { code: 'Success', data: { account_id: 'a' } },
    });
    await world.control.fault({ method: '*', path: '/v1/', times: -1, ...how });
    expect(Object.keys(await survey()).length).toBe(11);
  });
});
