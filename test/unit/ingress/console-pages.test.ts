// The console beyond incidents: approvals, connections, brakes, audit.
import type { AuditRow } from '../../../domain/audit-entry';
import type { Incident } from '../../../domain/incident';
import type { DelegationStore } from '../../../domain/store-ports';
import type { KnownConnection } from '../../../domain/sweep/known-connection';
import { knownConnection } from '../../known-connection';
import { Browser, hiddenFields, waitingIncident } from './console-world';
import { aWorld, memoryDelegations, NOW, sha256, type World } from './world';

let world: World;
let delegations: DelegationStore;
beforeEach(async () => {
  delegations = memoryDelegations();
  world = await aWorld({
    delegations,
    people: [
      { id: 'vera', name: 'Vera', role: 'viewer', groups: [] },
      { id: 'olga', name: 'Olga', role: 'operator', groups: [] },
      { id: 'anna', name: 'Anna', role: 'approver', groups: [] },
      { id: 'adam', name: 'Adam', role: 'admin', groups: [] },
      {
        ...{ id: 'lena', name: 'Lena', groups: [] },
        scopes: [{ role: 'operator', provider: 'airbyte', account: 'lake' }],
      },
      { id: 'bot', name: 'Bot', role: 'operator', groups: [], kind: 'agent' },
    ],
    tokens: ['vera', 'olga', 'anna', 'adam', 'lena', 'bot'].map((personId) => ({
      ...{ personId, hash: sha256(`token-${personId}`) },
    })),
  });
});
afterEach(() => world.app.close());

const browserOf = (person: string) => new Browser(world.app).signIn(person);

describe('approvals', () => {
  it('shows first what waits for whoever looks', async () => {
    const voted = waitingIncident({ id: 'inc-00000002' });
    if (voted.approval) voted.approval.votes = [{ by: 'anna', decision: 'approve', at: NOW.toISOString() }];
    const items = [voted, waitingIncident()];
    world.reader.list.mockResolvedValue({ items, nextCursor: null });
    const { body } = await (await browserOf('anna')).get('/approvals');
    const [mine = '', others = ''] = body.split('id="others"');
    expect(mine).toContain(`href="/incidents/${waitingIncident().id}"`);
    expect(others).toContain('href="/incidents/inc-00000002"');
    expect(mine).not.toContain('inc-00000002');
    const forVera = await (await browserOf('vera')).get('/approvals');
    expect(forVera.body).toContain('Nothing waits for your decision');
  });
});

describe('votes that were given', () => {
  const PAGE = `/incidents/${waitingIncident().id}`;
  const receipt = { incidentId: 'i', decision: 'approve', by: 'vera', planHash: 'h' } as const;
  const vote = { decision: 'approve', understood: 'yes', onBehalfOf: 'anna' };
  let incident: Incident;
  beforeEach(async () => {
    incident = waitingIncident();
    world.reader.get.mockImplementation(() => Promise.resolve(incident));
    world.reader.list.mockImplementation(() => Promise.resolve({ items: [incident], nextCursor: null }));
    world.door.get.mockImplementation(() => Promise.resolve(incident));
    world.door.decide.mockResolvedValue({ ...receipt, votes: 2, quorum: 2, verdict: 'approved' });
  });
  const give = (to: string) => {
    const day = { since: NOW.toISOString(), until: '2026-11-21T12:00:00.000Z' };
    const delegation = { id: 'd1', from: 'anna', to, scope: {}, reason: 'holidays', ...day };
    const at = NOW.toISOString();
    const audit = { key: 'd1', at, incidentId: 'd1', actor: 'anna', action: 'vote.delegated', details: {} };
    return delegations.delegate(delegation, audit);
  };

  it('wait for whoever may cast them, and are cast by name', async () => {
    await give('vera');
    const vera = await browserOf('vera');
    const { body } = await vera.get('/approvals');
    expect(body.split('id="others"')[0]).toContain(PAGE);
    expect((await vera.get(PAGE)).body).toContain('<option value="anna">for anna</option>');
    expect((await vera.submit(PAGE, `${PAGE}/decisions`, vote)).statusCode).toBe(303);
    expect(world.door.decide.mock.lastCall?.[1]).toMatchObject({ by: 'vera', onBehalfOf: 'anna' });
  });

  it('are nobody else’s', async () => {
    await give('olga');
    const vera = await browserOf('vera');
    const formToken = /name="formToken"\s+value="([^"]+)"/.exec((await vera.get(PAGE)).body)?.[1] ?? '';
    const planHash = incident.plan?.hash ?? '';
    const answer = await vera.post(`${PAGE}/decisions`, { ...vote, formToken, planHash });
    expect(answer.statusCode).toBe(403);
    expect(world.door.decide).not.toHaveBeenCalled();
  });

  it('need no second vote where glass may be broken, with a reason', async () => {
    const adam = await browserOf('adam');
    expect((await adam.get(PAGE)).body).not.toContain('id="break-glass"');
    if (incident.approval) incident.approval.breakGlass = ['adam', 'anna'];
    const fields = {
      decision: 'approve',
      breakGlass: 'yes',
      understood: 'yes',
      reason: 'shop is down, 3 am',
    };
    expect((await adam.submit(PAGE, `${PAGE}/decisions`, fields)).statusCode).toBe(303);
    expect(world.door.decide.mock.lastCall?.[1]).toMatchObject({
      ...{ by: 'adam', reason: 'shop is down, 3 am', breakGlass: { forMs: 3_600_000 } },
    });
    // An approver whom policy names, but who is no administrator.
    const anna = await browserOf('anna');
    expect((await anna.get(PAGE)).body).not.toContain('id="break-glass"');
    const hidden = hiddenFields((await anna.get(PAGE)).body, `${PAGE}/decisions`);
    const answer = await anna.post(`${PAGE}/decisions`, { ...hidden, ...fields });
    expect(answer.statusCode).toBe(403);
  });
});

describe('connections', () => {
  const listing = (...items: KnownConnection[]) =>
    world.connections.list.mockResolvedValue({ items, nextCursor: 'more' });

  it('shows health, the last run and how long runs took', async () => {
    listing(
      knownConnection({
        ...{ name: 'Orders <b>', health: 'failing', durationsMs: [60_000, 120_000, 90_000] },
        lastRun: { id: 'j1', status: 'failed', rows: 12, startedAt: NOW.toISOString(), endedAt: null },
        lastFailureAt: '2026-11-20T11:00:00.000Z',
      }),
    );
    const { body } = await (await browserOf('vera')).get('/connections');
    for (const text of ['Orders &lt;b&gt;', 'failing', '12 rows', '2026-11-20 11:00:00 UTC', 'every 60 min'])
      expect(body).toContain(text);
    expect(body).toContain('aria-label="The last runs took 90 s, 2 min, 60 s"');
  });

  it('filters, and goes on within the filter', async () => {
    listing(knownConnection());
    const { body } = await (
      await browserOf('vera')
    ).get('/connections?health=late&provider=fivetran&account=');
    expect(world.connections.list).toHaveBeenLastCalledWith({
      ...{ limit: 100, health: ['late'], provider: 'fivetran' },
    });
    expect(body).toContain('href="/connections?health=late&amp;provider=fivetran&amp;cursor=more"');
  });
});

describe('brakes', () => {
  it('pulls a kill switch that every page then tells of, and an administrator lifts it', async () => {
    const olga = await browserOf('olga');
    const fields = { kind: 'kill', provider: 'fivetran', reason: 'wrong deploy' };
    const pulled = await olga.submit('/brakes', '/brakes', fields);
    expect(pulled.statusCode).toBe(303);
    const shown = await olga.get('/brakes');
    expect(shown.body).toContain('Kill switch pulled: fivetran');
    expect(shown.body).toContain('wrong deploy');
    expect((await olga.get('/')).body).toContain('<strong>Kill switch pulled for fivetran');
    expect(shown.body).not.toContain('/lift"');

    const adam = await browserOf('adam');
    const { body } = await adam.get('/brakes');
    const [, action = ''] = /action="(\/brakes\/kill-[^"]+\/lift)"/.exec(body) ?? [];
    expect((await adam.submit('/brakes', action, {})).statusCode).toBe(303);
    expect((await adam.get('/brakes')).body).toContain('No brake is pulled');
  });

  it('freezes for a time, once however often the form is sent', async () => {
    const olga = await browserOf('olga');
    const hidden = hiddenFields((await olga.get('/brakes')).body, '/brakes', { kind: 'freeze' });
    const fields = { ...hidden, reason: 'quarter end', for: '4 hours' };
    await olga.post('/brakes', fields);
    await olga.post('/brakes', fields);
    const again = await olga.get('/brakes');
    expect(again.body.match(/quarter end/g)).toHaveLength(1);
    expect(again.body).toContain('2026-11-20 16:00:00 UTC');
  });

  it('asks for a reason and for the role', async () => {
    const olga = await browserOf('olga');
    const silent = await olga.submit('/brakes', '/brakes', { kind: 'freeze', reason: '' });
    expect(silent.statusCode).toBe(400);
    expect(silent.body).toContain('say why');
    const vera = await browserOf('vera');
    const { body } = await vera.get('/brakes');
    expect(body).not.toContain('action="/brakes"');
    const formToken = /name="formToken"\s+value="([^"]+)"/.exec(body)?.[1] ?? '';
    const answer = await vera.post('/brakes', { formToken, kind: 'kill', reason: 'me too' });
    expect(answer.statusCode).toBe(403);
  });

  it('lets nobody pull or lift beyond their part', async () => {
    const lena = await browserOf('lena');
    const beyond = await lena.submit('/brakes', '/brakes', { kind: 'freeze', reason: 'all' });
    expect(beyond.statusCode).toBe(403);
    const own = { kind: 'freeze', provider: 'airbyte', account: 'lake', reason: 'mine' };
    expect((await lena.submit('/brakes', '/brakes', own)).statusCode).toBe(303);
  });
});

describe('audit', () => {
  const row = (seq: number): AuditRow => ({
    ...{ seq, key: `k${seq}`, at: NOW.toISOString(), incidentId: 'inc-0123abcd', actor: 'anna' },
    ...{ action: 'plan.approved', details: { note: '<b>' }, previousHash: '', hash: '' },
  });

  it('shows the newest rows first, filtered, page by page', async () => {
    world.reader.audit.mockResolvedValue(Array.from({ length: 100 }, (_, i) => row(300 - i)));
    const { body } = await (await browserOf('vera')).get('/audit?actor=anna&action=plan&incidentId=');
    expect(world.reader.audit).toHaveBeenLastCalledWith({
      ...{ actor: 'anna', action: 'plan', newestFirst: true, limit: 100 },
    });
    expect(body).toContain('href="/audit?actor=anna&amp;action=plan&amp;beforeSeq=201"');
    expect(body).toContain('&lt;b&gt;');
    expect(body).toContain('href="/incidents/inc-0123abcd"');
  });

  it('verifies the chain when asked, and never for a live update', async () => {
    const browser = await browserOf('vera');
    await browser.get('/audit');
    await browser.get('/audit?verify=yes', { 'x-penstock-live': '1' });
    expect(world.reader.verifyAudit).not.toHaveBeenCalled();
    expect((await browser.get('/audit?verify=yes')).body).toContain('Intact: all 3 rows');
    const faults = [{ seq: 2, kind: 'changed' as const, detail: 'its hash does not fit' }];
    world.reader.verifyAudit.mockResolvedValue({ rows: 3, faults });
    expect((await browser.get('/audit?verify=yes')).body).toContain('row 2 changed: its hash does not fit');
  });

  it('is read by incident by whoever sees only a part', async () => {
    const lena = await browserOf('lena');
    expect((await lena.get('/audit')).body).toContain('name an incident');
    expect(world.reader.audit).not.toHaveBeenCalled();
    expect((await lena.get('/audit?incidentId=inc-0123abcd')).statusCode).toBe(404);
    expect((await lena.get('/audit?verify=yes')).statusCode).toBe(200);
    expect(world.reader.verifyAudit).not.toHaveBeenCalled();
  });
});

it('shows nobody incidents or connections beyond their part', async () => {
  world.connections.list.mockResolvedValue({ items: [knownConnection()], nextCursor: null });
  world.reader.list.mockResolvedValue({ items: [waitingIncident()], nextCursor: null });
  const lena = await browserOf('lena');
  expect((await lena.get('/')).body).not.toContain('Orders');
  expect((await lena.get('/approvals')).body).not.toContain('Orders');
  expect((await lena.get('/connections')).body).not.toContain('orders');
  expect((await lena.get(`/incidents/${waitingIncident().id}`)).statusCode).toBe(404);
});

it('lets no agent in', async () => {
  const answer = await new Browser(world.app).post('/login', { token: 'token-bot' });
  expect(answer.statusCode).toBe(403);
  expect(answer.headers['set-cookie']).toBeUndefined();
});

it('keeps the news of an act for the page that a person reads', async () => {
  const olga = await browserOf('olga');
  await olga.submit('/brakes', '/brakes', { kind: 'freeze', reason: 'quarter end' });
  await olga.get('/brakes', { 'x-penstock-live': '1' });
  expect((await olga.get('/brakes')).body).toContain('Frozen: everything');
});
