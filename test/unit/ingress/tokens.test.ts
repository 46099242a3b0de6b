// API tokens over HTTP: shown once, limited, expiring, revoked within seconds, every step on record.
import type { AuditEntry } from '../../../domain/audit-entry';
import { OpError } from '../../../domain/op-error';
import type { Person } from '../../../domain/person';
import { redact } from '../../../domain/redaction';
import { redactLine } from '../../../integrations/observability/redact-line';
import type { ListedToken, MadeToken } from '../../../ingress/schemas/token';
import { memoryTokens } from './memory-tokens';
import { NOW, anIncident, as, aWorld, sha256, type World } from './world';

const ID = anIncident().id;
const PEOPLE: Person[] = [
  { id: 'root', name: 'Root', role: 'admin', groups: [] },
  { id: 'anna', name: 'Anna', role: 'approver', groups: [] },
  { id: 'olga', name: 'Olga', role: 'operator', groups: [] },
];
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

describe('API tokens', () => {
  let world: World;
  let clock: number;
  let audit: AuditEntry[];
  let store: ReturnType<typeof memoryTokens>;
  beforeEach(async () => {
    clock = NOW.getTime();
    audit = [];
    store = memoryTokens(audit);
    world = await aWorld({
      people: PEOPLE,
      tokens: PEOPLE.map(({ id }) => ({ personId: id, hash: sha256(`token-${id}`) })),
      tokenStore: store,
      auditLog: {
        append: (rows) => {
          audit.push(...rows.filter((row) => !audit.some(({ key }) => key === row.key)));
          return Promise.resolve();
        },
      },
      now: () => new Date(clock),
    });
  });
  afterEach(() => world.app.close());

  const withToken = (token: string | null) => ({ authorization: `Bearer ${token ?? ''}` });
  const create = (body: object, headers: Record<string, string>) =>
    world.app.inject({ method: 'POST', url: '/api/v1/tokens', payload: body, headers });
  const make = async (body: object, headers: Record<string, string> = as('anna')) => {
    const answer = await create({ name: 'ci', ...body }, headers);
    expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, '']);
    return answer.json<MadeToken>();
  };
  const whoami = (token: string | null) =>
    world.app.inject({ url: '/api/v1/whoami', headers: withToken(token) });
  const revoke = (id: string, headers: Record<string, string>) =>
    world.app.inject({ method: 'DELETE', url: `/api/v1/tokens/${id}`, headers });
  const list = async (headers: Record<string, string>, query = '') =>
    (await world.app.inject({ url: `/api/v1/tokens${query}`, headers })).json<{ items: ListedToken[] }>()
      .items;

  it('are shown once and kept only as hashes', async () => {
    const made = await make({});
    expect(made.token).toMatch(/^pst_[A-Za-z0-9_-]{43}$/);
    expect((await whoami(made.token)).json()).toMatchObject({
      ...{ id: 'anna', limits: [{ role: 'approver' }] },
      token: { kind: 'api', id: made.id, name: 'ci', expiresAt: '2027-02-18T12:00:00.000Z' },
    });
    const kept = JSON.stringify([await store.list(), await list(as('anna')), audit, world.log]);
    expect(kept).not.toContain(made.token?.slice(4));
    expect(kept).not.toContain(sha256(made.token ?? ''));
    expect(redact(`401 for ${made.token ?? ''}, again`)).toBe('401 for [key], again');
    expect(await store.byHash(sha256(made.token ?? ''))).toMatchObject({ id: made.id });
  });

  it('keep their public ID in every line that is logged of them, after redaction too', async () => {
    const made = await make({});
    expect((await revoke(made.id, as('anna'))).statusCode).toBe(200);
    clock += 6 * SECOND_MS;
    expect((await whoami(made.token)).statusCode).toBe(401);
    const lines = world.log.filter((line) => line.includes('"token.'));
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'token.created',
      'token.revoked',
      'token.refused',
    ]);
    for (const line of lines) expect(JSON.parse(redactLine(line))).toMatchObject({ tokenId: made.id });
  });

  it('allow what they say, where they say, and no more than their owner', async () => {
    const viewer = await make({ role: 'viewer' });
    const lake = await make({ scopes: [{ role: 'approver', account: 'lake' }] });
    const agent = await make({ kind: 'agent' });
    const decide = (token: string | null) =>
      world.app.inject({
        ...{ method: 'POST', url: `/api/v1/incidents/${ID}/decisions` },
        ...{ payload: { decision: 'approve' }, headers: withToken(token) },
      });
    expect((await decide(viewer.token)).statusCode).toBe(403);
    expect((await decide(lake.token)).statusCode).toBe(404);
    expect((await decide(agent.token)).json<{ detail: string }>().detail).toContain('an agent is operator');
    expect(world.door.decide).not.toHaveBeenCalled();
    world.door.decide.mockResolvedValueOnce({ queued: true });
    expect((await decide((await make({})).token)).statusCode).toBe(202);
    expect((await create({ name: 'x', role: 'admin' }, as('anna'))).statusCode).toBe(403);
    expect((await create({ name: 'x', owner: 'olga' }, as('anna'))).statusCode).toBe(403);
    expect((await make({ owner: 'olga' }, as('root'))).role).toBe('operator');
    expect((await create({ name: 'x', owner: 'nobody' }, as('root'))).statusCode).toBe(404);
    expect((await create({ name: 'x' }, withToken(agent.token))).statusCode).toBe(403);
  });

  it('made with a token stay within it', async () => {
    const lake = await make({ scopes: [{ role: 'operator', account: 'lake' }] });
    const child = await make({ name: 'next' }, withToken(lake.token));
    expect(child).toMatchObject({ madeWith: lake.id, within: [{ scopes: [{ account: 'lake' }] }] });
    const seen = await world.app.inject({
      url: `/api/v1/incidents/${ID}`,
      headers: withToken(child.token),
    });
    expect(seen.statusCode).toBe(404);
  });

  it.each([
    ['a role nobody has', { role: 'boss' }],
    ['no name', { name: ' ' }],
    ['no scopes', { scopes: [] }],
    ['a time that is none', { expiresAt: 'soon' }],
    ['an unknown key', { owners: 'anna' }],
    ['a scope that no database could be asked about', { scopes: [{ role: 'viewer', account: 'a\0b' }] }],
  ])('are not made of %s', async (_, body) => {
    expect((await create({ name: 'x', ...body }, as('anna'))).statusCode).toBe(400);
  });

  it('end at their time, and every refused use is on record once a minute', async () => {
    const made = await make({ expiresAt: new Date(clock + DAY_MS).toISOString() });
    clock += DAY_MS;
    for (let tries = 0; tries < 3; tries += 1) {
      const refused = await whoami(made.token);
      expect(refused.statusCode).toBe(401);
      expect(refused.json<{ detail: string }>().detail).toContain('expired at');
      expect(refused.body).not.toContain('pst_');
    }
    clock += 60 * SECOND_MS;
    await whoami(made.token);
    expect(audit.map(({ action }) => action)).toEqual(['token.created', 'token.refused', 'token.refused']);
    expect(audit[1]).toMatchObject({ incidentId: made.id, details: { owner: 'anna', why: 'expired' } });
  });

  it('open nothing within five seconds of being revoked', async () => {
    const made = await make({});
    expect((await whoami(made.token)).statusCode).toBe(200);
    expect((await revoke(made.id, as('anna'))).json()).toEqual({ revoked: true, id: made.id });
    clock += 5 * SECOND_MS;
    const refused = await whoami(made.token);
    expect(refused.json<{ detail: string }>().detail).toMatch(/was revoked at .* by anna/);
    expect(audit.map(({ action }) => action)).toEqual(['token.created', 'token.revoked', 'token.refused']);
    expect((await revoke(made.id, as('anna'))).statusCode).toBe(404);
  });

  it('are revoked by their owner and by administrators, and programs end only themselves', async () => {
    const made = await make({});
    const agent = await make({ kind: 'agent' });
    expect((await revoke(made.id, as('olga'))).statusCode).toBe(404);
    expect((await revoke(made.id, withToken(agent.token))).statusCode).toBe(404);
    expect((await revoke(agent.id, withToken(agent.token))).statusCode).toBe(200);
    expect((await revoke(made.id, as('root'))).statusCode).toBe(200);
    for (const id of ['tok-0123456789ab', 'tok-none', '%00'])
      expect((await revoke(id, as('root'))).statusCode).toBe(404);
  });

  it('are listed to their owner, and all of them to administrators', async () => {
    await make({}, as('olga'));
    await make({}, as('anna'));
    expect((await list(as('olga'))).map(({ owner }) => owner)).toEqual(['olga']);
    expect(await list(as('olga'), '?owner=anna')).toEqual([]);
    expect((await list(as('root'))).map(({ owner }) => owner).sort()).toEqual(['anna', 'olga']);
    expect((await list(as('root'), '?owner=anna')).map(({ state }) => state)).toEqual(['valid']);
  });

  it('are asked of the store once in five seconds, and their use is noted once a minute', async () => {
    const made = await make({});
    const asked = jest.spyOn(store, 'byHash');
    const used = jest.spyOn(store, 'used');
    for (let i = 0; i < 5; i += 1) await whoami(made.token);
    expect([asked.mock.calls.length, used.mock.calls.length]).toEqual([1, 1]);
    clock += 5 * SECOND_MS;
    await whoami(made.token);
    expect([asked.mock.calls.length, used.mock.calls.length]).toEqual([2, 1]);
    clock += 60 * SECOND_MS;
    await whoami(made.token);
    expect(used).toHaveBeenCalledTimes(2);
    expect((await list(as('anna')))[0]?.lastUsedAt).toBe(new Date(clock).toISOString());
  });

  it('are unknown unless they were made here, and the store is not asked about what cannot be one', async () => {
    const asked = jest.spyOn(store, 'byHash');
    expect((await whoami(`pst_${'A'.repeat(43)}`)).statusCode).toBe(401);
    expect(asked).toHaveBeenCalledTimes(1);
    for (const other of ['pst_short', 'ghp_'.padEnd(47, 'A'), `${'A'.repeat(47)}`])
      expect((await whoami(other)).statusCode).toBe(401);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('wait for the store while it is away; tokens of the environment do not need it', async () => {
    const made = await make({});
    jest.spyOn(store, 'byHash').mockRejectedValueOnce(new OpError('store.unreachable', { message: 'pg' }));
    expect((await whoami(made.token)).statusCode).toBe(503);
    expect((await whoami(made.token)).statusCode).toBe(200);
    jest.spyOn(store, 'byHash').mockRejectedValue(new OpError('store.unreachable', { message: 'pg' }));
    expect((await whoami('token-anna')).statusCode).toBe(200);
  });

  it('are made once a key, and the secret is not shown again', async () => {
    const headers = { ...as('anna'), 'idempotency-key': 'k' };
    const first = await create({ name: 'ci' }, headers);
    const again = await create({ name: 'ci' }, headers);
    expect(again.json<MadeToken>()).toEqual({ ...first.json<MadeToken>(), token: null });
    expect(await store.list()).toHaveLength(1);
  });
});
