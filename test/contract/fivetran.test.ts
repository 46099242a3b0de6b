// The Fivetran adapter against the Fivetran simulator over HTTP: facts, steps, and every way a call can go wrong.
import type { ProviderAccount } from '../../domain/ports';
import { fivetranAccount } from '../account';
import type { ProviderStepKind, StepParams } from '../../domain/step';
import { createFivetranAccount } from '../../integrations/fivetran/client';
import { startFivetranSimulator } from '../../simulators/fivetran/simulator';
import { eventually, simControl, type SimControl } from './sim-control';

let sim: { url: string; close(): Promise<void> };
let control: SimControl;
let account: ProviderAccount;

function connect(
  overrides: { apiSecret?: string; baseUrl?: string; timeoutMs?: number } = {},
): ProviderAccount {
  const timeoutMs = overrides.timeoutMs ?? 5000;
  return createFivetranAccount(
    fivetranAccount({
      baseUrl: overrides.baseUrl ?? sim.url,
      ...(overrides.apiSecret !== undefined && { apiSecret: overrides.apiSecret }),
      readTimeoutMs: timeoutMs,
      writeTimeoutMs: timeoutMs,
      connectionTags: { tagged: { tier: '1' } },
    }),
    { now: () => new Date() },
  );
}

function apply(kind: ProviderStepKind, connectionId: string, params: StepParams = {}, by = account) {
  return by.apply({ kind, connectionId, params });
}

beforeAll(async () => {
  sim = await startFivetranSimulator();
  control = simControl(sim.url);
});
afterAll(() => sim.close());
beforeEach(async () => {
  await control.reset();
  account = connect();
});

describe('facts of a Fivetran connection', () => {
  it('describe a healthy one, with history and our tags', async () => {
    const id = await control.create({ id: 'tagged', service: 'postgres', name: 'orders', syncSeconds: 0.05 });
    const facts = await account.readFacts(id);
    expect(facts.missing).toEqual([]);
    expect(facts.state).toMatchObject({
      connectionId: id,
      service: 'postgres',
      tags: { tier: '1' },
      active: true,
      setup: 'connected',
      schedule: { kind: 'interval', everyMs: 360 * 60_000 },
      running: null,
      lastRunId: null,
      notices: [],
    });
    expect(facts.state.destination).not.toBe('');
    expect(facts.runs.length).toBeGreaterThan(0);
    expect(facts.runs[0]).toMatchObject({ status: 'succeeded', rows: expect.any(Number) });
    const starts = facts.runs.map((run) => run.startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  it('carry the reason of a failure, with and without the newer endpoints', async () => {
    const id = await control.create({ service: 'postgres', syncSeconds: 0.05 });
    await control.act(id, 'break', {
      message: 'password authentication failed',
      class: 'authentication',
      until: 'reauth',
    });
    await control.act(id, 'run');
    await eventually(
      () => control.truth(id),
      (truth) => truth.running === null,
    );
    const facts = await account.readFacts(id);
    expect(facts.state.lastFailureAt).not.toBeNull();
    expect(facts.runs[0]).toMatchObject({
      status: 'failed',
      failure: { message: expect.stringContaining('password authentication failed') },
    });
    await fetch(`${sim.url}/_sim/features`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ syncHistory: false, errors: false, warnings: false }),
    });
    const poorer = await account.readFacts(id);
    expect(poorer.runs).toEqual([]);
    expect(poorer.missing.map((one) => one.what).sort()).toEqual(['errors', 'sync history', 'warnings']);
    expect(poorer.state.lastFailureAt).toBe(facts.state.lastFailureAt);
  });

  it('show a run in progress, and a pause', async () => {
    const id = await control.create({ service: 'postgres', syncSeconds: 30, history: 0 });
    await control.act(id, 'run');
    expect((await account.readState(id)).running).toEqual({});
    const paused = await control.create({ service: 'postgres', paused: true });
    expect(await account.readState(paused)).toMatchObject({ active: false, running: null });
  });

  it('name the account behind the key', async () => {
    expect((await account.whoAmI()).identity).toMatch(/\w/);
    expect(account.consoleUrl('a b')).toContain('/dashboard/connections/a%20b');
  });
});

describe('a step applied at Fivetran', () => {
  it('trigger_sync starts one sync and never forces', async () => {
    const id = await control.create({ service: 'postgres', syncSeconds: 30, history: 0 });
    await apply('trigger_sync', id);
    expect((await account.readState(id)).running).toEqual({});
    await apply('trigger_sync', id);
    expect(await control.byApi(id)).toHaveLength(1);
  });

  it('cancel_sync restarts, and says so', async () => {
    const id = await control.create({ service: 'postgres', syncSeconds: 30, history: 0 });
    await control.act(id, 'run');
    expect(await apply('cancel_sync', id)).toMatchObject({ evidence: expect.stringContaining('restarted') });
    const { history } = await control.truth(id);
    expect(history.map((run) => run.status)).toEqual(expect.arrayContaining(['cancelled', 'running']));
  });

  it('pause and resume are proven by their answer and run no setup tests', async () => {
    const id = await control.create({ service: 'postgres' });
    expect(await apply('pause', id)).toMatchObject({ satisfied: true });
    expect((await control.truth(id)).paused).toBe(true);
    expect(await apply('resume', id)).toMatchObject({ satisfied: true });
    expect((await account.readState(id)).active).toBe(true);
    const bodies = (await control.requests('PATCH', '/v1/connections/')).map((request) => request.body);
    expect(bodies).toEqual([
      { paused: true, run_setup_tests: false },
      { paused: false, run_setup_tests: false },
    ]);
  });

  it('run_setup_tests is satisfied when all pass, and refused in the words of the test that fails', async () => {
    const id = await control.create({ service: 'postgres' });
    expect(await apply('run_setup_tests', id)).toMatchObject({ satisfied: true });
    await control.act(id, 'break', {
      message: 'role "etl" cannot log in',
      class: 'authentication',
      until: 'reauth',
    });
    await expect(apply('run_setup_tests', id)).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining('role "etl" cannot log in'),
    });
  });

  it('reload_schema keeps every choice made so far', async () => {
    const id = await control.create({ service: 'postgres' });
    expect(await apply('reload_schema', id)).toMatchObject({ satisfied: true });
    const [request] = await control.requests('POST', `/v1/connections/${id}/schemas/reload`);
    expect(request?.body).toEqual({ exclude_mode: 'PRESERVE' });
  });

  it('resync takes everything or the named tables, and never widens an empty scope', async () => {
    const id = await control.create({ service: 'postgres', syncSeconds: 0.05, history: 0 });
    await apply('resync', id);
    await eventually(
      () => control.truth(id),
      (truth) => truth.running === null,
    );
    await apply('resync', id, { scope: ['public.orders', 'public.customers'] });
    const sent = (await control.requests('POST', `/v1/connections/${id}/resync`)).map(
      (request) => request.body ?? null,
    );
    expect(sent).toEqual([null, { scope: { public: ['orders', 'customers'] } }]);
    await expect(apply('resync', id, { scope: [] })).rejects.toMatchObject({ code: 'provider.rejected' });
    await expect(apply('resync', id, { scope: ['orders'] })).rejects.toMatchObject({
      code: 'provider.rejected',
    });
    expect(await control.requests('POST', `/v1/connections/${id}/resync`)).toHaveLength(2);
  });
});

describe('when Fivetran misbehaves', () => {
  const answer = { code: 'TooManyRequests', message: 'quota exceeded for sim-secret' };

  it('a rate limit carries the wait and no secret, for reads and for writes', async () => {
    const id = await control.create({ service: 'postgres' });
    await control.fault({
      method: '*',
      path: '/v1/',
      times: 2,
      status: 429,
      headers: { 'retry-after': '7' },
      body: answer,
    });
    const limited = { code: 'provider.rate_limited', retryAfterMs: 7000, providerCode: 'TooManyRequests' };
    await expect(account.readState(id)).rejects.toMatchObject(limited);
    // Another adapter: this one now knows that the account wants to be left alone.
    const error = await apply('trigger_sync', id, {}, connect()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ ...limited, message: expect.stringContaining('[secret]') });
    expect(String(error)).not.toContain('sim-secret');
    expect(await control.byApi(id)).toEqual([]);
  });

  it('a rate limit while reading history is not passed off as missing history', async () => {
    const id = await control.create({ service: 'postgres' });
    await control.fault({
      method: 'GET',
      path: '/sync-history$/',
      status: 429,
      headers: { 'retry-after': '7' },
    });
    await expect(account.readFacts(id)).rejects.toMatchObject({ code: 'provider.rate_limited' });
  });

  it.each([
    ['the answer is dropped', { drop: true }],
    ['the server fails', { status: 500 }],
    ['the answer is no JSON', { status: 200, body: 'fine' }],
  ])(
    'a write that worked while %s is of unknown outcome, sent once, and visible on reading back',
    async (_what, how) => {
      const id = await control.create({ service: 'postgres' });
      await control.fault({ method: 'PATCH', path: '/v1/connections/', applyFirst: true, ...how });
      await expect(apply('pause', id)).rejects.toMatchObject({ code: 'provider.outcome_unknown' });
      expect((await account.readState(id)).active).toBe(false);
      expect(await control.requests('PATCH', '/v1/connections/')).toHaveLength(1);
    },
  );

  it('a write that takes longer than we wait is of unknown outcome', async () => {
    const id = await control.create({ service: 'postgres' });
    await control.fault({ method: 'POST', path: '/v1/connections/', delayMs: 600, applyFirst: true });
    await expect(apply('trigger_sync', id, {}, connect({ timeoutMs: 200 }))).rejects.toMatchObject({
      code: 'provider.outcome_unknown',
    });
  });

  it('a slow or dropped or failing read may be repeated', async () => {
    const id = await control.create({ service: 'postgres' });
    await control.fault({ method: 'GET', path: '/v1/connections/', delayMs: 600 });
    await expect(connect({ timeoutMs: 200 }).readState(id)).rejects.toMatchObject({
      code: 'provider.unreachable',
    });
    await control.fault({ method: 'GET', path: '/v1/connections/', drop: true });
    await expect(account.readState(id)).rejects.toMatchObject({ code: 'provider.unreachable' });
    await control.fault({ method: 'GET', path: '/v1/connections/', status: 503 });
    await expect(account.readState(id)).rejects.toMatchObject({
      code: 'provider.server_error',
      httpStatus: 503,
    });
    await control.fault({
      method: 'GET',
      path: '/v1/connections/',
      status: 200,
      body: { code: 'Success', data: { id: 7 } },
    });
    await expect(account.readState(id)).rejects.toMatchObject({
      code: 'provider.invalid_answer',
      message: expect.stringContaining('data.id'),
    });
  });

  it('a refused connection proves that a write was not sent', async () => {
    const nobody = connect({ baseUrl: 'http://127.0.0.1:1' });
    await expect(apply('pause', 'x', {}, nobody)).rejects.toMatchObject({ code: 'provider.unreachable' });
  });

  it('conflicts, wrong credentials and unknown connections are told apart', async () => {
    const id = await control.create({ service: 'postgres' });
    await control.fault({
      method: 'POST',
      path: '/v1/',
      status: 409,
      body: { code: 'Conflict', message: 'cannot stop' },
    });
    await expect(apply('resync', id)).rejects.toMatchObject({
      code: 'provider.conflict',
      providerCode: 'Conflict',
    });
    const stranger = connect({ apiSecret: 'not-the-secret' });
    await expect(stranger.readState(id)).rejects.toMatchObject({ code: 'provider.unauthorized' });
    await expect(stranger.whoAmI()).rejects.toMatchObject({ code: 'provider.unauthorized' });
    await expect(account.readState('nowhere')).rejects.toMatchObject({
      code: 'provider.not_found',
      providerCode: expect.stringMatching(/^NotFound/),
    });
    await expect(apply('pause', 'nowhere')).rejects.toMatchObject({ code: 'provider.not_found' });
  });
});
