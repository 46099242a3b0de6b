// The Airbyte adapter against the Airbyte simulator over HTTP: facts, steps, and every way a call can go wrong.
import type { ProviderAccount } from '../../domain/ports';
import { airbyteAccount } from '../account';
import type { ProviderStepKind, StepParams } from '../../domain/step';
import { createAirbyteAccount } from '../../integrations/airbyte/client';
import { startAirbyteSimulator } from '../../simulators/airbyte/simulator';
import { eventually, simControl, type SimControl } from './sim-control';

interface Overrides {
  clientSecret?: string;
  baseUrl?: string;
  timeoutMs?: number;
  configApi?: boolean;
}

let sim: { url: string; close(): Promise<void> };
let control: SimControl;
let account: ProviderAccount;

function connect(overrides: Overrides = {}): ProviderAccount {
  const timeoutMs = overrides.timeoutMs ?? 5000;
  return createAirbyteAccount(
    airbyteAccount({
      baseUrl: overrides.baseUrl ?? `${sim.url}/api/public/v1`,
      ...(overrides.configApi !== false && { configApiUrl: `${sim.url}/api/v1` }),
      ...(overrides.clientSecret !== undefined && { clientSecret: overrides.clientSecret }),
      readTimeoutMs: timeoutMs,
      writeTimeoutMs: timeoutMs,
    }),
    { now: () => new Date() },
  );
}

function apply(
  kind: ProviderStepKind,
  connectionId: string,
  more: { params?: StepParams; runId?: string } = {},
) {
  return account.apply({ kind, connectionId, params: {}, ...more });
}

const idle = (id: string) =>
  eventually(
    () => control.truth(id),
    (truth) => truth.running === null,
  );

beforeAll(async () => {
  sim = await startAirbyteSimulator();
  control = simControl(sim.url);
});
afterAll(() => sim.close());
beforeEach(async () => {
  await control.reset();
  account = connect();
});

describe('facts of an Airbyte connection', () => {
  it('describe a healthy one, newest run first, with the tags of the provider', async () => {
    const id = await control.create({
      sourceType: 'postgres',
      name: 'orders',
      tags: ['tier:1', 'auto-remediate'],
    });
    const facts = await account.readFacts(id);
    expect(facts.missing).toEqual([]);
    expect(facts.state).toMatchObject({
      connectionId: id,
      name: 'orders',
      service: 'postgres',
      tags: { tier: '1', 'auto-remediate': 'true' },
      active: true,
      schedule: { kind: 'interval', everyMs: 360 * 60_000 },
      running: null,
      schemaChange: 'none',
    });
    expect(facts.state.lastRunId).toBe(facts.runs[0]?.id);
    expect(facts.runs[0]).toMatchObject({ kind: 'sync', status: 'succeeded', rows: expect.any(Number) });
    const ids = facts.runs.map((run) => Number(run.id));
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  it('carry the reason of a failure from the config API, and say what is missing without one', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 0.05 });
    await control.act(id, 'break', {
      message: 'password authentication failed',
      class: 'authentication',
      until: 'reauth',
      stack: 'at Frame',
    });
    await control.act(id, 'run');
    await idle(id);
    const facts = await account.readFacts(id);
    expect(facts.runs[0]).toMatchObject({
      status: 'failed',
      failure: {
        message: expect.stringContaining('password'),
        type: 'config_error',
        stackTrace: expect.any(String),
      },
    });
    const poorer = await connect({ configApi: false }).readFacts(id);
    expect(poorer.runs[0]).toMatchObject({ status: 'failed' });
    expect(poorer.runs[0]?.failure).toBeUndefined();
    expect(poorer.state.schemaChange).toBe('unknown');
    expect(poorer.missing.map((one) => one.what)).toEqual([
      'schema changes',
      expect.stringContaining('failure reason'),
    ]);
  });

  it('leave volume open where Airbyte recorded none: that is not zero', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 0.05 });
    await control.act(id, 'break', { message: 'nothing moved', mode: 'no_data', until: 'never' });
    await control.act(id, 'run');
    await idle(id);
    expect((await account.readFacts(id)).runs[0]).toMatchObject({
      status: 'succeeded',
      rows: null,
      bytes: null,
    });
  });

  it('show a run in progress with its ID, and a pause', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 30 });
    await control.act(id, 'run');
    const { running, lastRunId } = await account.readState(id);
    expect(running?.id).toBe((await control.truth(id)).running);
    expect(lastRunId).toBe(running?.id);
    const paused = await control.create({ sourceType: 'postgres', paused: true });
    expect(await account.readState(paused)).toMatchObject({ active: false, running: null });
  });

  it('use one token for many calls and a fresh one after it is refused', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    await Promise.all([account.readState(id), account.readState(id)]);
    const tokens = () => control.requests('POST', '/api/public/v1/applications/token');
    expect(await tokens()).toHaveLength(1);
    await control.fault({ method: 'PATCH', path: '/api/public/v1/connections/', status: 401 });
    expect(await apply('pause', id)).toMatchObject({ satisfied: true });
    expect(await tokens()).toHaveLength(2);
  });

  it('name a workspace, and link to the connection once it was read', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    expect((await account.whoAmI()).identity).toMatch(/workspace/);
    expect(account.consoleUrl(id)).toBe(sim.url);
    await account.readState(id);
    expect(account.consoleUrl(id)).toMatch(
      new RegExp(`^${sim.url}/workspaces/[^/]+/connections/${id}/status$`),
    );
  });
});

describe('a step applied at Airbyte', () => {
  it('trigger_sync answers the job; a second one conflicts, as does a paused connection', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 30 });
    const { runId } = await apply('trigger_sync', id);
    expect(runId).toBe((await control.truth(id)).running);
    await expect(apply('trigger_sync', id)).rejects.toMatchObject({
      code: 'provider.conflict',
      providerCode: 'try-again-later',
    });
    expect(await control.byApi(id)).toHaveLength(1);
    const paused = await control.create({ sourceType: 'postgres', paused: true });
    await expect(apply('trigger_sync', paused)).rejects.toMatchObject({
      code: 'provider.conflict',
      providerCode: 'state-conflict',
    });
  });

  it('cancel_sync cancels the run it was meant for and never another one', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 30 });
    await control.act(id, 'run');
    const runId = (await control.truth(id)).running ?? '';
    await expect(apply('cancel_sync', id, { runId: '1' })).rejects.toMatchObject({
      code: 'provider.rejected',
      message: expect.stringContaining('run 1 is no longer the active one'),
    });
    await expect(apply('cancel_sync', id)).rejects.toMatchObject({ code: 'provider.rejected' });
    expect((await control.truth(id)).running).toBe(runId);
    expect(await apply('cancel_sync', id, { runId })).toMatchObject({ satisfied: true });
    expect((await control.truth(id)).running).toBeNull();
  });

  it('pause and resume are proven by their answer', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    expect(await apply('pause', id)).toMatchObject({ satisfied: true });
    expect((await control.truth(id)).paused).toBe(true);
    expect(await apply('resume', id)).toMatchObject({ satisfied: true });
    expect((await account.readState(id)).active).toBe(true);
  });

  it('run_setup_tests asks both ends, and is not supported without the config API', async () => {
    const id = await control.create({ sourceType: 'postgres' });
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
    account = connect({ configApi: false });
    await expect(apply('run_setup_tests', id)).rejects.toMatchObject({ code: 'provider.not_supported' });
  });

  it('reload_schema accepts the present schema, drops what is gone and activates', async () => {
    const id = await control.create({
      sourceType: 'postgres',
      tables: ['orders', 'customers'],
      paused: true,
    });
    await control.act(id, 'schema', { dropTables: ['customers'], dropColumns: { orders: ['updated_at'] } });
    expect((await account.readState(id)).schemaChange).toBe('breaking');
    expect(await apply('reload_schema', id)).toMatchObject({
      satisfied: true,
      evidence: expect.stringMatching(/customers/),
    });
    expect(await account.readState(id)).toMatchObject({ active: true, schemaChange: 'none' });
    const [patch] = await control.requests('PATCH', `/api/public/v1/connections/${id}`);
    expect(patch?.body).toMatchObject({
      status: 'active',
      configurations: { streams: [{ name: 'orders' }] },
    });
  });

  it('clear empties everything, or the named streams, and never widens an empty scope', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 0.05 });
    expect((await apply('clear', id)).evidence).toContain('next sync');
    await idle(id);
    const { runId } = await apply('clear', id, { params: { scope: ['public.orders'] } });
    await idle(id);
    const cleared = (await control.byApi(id)).filter((entry) => entry.kind === 'clear');
    expect(cleared).toHaveLength(2);
    expect(cleared.find((entry) => entry.id === runId)?.scope).toEqual(
      expect.arrayContaining([expect.stringMatching(/orders/)]),
    );
    for (const scope of [[], ['no_such_stream']]) {
      await expect(apply('clear', id, { params: { scope } })).rejects.toMatchObject({
        code: 'provider.rejected',
      });
    }
    account = connect({ configApi: false });
    await expect(apply('clear', id, { params: { scope: ['orders'] } })).rejects.toMatchObject({
      code: 'provider.not_supported',
    });
  });

  it('resync is a refresh that keeps the rows, of everything or of the named streams', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 0.05 });
    expect(await apply('resync', id)).toMatchObject({ satisfied: true, runId: expect.any(String) });
    await idle(id);
    await apply('resync', id, { params: { scope: ['public.orders'] } });
    await idle(id);
    const kinds = (await control.byApi(id)).map((entry) => entry.kind);
    expect(kinds).toEqual(['resync', 'resync']);
    await expect(apply('resync', id, { params: { scope: [] } })).rejects.toMatchObject({
      code: 'provider.rejected',
    });
  });

  it('resync names clear where there are no refreshes', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    await fetch(`${sim.url}/_sim/settings`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshSupported: false }),
    });
    const refused = { code: 'provider.not_supported', message: expect.stringContaining('clear') };
    await expect(apply('resync', id)).rejects.toMatchObject(refused);
    account = connect({ configApi: false });
    await expect(apply('resync', id)).rejects.toMatchObject(refused);
    expect(await control.byApi(id)).toEqual([]);
  });
});

describe('what only the config API knows', () => {
  const patch = (path: string, body: unknown) =>
    fetch(`${sim.url}/_sim${path}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('is which streams wait for a quota, and until when', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 30 });
    await patch(`/connections/${id}/airbyte`, { quotaResetSeconds: 3600 });
    await control.act(id, 'run');
    const { state } = await account.readFacts(id);
    expect(state.notices).toContainEqual({
      severity: 'warning',
      code: 'stream_rate_limited',
      message: expect.stringMatching(/^stream \w+ waits for its source's quota until 20/),
    });
  });

  it('is how often Airbyte has tried, and what the log of the last attempt says', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 0.05 });
    await control.act(id, 'break', { message: 'could not connect to db', until: 'never', attempts: 3 });
    await control.act(id, 'run');
    await idle(id);
    const { runs } = await account.readFacts(id);
    expect(runs[0]?.failure).toMatchObject({
      attempts: 3,
      logTail: expect.stringMatching(/source|platform/),
    });
  });

  it('is told as missing, never as an error, where it cannot be read', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    await control.fault({ method: 'POST', path: '/api/v1/stream_statuses', status: 500, times: -1 });
    const facts = await account.readFacts(id);
    expect(facts.missing.map((gap) => gap.what)).toContain('states of streams');
    expect(facts.state.connectionId).toBe(id);
  });
});

describe('when Airbyte misbehaves', () => {
  const limited = { status: 429, body: { message: 'You are being rate limited.' } };

  it('a rate limit without Retry-After says so, with it passes the wait on', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    await control.fault({ method: 'POST', path: '/api/public/v1/jobs', ...limited });
    const error = await apply('trigger_sync', id).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'provider.rate_limited', retryAfterMs: undefined });
    account = connect();
    await control.fault({
      method: 'GET',
      path: '/api/public/v1/jobs',
      ...limited,
      headers: { 'retry-after': '7' },
    });
    await expect(account.readState(id)).rejects.toMatchObject({
      code: 'provider.rate_limited',
      retryAfterMs: 7000,
    });
    expect(await control.byApi(id)).toEqual([]);
  });

  it.each([
    ['the answer is dropped', { drop: true }],
    ['the server fails', { status: 500 }],
    ['the answer is no JSON', { status: 200, body: 'fine' }],
  ])(
    'a write that worked while %s is of unknown outcome, sent once, and visible on reading back',
    async (_what, how) => {
      const id = await control.create({ sourceType: 'postgres', syncSeconds: 30 });
      const before = await account.readState(id);
      await control.fault({ method: 'POST', path: '/api/public/v1/jobs', applyFirst: true, ...how });
      await expect(apply('trigger_sync', id)).rejects.toMatchObject({ code: 'provider.outcome_unknown' });
      expect((await account.readState(id)).lastRunId).not.toBe(before.lastRunId);
      expect(await control.byApi(id)).toHaveLength(1);
    },
  );

  it('a write that takes longer than we wait is of unknown outcome', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    account = connect({ timeoutMs: 200 });
    await control.fault({
      method: 'PATCH',
      path: '/api/public/v1/connections/',
      delayMs: 600,
      applyFirst: true,
    });
    await expect(apply('pause', id)).rejects.toMatchObject({ code: 'provider.outcome_unknown' });
    expect((await account.readState(id)).active).toBe(false);
  });

  it('a write that never left because the token could not be had is certain not to be applied', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    await control.fault({ method: 'POST', path: '/api/public/v1/applications/token', drop: true });
    await expect(apply('pause', id)).rejects.toMatchObject({ code: 'provider.unreachable' });
    account = connect({ baseUrl: 'http://127.0.0.1:1/v1' });
    await expect(apply('pause', id)).rejects.toMatchObject({ code: 'provider.unreachable' });
    expect((await control.truth(id)).paused).toBe(false);
  });

  it('a failing read before a write leaves no doubt: nothing was changed', async () => {
    const id = await control.create({ sourceType: 'postgres', syncSeconds: 30 });
    await control.act(id, 'run');
    const runId = (await control.truth(id)).running ?? '';
    await control.fault({ method: 'GET', path: '/api/public/v1/jobs', status: 500 });
    await expect(apply('cancel_sync', id, { runId })).rejects.toMatchObject({ code: 'provider.unreachable' });
    expect((await control.truth(id)).running).toBe(runId);
    await control.fault({ method: 'POST', path: '/api/v1/sources/check_connection', drop: true });
    await expect(apply('run_setup_tests', id)).rejects.toMatchObject({ code: 'provider.unreachable' });
    await control.fault({ method: 'GET', path: '/api/public/v1/streams', status: 500 });
    await expect(apply('reload_schema', id)).rejects.toMatchObject({ code: 'provider.unreachable' });
    expect(await control.requests('PATCH', '/api/public/v1/connections/')).toEqual([]);
  });

  it('a base URL that misses the API is named as the likely cause', async () => {
    const html = { headers: { 'content-type': 'text/html' }, body: '<html>Airbyte</html>' };
    await control.fault({ method: 'GET', path: '/api/public/v1/workspaces', status: 200, ...html });
    await expect(account.whoAmI()).rejects.toMatchObject({
      code: 'provider.invalid_answer',
      message: expect.stringContaining('is the base URL right?'),
    });
  });

  it('wrong credentials and unknown connections are told apart', async () => {
    const id = await control.create({ sourceType: 'postgres' });
    const stranger = connect({ clientSecret: 'not-the-secret' });
    await expect(stranger.readState(id)).rejects.toMatchObject({ code: 'provider.unauthorized' });
    const nowhere = '00000000-0000-4000-8000-000000000000';
    await expect(account.readState(nowhere)).rejects.toMatchObject({
      code: 'provider.not_found',
      providerCode: 'resource-not-found',
    });
    await expect(apply('pause', nowhere)).rejects.toMatchObject({ code: 'provider.not_found' });
  });
});
