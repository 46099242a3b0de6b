// What the doctor is told of an Airbyte account: every trouble a finding with what to do, never an exception.
import type { AirbyteAccount } from '../../domain/account';
import type { SurveyFinding } from '../../domain/sweep/survey';
import { startAirbyteWorld, type AirbyteWorld } from './airbyte-world';

let world: AirbyteWorld;
beforeAll(async () => {
  world = await startAirbyteWorld();
});
afterAll(() => world.close());
beforeEach(() => world.control.reset());

const SECRET = 'webhook-secret-1';
const HOOK = `http://127.0.0.1:9/webhooks/airbyte/main/${SECRET}`;

async function survey(changes: Partial<AirbyteAccount> = {}, now?: () => Date) {
  const { findings } = await world.connectWhole({ webhookSecrets: [SECRET], ...changes }, now).survey();
  return Object.fromEntries(findings.map((finding): [string, SurveyFinding] => [finding.check, finding]));
}

const register = (url = HOOK) => world.connect().webhooks?.register({ url });

describe('the survey of an Airbyte account', () => {
  it('finds everything in order where it is', async () => {
    await world.control.create({ sourceType: 'source-postgres' });
    await register();
    const found = await survey({ access: 'read_only' });
    const statuses = Object.fromEntries(Object.values(found).map((one) => [one.check, one.status]));
    expect(statuses).toEqual({
      ...{ reachable: 'ok', clock: 'ok', credentials: 'ok', permissions: 'ok', write_permissions: 'ok' },
      ...{ config_api: 'ok', webhooks: 'ok', limits: 'unknown' },
    });
    expect(found['credentials']?.detail).toContain('900 s');
  });

  it('changes nothing: beside asking for a token and by the config API, it only gets', async () => {
    await world.control.create({ sourceType: 'source-postgres' });
    await world.connect().survey();
    for (const method of ['PATCH', 'PUT', 'DELETE']) expect(await world.calls(method, '/api/')).toBe(0);
    const posts = await world.control.requests('POST', '/api/');
    expect(new Set(posts.map(({ path }) => path))).toEqual(new Set(['/api/public/v1/applications/token']));
    expect(await world.calls('GET', '/api/')).toBeLessThan(10);
  });

  it('says that a server cannot be reached, and what to check', async () => {
    const found = await survey({ baseUrl: 'http://127.0.0.1:1' });
    expect(found['reachable']).toMatchObject({ status: 'failed', fix: expect.stringContaining('baseUrl') });
    expect(found['clock']?.status).toBe('unknown');
    expect(found['credentials']?.status).toBe('unknown');
  });

  it("recognises the web application's page that a wrong base path is answered with", async () => {
    await world.control.fault({
      ...{ method: 'GET', path: '/api/public/v1/health', status: 200 },
      ...{ headers: { 'content-type': 'text/html' }, body: '<!doctype html><html></html>' },
    });
    expect((await survey())['reachable']).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('a web page'),
      fix: expect.stringContaining('/api/public/v1'),
    });
  });

  it.each(['community', 'unauthorized'])(
    'tells wrong credentials from a server that is away (%s edition), and never shows them',
    async (wrongCredentials) => {
      await world.order('/settings', { wrongCredentials }, 'PATCH');
      const found = await survey({ clientSecret: 'a-wrong-secret' });
      expect(found['reachable']?.status).toBe('ok');
      expect(found['credentials']).toMatchObject({
        status: 'failed',
        fix: expect.stringContaining('clientSecret'),
      });
      expect(JSON.stringify(found)).not.toContain('a-wrong-secret');
    },
  );

  it('names wrong write credentials apart from the others', async () => {
    const found = await survey({ write: { clientId: 'sim-client', clientSecret: 'a-wrong-secret' } });
    expect(found['credentials']?.status).toBe('ok');
    expect(found['write_credentials']).toMatchObject({
      status: 'failed',
      fix: expect.stringContaining('write.clientSecret'),
    });
    expect(JSON.stringify(found)).not.toContain('a-wrong-secret');
  });

  it('says that older servers do not tell how long a token lasts', async () => {
    await world.order('/settings', { expiresIn: false }, 'PATCH');
    expect((await survey())['credentials']).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('does not tell'),
    });
  });

  it('tells what a 403 means for the role of the user', async () => {
    await world.control.fault({
      method: 'GET',
      path: '/api/public/v1/connections',
      status: 403,
      body: { type: 'https://reference.airbyte.com/reference/errors', title: 'forbidden', status: 403 },
    });
    expect((await survey())['permissions']).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('connections'),
      fix: expect.stringContaining('WORKSPACE_READER'),
    });
  });

  it('names configured workspaces that the application does not see', async () => {
    const found = await survey({ workspaceIds: ['3f2a7c1e-0000-4000-8000-000000000000'] });
    expect(found['permissions']).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('3f2a7c1e'),
      fix: expect.stringContaining('workspaceIds'),
    });
  });

  it('does not guess what may be written', async () => {
    expect((await survey())['write_permissions']).toMatchObject({
      status: 'unknown',
      fix: expect.stringContaining('WORKSPACE_EDITOR'),
    });
  });

  it('says what is lost without the config API, not configured or gone', async () => {
    const { findings } = await world.connect().survey();
    expect(findings.find((one) => one.check === 'config_api')).toMatchObject({
      status: 'warning',
      fix: expect.stringContaining('configApiUrl'),
    });
    for (const configApi of ['not_found', 'html']) {
      await world.order('/settings', { configApi }, 'PATCH');
      expect((await survey())['config_api']).toMatchObject({
        status: 'failed',
        fix: expect.stringContaining('configApiUrl'),
      });
    }
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
    const finding = async (changes: Partial<AirbyteAccount> = {}) => (await survey(changes))['webhooks'];
    const fix = 'penstock webhook register airbyte/main --url https://…';

    it.each([
      ['none is there', async () => undefined, 'no workspace sends to'],
      [
        'one is for another account',
        () => register('http://127.0.0.1:9/webhooks/airbyte/main-2/x'),
        'no workspace',
      ],
      [
        'it carries an old secret',
        () => register(HOOK.replace(SECRET, 'old-secret')),
        'none of the configured',
      ],
    ])('says what to run when %s', async (_what, prepare, said) => {
      await prepare();
      const found = await finding();
      expect(found).toMatchObject({ status: 'warning', detail: expect.stringContaining(said), fix });
      expect(JSON.stringify(found)).not.toContain('old-secret');
    });

    it('says so when it is switched off, or hears only some events', async () => {
      const { id = '' } = (await register()) ?? {};
      const off = { webhook: { enabled: false, url: HOOK } };
      await world.api('PATCH', `/workspaces/${id}`, { notifications: { syncDisabled: off } });
      expect(await finding()).toMatchObject({ detail: expect.stringContaining('only some'), fix });
      await world.api('PATCH', `/workspaces/${id}`, { notifications: { failure: off } });
      expect(await finding()).toMatchObject({ detail: expect.stringContaining('switched off'), fix });
    });

    it('counts the workspaces that do not send', async () => {
      await register();
      await world.api('POST', '/workspaces', { name: 'second' });
      expect(await finding()).toMatchObject({ detail: expect.stringContaining('1 of 2'), fix });
    });

    it('warns when deliveries would be refused for want of a secret', async () => {
      await register();
      expect(await finding({ webhookSecrets: [] })).toMatchObject({
        status: 'warning',
        detail: expect.stringContaining('webhookSecrets'),
      });
    });

    it('never shows the secret in the path', async () => {
      await register();
      const { findings } = await world.connectWhole({ webhookSecrets: ['another'] }).survey();
      expect(JSON.stringify(findings)).not.toContain(SECRET);
    });
  });

  it.each([
    ['fails', { status: 500 }],
    ['drops every answer', { drop: true }],
    ['answers nonsense', { status: 200, body: '<html>' }],
    ['answers emptiness', { status: 200, body: {} }],
    ['asks to be left alone', { status: 429 }],
    ['forbids everything', { status: 403 }],
    ['has none of it', { status: 404 }],
  ])('is a list of findings even when the provider %s', async (_what, how) => {
    const write = { clientId: 'sim-client', clientSecret: 'sim-secret' };
    await world.control.fault({ method: '*', path: '/api/', times: -1, ...how });
    expect(Object.keys(await survey({ write })).length).toBeGreaterThanOrEqual(4);
    await world.control.reset();
    for (const path of ['/connections', '/jobs', '/workspaces/'])
      await world.control.fault({ method: 'GET', path: `/api/public/v1${path}`, times: -1, ...how });
    await world.control.fault({ method: 'POST', path: '/api/v1/', times: -1, ...how });
    expect(Object.keys(await survey({ write })).length).toBeGreaterThanOrEqual(5);
  });
});
