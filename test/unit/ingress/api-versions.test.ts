// Versions and limits: what a reader has is not sent again, a vote means one plan, and no token may ask without end.
import { anIncident, as, aWorld, type World } from './world';

const PLAN = {
  ...{ id: 'p1', hash: 'a'.repeat(64), playbook: 'retry@1', steps: [], compensation: [], options: [] },
  policy: { rule: 'default#retry', version: '1', hash: 'b'.repeat(64), matched: [] },
};
const ID = anIncident().id;
const RECEIPT = {
  ...{ incidentId: ID, decision: 'approve' as const, by: 'anna', planHash: PLAN.hash },
  ...{ votes: 1, quorum: 1, verdict: 'approved' as const },
};

describe('versions of an incident', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
    world.reader.get.mockResolvedValue(anIncident({ plan: PLAN }));
    world.door.decide.mockResolvedValue(RECEIPT);
  });
  afterEach(() => world.app.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    world.app.inject({ url: `/api/v1/incidents/${ID}${path}`, headers: { ...as('vera'), ...headers } });
  const vote = (headers: Record<string, string>, body: object = { decision: 'approve' }) =>
    world.app.inject({
      ...{ method: 'POST', url: `/api/v1/incidents/${ID}/decisions`, payload: body },
      headers: { ...as('anna'), ...headers },
    });
  const etag = async (path = '') => String((await get(path)).headers.etag);

  it.each(['', '/decisions'])('sends nothing again to whoever has it (%s)', async (path) => {
    const tag = await etag(path);
    expect(tag).toMatch(/^"a{16}-[0-9a-z]+"$/);
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await get(path, { 'if-none-match': known });
      expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([304, '', tag]);
    }
    expect((await get(path, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('is another version after any change', async () => {
    const tag = await etag();
    world.reader.get.mockResolvedValue(anIncident({ plan: PLAN, updatedAt: '2026-11-20T12:00:01.000Z' }));
    expect((await get('', { 'if-none-match': tag })).statusCode).toBe(200);
  });

  it('counts a vote for the plan of its version, and has the incident itself check that once more', async () => {
    const tag = await etag();
    world.reader.get.mockResolvedValue(anIncident({ plan: PLAN, updatedAt: '2026-11-20T12:00:01.000Z' }));
    expect((await vote({ 'if-match': tag })).statusCode).toBe(200);
    expect(world.door.decide.mock.calls[0]?.[1]).toMatchObject({ planHash: PLAN.hash });
  });

  it('refuses a vote whose plan has changed with 412, and sends none', async () => {
    const tag = await etag('/decisions');
    world.reader.get.mockResolvedValue(anIncident({ plan: { ...PLAN, hash: 'c'.repeat(64) } }));
    const answer = await vote({ 'if-match': tag }, { decision: 'approve', planHash: 'c'.repeat(64) });
    expect(answer.statusCode).toBe(412);
    expect(answer.json<{ detail: string }>().detail).toContain('the plan has changed');
    expect(world.door.decide).not.toHaveBeenCalled();
  });

  it('takes a vote without a version, or with any, as before', async () => {
    expect((await vote({})).statusCode).toBe(200);
    expect((await vote({ 'if-match': '*' })).statusCode).toBe(200);
    expect(world.door.decide.mock.calls.map((call) => call[1].planHash)).toEqual([undefined, undefined]);
  });
});

describe('limits of the API', () => {
  it('answers 429 with Retry-After to a token that asks too often, and goes on answering others', async () => {
    const world = await aWorld({ apiPerMinuteMax: 3 });
    const ask = (person: string) => world.app.inject({ url: '/api/v1/whoami', headers: as(person) });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await ask('vera')).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const late = await ask('vera');
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    expect(late.json()).toMatchObject({ status: 429, title: 'Too many requests' });
    expect((await ask('olga')).statusCode).toBe(200);
    await world.app.close();
  });

  it('answers 429 to an address that sends many wrong tokens, and not to a right one from there', async () => {
    const world = await aWorld();
    const ask = (i: number) =>
      world.app.inject({ url: '/api/v1/whoami', headers: { authorization: `Bearer guess-${i}` } });
    const statuses = new Set<number>();
    for (let i = 0; i < 125; i++) statuses.add((await ask(i)).statusCode);
    expect([...statuses]).toEqual([401, 429]);
    expect((await world.app.inject({ url: '/api/v1/whoami', headers: as('vera') })).statusCode).toBe(200);
    await world.app.close();
  });
});
