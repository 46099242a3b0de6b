// Roles by scope over HTTP: what somebody may not see is not there, what they may not do is refused, agents never decide.
import type { Brake } from '../../../domain/brakes/brake';
import type { Person } from '../../../domain/person';
import { UnknownIncident } from '../../../client/incident-door';
import { knownConnection } from '../../known-connection';
import { anIncident, as, aWorld, sha256, type World } from './world';

const ID = anIncident().id;
const RECEIPT = {
  ...{ incidentId: ID, decision: 'approve' as const, by: 'x', planHash: 'h', votes: 1, quorum: 1 },
  verdict: 'approved' as const,
};

/** The incident of the world is about fivetran/prod/frozen_lemon. */
const PEOPLE: Person[] = [
  { id: 'root', name: 'Root', role: 'admin', groups: [] },
  { id: 'lena', name: 'Lena', groups: [], scopes: [{ role: 'approver', account: 'lake' }] },
  { id: 'pia', name: 'Pia', groups: [], scopes: [{ role: 'approver', account: 'prod' }] },
  { id: 'otto', name: 'Otto', groups: [], scopes: [{ role: 'operator', account: 'prod' }] },
  {
    ...{ id: 'gus', name: 'Gus', role: 'viewer', groups: [] },
    scopes: [{ role: 'operator', account: 'prod', connectionId: 'frozen_*' }],
  },
  { id: 'tess', name: 'Tess', groups: [], scopes: [{ role: 'operator', tags: { team: 'sales' } }] },
  { id: 'bot', name: 'Bot', kind: 'agent', role: 'operator', groups: [] },
  // Never in a file that was checked; the API does not rely on that.
  { id: 'superbot', name: 'Superbot', kind: 'agent', role: 'admin', groups: [] },
];

describe('a scope', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld({
      people: PEOPLE,
      tokens: PEOPLE.map(({ id }) => ({ personId: id, hash: sha256(`token-${id}`) })),
    });
    world.door.decide.mockResolvedValue(RECEIPT);
  });
  afterEach(() => world.app.close());

  const get = (url: string, person: string) =>
    world.app.inject({ url: `/api/v1${url}`, headers: as(person) });
  const post = (url: string, payload: object, person: string) =>
    world.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: as(person) });
  const statuses = async (urls: string[], person: string) =>
    Promise.all(urls.map(async (url) => (await get(url, person)).statusCode));

  const OF_THE_INCIDENT = [
    `/incidents/${ID}`,
    `/incidents/${ID}/timeline`,
    `/incidents/${ID}/decisions`,
    `/audit?incidentId=${ID}`,
    '/connections/fivetran/prod/frozen_lemon',
    '/connections/fivetran/prod/frozen_lemon/history',
    '/connections/fivetran/prod/frozen_lemon/diagnosis',
    '/accounts/fivetran/prod/survey',
    '/accounts/fivetran/prod/webhooks',
  ];

  it('shows what lies in it and hides the rest', async () => {
    expect(new Set(await statuses(OF_THE_INCIDENT, 'pia'))).toEqual(new Set([200]));
    expect(new Set(await statuses(OF_THE_INCIDENT, 'lena'))).toEqual(new Set([404]));
    expect(new Set(await statuses(OF_THE_INCIDENT, 'gus'))).toEqual(new Set([200]));
  });

  it('filters lists in the store and once more before anything goes out', async () => {
    for (const url of ['/incidents', '/approvals', '/connections', '/accounts']) {
      expect((await get(url, 'pia')).json<{ items: unknown[] }>().items).toHaveLength(1);
      const hidden = (await get(url, 'lena')).json<{ items: { account: string }[] }>().items;
      expect(hidden.map(({ account }) => account)).toEqual(url === '/accounts' ? ['lake'] : []);
    }
    const sight = [[{ account: 'lake' }]];
    expect(world.reader.list).toHaveBeenCalledWith(expect.objectContaining({ sight }));
    expect(world.connections.list).toHaveBeenCalledWith(expect.objectContaining({ sight }));
    world.reader.list.mockClear();
    await get('/incidents', 'gus');
    expect(world.reader.list).toHaveBeenCalledWith({});
  });

  it('tells no difference between what is hidden and what there is not', async () => {
    const hidden = await get(`/incidents/${ID}`, 'lena');
    world.door.get.mockRejectedValueOnce(new UnknownIncident('no incident is known to Temporal'));
    const unknown = await get('/incidents/inc-ffffffff', 'lena');
    const detail = (answer: typeof hidden) => answer.json<{ detail: string }>().detail;
    expect(detail(unknown).replace('inc-ffffffff', ID)).toBe(detail(hidden));
    expect((await get('/connections/fivetran/prod/c1', 'lena')).json<{ detail: string }>().detail).toBe(
      'no account fivetran/prod; there are: airbyte/lake',
    );
  });

  it('keeps the whole record for whoever sees everything', async () => {
    for (const url of ['/audit', '/audit/verify']) {
      expect((await get(url, 'pia')).statusCode).toBe(403);
      expect((await get(url, 'gus')).statusCode).toBe(200);
    }
  });

  it('gives decisions to approvers of that connection, control to its operators', async () => {
    const decide = (person: string) => post(`/incidents/${ID}/decisions`, { decision: 'approve' }, person);
    const cancel = (person: string) =>
      post(`/incidents/${ID}/control`, { command: 'cancel', reason: 'r' }, person);
    expect((await decide('pia')).statusCode).toBe(200);
    expect((await decide('lena')).statusCode).toBe(404);
    expect((await decide('otto')).statusCode).toBe(403);
    expect(world.door.decide).toHaveBeenCalledTimes(1);
    expect((await cancel('otto')).statusCode).toBe(202);
    expect((await cancel('gus')).statusCode).toBe(202);
    expect((await cancel('lena')).statusCode).toBe(404);
    expect(world.door.control).toHaveBeenCalledTimes(2);
  });

  it('gives changes to operators of that connection, by the tags that the sweeps know', async () => {
    const ask = (person: string, connection = 'c1') =>
      post(
        `/connections/fivetran/prod/${connection}/changes`,
        { steps: [{ kind: 'trigger_sync' }], reason: 'r' },
        person,
      );
    expect((await ask('otto')).statusCode).toBe(202);
    expect((await ask('gus')).statusCode).toBe(403);
    expect((await ask('gus', 'frozen_lemon')).statusCode).toBe(202);
    expect((await ask('lena')).statusCode).toBe(404);
    expect((await ask('tess')).statusCode).toBe(404);
    world.connections.list.mockResolvedValueOnce({
      items: [knownConnection({ account: 'prod', tags: { team: 'Sales' } })],
      nextCursor: null,
    });
    expect((await ask('tess')).statusCode).toBe(202);
    expect(world.provider.requestChange).toHaveBeenCalledTimes(3);
  });

  it('limits brakes: pulled and lifted only within it, shown where they may meet it', async () => {
    const pull = (scope: object, person: string, path = '/kill-switch') =>
      post(path, { scope, reason: 'stop' }, person);
    expect((await pull({ account: 'prod' }, 'otto')).statusCode).toBe(201);
    expect((await pull({ account: 'prod', connectionId: 'x*' }, 'otto')).statusCode).toBe(201);
    expect((await pull({}, 'otto')).statusCode).toBe(403);
    expect((await pull({ provider: 'fivetran' }, 'otto')).statusCode).toBe(403);
    expect((await pull({ account: 'lake' }, 'otto')).statusCode).toBe(403);
    const all = await pull({}, 'root', '/freezes');
    const here = await pull({ account: 'prod' }, 'pia', '/freezes');
    const lift = (brake: typeof all, person: string) =>
      world.app.inject({
        ...{ method: 'DELETE', headers: as(person) },
        url: `/api/v1/freezes/${brake.json<Brake>().id}`,
      });
    const shown = async (person: string) =>
      (await get('/freezes', person)).json<{ items: Brake[] }>().items.length;
    expect([await shown('pia'), await shown('lena')]).toEqual([2, 1]);
    expect((await lift(all, 'pia')).statusCode).toBe(403);
    expect((await lift(here, 'lena')).statusCode).toBe(404);
    expect((await lift(here, 'otto')).statusCode).toBe(403);
    expect((await lift(here, 'pia')).statusCode).toBe(200);
  });

  it('limits what is done to an account as a whole', async () => {
    const sweep = (person: string, account: string, provider: string) =>
      post('/sweeps', { provider, account }, person);
    expect((await sweep('otto', 'prod', 'fivetran')).statusCode).toBe(200);
    expect((await sweep('otto', 'lake', 'airbyte')).statusCode).toBe(404);
    expect((await sweep('gus', 'prod', 'fivetran')).statusCode).toBe(403);
    expect((await sweep('tess', 'prod', 'fivetran')).statusCode).toBe(403);
  });

  describe('an agent', () => {
    it.each(['bot', 'superbot'])('never decides and never lets go of a brake: %s', async (agent) => {
      expect((await get(`/incidents/${ID}`, agent)).statusCode).toBe(200);
      const decided = await post(`/incidents/${ID}/decisions`, { decision: 'approve' }, agent);
      expect(decided.statusCode).toBe(403);
      expect(decided.json<{ detail: string }>().detail).toContain('an agent is operator at most');
      expect(world.door.decide).not.toHaveBeenCalled();
      const brake = await post('/kill-switch', { reason: 'stop' }, agent);
      expect(brake.statusCode).toBe(201);
      const lifted = await world.app.inject({
        ...{ method: 'DELETE', headers: as(agent) },
        url: `/api/v1/kill-switch/${brake.json<Brake>().id}`,
      });
      expect(lifted.statusCode).toBe(403);
    });

    it('proposes changes, marked as its own', async () => {
      const steps = [{ kind: 'trigger_sync' }];
      const asked = await post('/connections/fivetran/prod/c1/changes', { steps, reason: 'r' }, 'bot');
      expect(asked.statusCode).toBe(202);
      expect(world.provider.requestChange).toHaveBeenCalledWith(
        expect.anything(),
        expect.objectContaining({ by: 'bot', byKind: 'agent' }),
        expect.any(String),
      );
    });

    it('asks for a new plan, but closes and cancels nothing', async () => {
      const order = (command: string, reason?: string) =>
        post(`/incidents/${ID}/control`, { command, reason }, 'bot');
      expect((await order('retry')).statusCode).toBe(202);
      for (const command of ['cancel', 'close', 'snooze', 'release', 'handback'])
        expect((await order(command, 'expected')).statusCode).toBe(403);
    });
  });
});
