// Connections, sweeps and webhooks on the command line: what is shown, what is asked for, and what a no looks like.
import { Refused } from '../../../client/incident-door';
import { knownConnection, sweepReport } from '../../known-connection';
import { anIncident, aWorld, type World } from '../ingress/world';
import { penstock } from './terminal';

describe('penstock connection', () => {
  let world: World;
  let url: string;
  beforeEach(async () => {
    world = await aWorld();
    url = await world.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => world.app.close());

  const run = (argv: string[], person = 'olga') =>
    penstock(argv, { PENSTOCK_API_URL: url, PENSTOCK_TOKEN: `token-${person}` });

  it('lists in 80 columns, the sick ones first as the API gives them', async () => {
    world.connections.list.mockResolvedValueOnce({
      items: [
        knownConnection({
          health: 'failing',
          connectionId: 'a-connection-with-a-name-that-is-too-long-for-a-table',
        }),
        knownConnection({ connectionId: 'c2' }),
      ],
      nextCursor: null,
    });
    const told = await run(['connection', 'list', '--health', 'failing,healthy']);
    expect(told.code).toBe(0);
    for (const line of told.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(told.out.indexOf('failing')).toBeLessThan(told.out.indexOf('healthy'));
  });

  it('takes an ID alone where only one connection has it, and asks for more where two do', async () => {
    expect(JSON.parse((await run(['connection', 'get', 'c1', '-o', 'json'])).out)).toMatchObject({
      connectionId: 'c1',
    });
    world.connections.list.mockResolvedValueOnce({
      items: [knownConnection(), knownConnection({ account: 'other' })],
      nextCursor: null,
    });
    expect(await run(['connection', 'get', 'c1'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('fivetran/main/c1 or fivetran/other/c1'),
    });
  });

  it('explains what policy says about an incident, and what would change it', async () => {
    const told = await run(['policy', 'explain', anIncident().id], 'vera');
    expect(told.code).toBe(126);
    expect(told.err).toContain('has no diagnosis yet');
    world.reader.get.mockResolvedValue({
      ...anIncident(),
      diagnosis: {
        ...{ class: 'rate_limit', symptom: 'failed', confidence: 0.9, band: 'high', decidedBy: 'rule' },
        ...{ summary: 's', evidence: [], action: 'wait_for_quota_reset', alternatives: [] },
      },
    });
    const explained = await run(['policy', 'explain', anIncident().id], 'vera');
    expect(explained).toMatchObject({ code: 0, err: '' });
    expect(explained.out).toContain('recommend');
    expect(explained.out).toContain('- default#retry: class is rate_limit, not network_transient');
    expect(explained.out).toContain('What would change it');
  });

  it('diagnoses a connection as it is now, by the provider’s own facts', async () => {
    const well = await run(['diagnose', 'fivetran/prod/c1']);
    expect(well).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is wrong') });
    world.provider.diagnose.mockResolvedValueOnce({
      connection: {
        ...{ provider: 'fivetran', account: 'prod', connectionId: 'c1' },
        ...{ name: 'Orders', service: 'postgres', destination: 'warehouse' },
      },
      ...{ health: 'failing', readAt: '2026-11-20T12:00:00.000Z', providerUrl: null },
      diagnosis: {
        ...{ class: 'rate_limit', symptom: 'failed', confidence: 0.8, band: 'medium', decidedBy: 'rule' },
        ...{
          ruleId: 'http-429',
          summary: 'The source said slow down [e1].',
          action: 'wait_for_quota_reset',
        },
        evidence: [{ id: 'e1', kind: 'run', at: '2026-11-20T11:00:00.000Z', text: 'HTTP 429' }],
        alternatives: [{ class: 'source_unavailable', ruleId: 'reset', why: 'the connection was reset' }],
      },
    });
    const ill = await run(['diagnose', 'fivetran/prod/c1']);
    expect(ill.out).toContain('failing');
    expect(ill.out).toContain('[e1] HTTP 429');
    expect(ill.out).toContain('second: source_unavailable by reset');
    expect(await run(['diagnose', 'fivetran/prod/c1', '--message', 'x'])).toMatchObject({ code: 2 });
  });

  it('asks for a change with its reason, tells what it costs, and shows how it went', async () => {
    world.reader.get.mockResolvedValue({
      ...anIncident(),
      status: 'verifying',
      next: 'Waiting for the next sync',
    });
    const told = await run(['connection', 'sync', 'fivetran/prod/c1', '--reason', 'backfill done']);
    expect(told.code).toBe(0);
    expect(told.err).toContain('costs: one sync');
    expect(told.out).toContain('verifying: Waiting for the next sync');
    expect(world.provider.requestChange).toHaveBeenCalledWith(
      { provider: 'fivetran', account: 'prod', connectionId: 'c1' },
      { steps: [{ kind: 'trigger_sync', params: {} }], reason: 'backfill done', by: 'olga' },
      expect.any(String),
    );
  });

  it('says what a destructive change destroys, and sends nothing on a dry run', async () => {
    const told = await run(['connection', 'change', 'fivetran/prod/c1', 'resync', '--dry-run']);
    expect(told).toMatchObject({ code: 0, out: expect.stringContaining('destroys: ') });
    expect(world.provider.requestChange).not.toHaveBeenCalled();
  });

  it.each([
    [['connection', 'change', 'fivetran/prod/c1', 'explode'], 2, 'kinds: trigger_sync'],
    [['connection', 'change', 'fivetran/prod/c1', 'set_schedule'], 2, 'schedule'],
    [['connection', 'change', 'fivetran/prod/c1', 'resync', '--params', '{'], 2, 'no JSON'],
    [['connection', 'pause', 'fivetran/nowhere/c1'], 1, 'no account fivetran/nowhere'],
    [['sweep', 'now', 'nowhere'], 2, 'provider/account'],
  ])('penstock %j exits %i and says %j', async (argv, code, says) => {
    const told = await run(argv);
    expect(told).toMatchObject({ code, err: expect.stringContaining(says) });
  });

  it('exits 126 when policy refuses, with its reason, and when an incident is open', async () => {
    world.reader.get.mockResolvedValue({
      ...anIncident(),
      status: 'closed',
      resolution: {
        status: 'closed',
        reason: 'wont_fix',
        by: 'system',
        at: '2026-11-20T12:00:00Z',
        note: 'policy forbids pause here',
      },
    });
    expect(await run(['connection', 'pause', 'fivetran/prod/c1'])).toMatchObject({
      code: 126,
      out: expect.stringContaining('policy forbids pause here'),
    });
    world.provider.requestChange.mockRejectedValueOnce(
      new Refused('the connection has an open incident, inc-1'),
    );
    expect(await run(['connection', 'pause', 'fivetran/prod/c1'])).toMatchObject({
      code: 126,
      err: expect.stringContaining('inc-1'),
    });
    expect((await run(['connection', 'pause', 'fivetran/prod/c1'], 'vera')).code).toBe(126);
  });

  it('sweeps every account and says what was found and what cannot be seen', async () => {
    world.provider.sweepNow.mockImplementation((ref) =>
      Promise.resolve(
        sweepReport(ref, {
          found: { sync_failed: 2 },
          missing: [{ what: 'rows moved', why: 'the list has none' }],
        }),
      ),
    );
    const told = await run(['sweep', 'now']);
    expect(told.out).toContain('fivetran/prod: 1 seen');
    expect(told.out).toContain('2 sync_failed');
    expect(told.out).toContain('cannot see rows moved');
    expect(world.provider.sweepNow).toHaveBeenCalledTimes(2);
  });

  it('verifies webhooks: none that points here is a no, with what to do', async () => {
    expect(await run(['webhook', 'verify', 'fivetran/prod'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('webhook register fivetran/prod --url'),
    });
    world.provider.webhooks.mockResolvedValue([
      {
        id: 'w1',
        url: 'https://p.example/webhooks/fivetran/prod',
        events: ['sync_end'],
        active: true,
        ours: true,
      },
    ]);
    expect((await run(['webhook', 'verify', 'fivetran/prod'])).code).toBe(0);
    expect((await run(['webhook', 'register', 'fivetran/prod', '--url', 'https://p.example'])).code).toBe(
      126,
    );
  });
});
