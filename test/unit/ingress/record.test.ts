// What people do through the API stands in the record, whoever they are; and reports over it.
import type { AuditEntry, AuditRow } from '../../../domain/audit-entry';
import { anIncident, as, aWorld, type World } from './world';

const ID = anIncident().id;

describe('the record', () => {
  let world: World;
  let kept: AuditEntry[];
  beforeEach(async () => {
    kept = [];
    world = await aWorld({ auditLog: { append: (entries) => Promise.resolve(void kept.push(...entries)) } });
  });
  afterEach(() => world.app.close());

  const post = (url: string, payload: object, person: string) =>
    world.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: as(person) });

  it('has who looks after an incident, with what they said', async () => {
    const answer = await post(`/incidents/${ID}/ack`, { note: 'on it' }, 'olga');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ acknowledged: true, incidentId: ID, by: 'olga' });
    await post(`/incidents/${ID}/ack`, {}, 'olga');
    expect(kept[0]).toMatchObject({
      ...{ incidentId: ID, actor: 'olga', action: 'incident.acknowledged', details: { note: 'on it' } },
    });
    // The same key again: the store keeps one row.
    expect(kept[1]?.key).toBe(kept[0]?.key);
  });

  it('refuses that to viewers, and for incidents that are over', async () => {
    expect((await post(`/incidents/${ID}/ack`, {}, 'vera')).statusCode).toBe(403);
    world.reader.get.mockResolvedValue(anIncident({ status: 'resolved', availableTransitions: [] }));
    expect((await post(`/incidents/${ID}/ack`, {}, 'olga')).statusCode).toBe(409);
    expect(kept).toEqual([]);
  });

  it('has who asked for a change and why, once however often it is sent, without what it sets', async () => {
    const send = () =>
      world.app.inject({
        ...{ method: 'POST', url: '/api/v1/connections/fivetran/prod/c1/changes' },
        payload: { steps: [{ kind: 'change_setting', params: { settings: { port: 1 } } }], reason: 'moved' },
        headers: { ...as('olga'), 'idempotency-key': 'k1' },
      });
    expect((await send()).statusCode).toBe(202);
    await send();
    expect(kept).toMatchObject([
      {
        ...{ incidentId: 'inc-0123abcd', actor: 'olga', action: 'change.requested' },
        details: { connection: 'fivetran/prod/c1', reason: 'moved', steps: ['change_setting'] },
      },
    ]);
    expect(JSON.stringify(kept)).not.toContain('port');
  });

  it('has who ordered a sweep, and nothing is swept when that cannot be written', async () => {
    await post('/sweeps', { provider: 'fivetran', account: 'prod' }, 'olga');
    expect(kept).toMatchObject([{ incidentId: 'fivetran/prod', actor: 'olga', action: 'sweep.ordered' }]);
    const deaf = await aWorld({ auditLog: { append: () => Promise.reject(new Error('full')) } });
    const answer = await deaf.app.inject({
      ...{ method: 'POST', url: '/api/v1/sweeps', payload: { provider: 'fivetran', account: 'prod' } },
      headers: as('olga'),
    });
    expect(answer.statusCode).toBe(500);
    expect(deaf.provider.sweepNow).not.toHaveBeenCalled();
    await deaf.app.close();
  });
});

describe('a report', () => {
  const rows = (...actions: [number, string][]): AuditRow[] =>
    actions.map(([minute, action], seq) => ({
      ...{ seq, key: `k${seq}`, at: new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString() },
      ...{ incidentId: ID, actor: 'system', action, details: {}, previousHash: '', hash: '' },
    }));
  const get = (world: World, query = '') =>
    world.app.inject({ url: `/api/v1/reports${query}`, headers: as('vera') });

  it('covers the last seven days unless told otherwise, and incidents that its reader may see', async () => {
    const world = await aWorld();
    world.reader.list.mockResolvedValue({
      items: [anIncident({ openedAt: '2026-11-20T11:00:00.000Z' })],
      nextCursor: null,
    });
    world.reader.audit.mockResolvedValueOnce(rows([5, 'incident.classified']));
    const answer = await get(world);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      ...{ from: '2026-11-13T12:00:00.000Z', to: '2026-11-20T12:00:00.000Z', incidents: 1 },
      times: { detectionToDiagnosis: { incidents: 1, medianMs: 65 * 60_000 } },
    });
    expect(world.reader.audit).toHaveBeenCalledWith(
      expect.objectContaining({ since: '2026-11-13T12:00:00.000Z', afterSeq: 0 }),
    );
    await world.app.close();
  });

  it('reads page after page, and stops at what has not changed since', async () => {
    const world = await aWorld();
    const page = (updatedAt: string, nextCursor: string | null) => ({
      items: [anIncident({ openedAt: updatedAt, updatedAt })],
      nextCursor,
    });
    world.reader.list
      .mockResolvedValueOnce(page('2026-11-19T00:00:00.000Z', 'two'))
      .mockResolvedValueOnce(page('2026-11-12T00:00:00.000Z', 'three'));
    expect((await get(world)).json()).toMatchObject({ incidents: 1 });
    expect(world.reader.list).toHaveBeenCalledTimes(2);
    expect(world.reader.list).toHaveBeenLastCalledWith(expect.objectContaining({ cursor: 'two' }));
    await world.app.close();
  });

  it('comes as Markdown when asked, and refuses a period that is none', async () => {
    const world = await aWorld();
    const text = await get(world, '?format=markdown');
    expect(text.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(text.body).toMatch(/^# Incidents from/);
    const answer = await get(world, '?from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z');
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ detail: string }>().detail).toContain('"from"');
    await world.app.close();
  });
});
