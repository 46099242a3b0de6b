// The API: who may ask what, how refusals look, and that a decision is always its sender's own.
import { NoWorkerAnswer, Refused, TemporalUnavailable, UnknownIncident } from '../../../client/incident-door';
import { OpError } from '../../../domain/op-error';
import { anIncident, as, aWorld, type World } from './world';

const ID = anIncident().id;
const RECEIPT = {
  incidentId: ID,
  decision: 'approve' as const,
  by: 'anna',
  planHash: 'h',
  votes: 1,
  quorum: 1,
  verdict: 'approved' as const,
};

describe('the API', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld({ links: { temporalUi: 'http://ui:8233/', console: 'http://penstock/incidents' } });
  });
  afterEach(() => world.app.close());

  const get = (url: string, person = 'vera') =>
    world.app.inject({ url: `/api/v1${url}`, headers: as(person) });
  const post = (url: string, payload: object, person: string, headers: Record<string, string> = {}) =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      payload,
      headers: { ...as(person), ...headers },
    });

  it.each(['/incidents', `/incidents/${ID}`, '/approvals', '/audit', '/audit/verify', '/whoami'])(
    'turns %s away without a known token',
    async (url) => {
      const none = await world.app.inject(`/api/v1${url}`);
      expect(none.statusCode).toBe(401);
      expect(none.headers['www-authenticate']).toMatch(/^Bearer/);
      expect((await get(url, 'mallory')).statusCode).toBe(401);
    },
  );

  it('lists incidents by filter and fills their links', async () => {
    const answer = await get('/incidents?status=open,verifying&provider=fivetran&limit=10');
    expect(answer.statusCode).toBe(200);
    expect(world.reader.list).toHaveBeenCalledWith({
      status: ['open', 'verifying'],
      provider: 'fivetran',
      limit: 10,
    });
    expect(answer.json()).toMatchObject({
      nextCursor: null,
      items: [
        {
          links: {
            temporal: expect.stringMatching(/^http:\/\/ui:8233\/namespaces\/default\/workflows\/incident%2F/),
            console: `http://penstock/incidents/${ID}`,
          },
        },
      ],
    });
  });

  it.each(['status=nonsense', 'limit=0', 'limit=x', 'provider=stitch'])(
    'refuses the filter %s naming the field',
    async (query) => {
      const answer = await get(`/incidents?${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.json<{ detail: string }>().detail).toContain(query.split('=')[0]);
    },
  );

  it('finds an incident by public ID and by connection', async () => {
    expect((await get(`/incidents/${ID}`)).json()).toMatchObject({ id: ID });
    expect(
      (await get(`/incidents/${encodeURIComponent('fivetran/prod/frozen_lemon')}`)).json(),
    ).toMatchObject({
      id: ID,
    });
  });

  it('asks the incident itself while the store has no row of it yet', async () => {
    world.reader.get.mockResolvedValueOnce(null);
    expect((await get('/incidents/inc-00000001')).statusCode).toBe(200);
    expect(world.door.get).toHaveBeenCalledWith('inc-00000001');
  });

  it('answers 404 for incidents that nobody knows', async () => {
    world.door.get.mockRejectedValueOnce(new UnknownIncident('no incident'));
    expect((await get('/incidents/inc-00000001')).statusCode).toBe(404);
    expect((await get('/incidents/whatever')).statusCode).toBe(404);
  });

  it('votes as the owner of the token, whatever the body says', async () => {
    world.door.decide.mockResolvedValueOnce(RECEIPT);
    const body = { decision: 'approve', by: 'boss', reason: 'ok' };
    const answer = await post(`/incidents/${ID}/decisions`, body, 'anna', { 'idempotency-key': 'k1' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual(RECEIPT);
    expect(world.door.decide).toHaveBeenCalledWith(
      { workflowId: anIncident().workflowId, firstRunId: anIncident().runId },
      { decision: 'approve', by: 'anna', reason: 'ok' },
      { orQueue: false, updateId: 'anna/k1' },
    );
  });

  it('gives the same answer to the same Idempotency-Key and acts once', async () => {
    world.door.decide.mockResolvedValue(RECEIPT);
    const send = (decision: string) =>
      post(`/incidents/${ID}/decisions`, { decision }, 'anna', { 'idempotency-key': 'k1' });
    expect((await send('approve')).json()).toEqual((await send('approve')).json());
    expect(world.door.decide).toHaveBeenCalledTimes(1);
    expect((await send('reject')).statusCode).toBe(422);
  });

  it('lets a failed act be sent again with its key', async () => {
    world.door.decide.mockRejectedValueOnce(new TemporalUnavailable('down')).mockResolvedValueOnce(RECEIPT);
    const send = () =>
      post(`/incidents/${ID}/decisions`, { decision: 'approve' }, 'anna', { 'idempotency-key': 'k' });
    expect((await send()).statusCode).toBe(503);
    expect((await send()).statusCode).toBe(200);
  });

  it('answers 409 with the reason of the incident', async () => {
    world.door.decide.mockRejectedValueOnce(new Refused('anna may not decide here'));
    const answer = await post(`/incidents/${ID}/decisions`, { decision: 'approve' }, 'anna');
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ detail: 'anna may not decide here' });
  });

  it('answers 503 when no worker answers, unless asked to queue', async () => {
    world.door.decide
      .mockRejectedValueOnce(new NoWorkerAnswer('no worker'))
      .mockResolvedValueOnce({ queued: true });
    expect((await post(`/incidents/${ID}/decisions`, { decision: 'approve' }, 'anna')).statusCode).toBe(503);
    const queued = await post(`/incidents/${ID}/decisions`, { decision: 'approve' }, 'anna', {
      prefer: 'respond-async',
    });
    expect(queued.statusCode).toBe(202);
    expect(queued.json()).toEqual({ queued: true });
  });

  it('refuses decisions to people without the role, before anything else is looked at', async () => {
    expect((await post(`/incidents/${ID}/decisions`, { decision: 'approve' }, 'olga')).statusCode).toBe(403);
    expect((await post(`/incidents/${ID}/control`, { command: 'cancel' }, 'vera')).statusCode).toBe(403);
    expect(world.door.decide).not.toHaveBeenCalled();
    expect(world.door.control).not.toHaveBeenCalled();
  });

  it('sends orders as the owner of the token', async () => {
    const answer = await post(
      `/incidents/${ID}/control`,
      { command: 'cancel', by: 'boss', reason: 'r' },
      'olga',
    );
    expect(answer.statusCode).toBe(202);
    expect(world.door.control).toHaveBeenCalledWith(expect.anything(), {
      command: 'cancel',
      by: 'olga',
      reason: 'r',
    });
  });

  it.each([
    [{ command: 'explode' }, 400],
    [{ command: 'close' }, 400],
    [{ command: 'close', reason: 'because' }, 400],
    [{ command: 'snooze' }, 400],
    [{ command: 'snooze', until: 'tomorrow' }, 400],
    [{ command: 'snooze', until: '2020-01-01T00:00:00Z' }, 400],
    [{ command: 'handback' }, 409],
  ])('refuses the order %j with %i', async (body, status) => {
    const answer = await post(`/incidents/${ID}/control`, body, 'olga');
    expect(answer.statusCode).toBe(status);
    expect(world.door.control).not.toHaveBeenCalled();
  });

  it.each([
    ['not JSON', '{', 'application/json', 400],
    ['another content type', 'decision=approve', 'application/x-www-form-urlencoded', 415],
    ['too large', JSON.stringify({ reason: 'x'.repeat(100_000) }), 'application/json', 413],
  ])('refuses a body that is %s', async (_what, payload, type, status) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/api/v1/incidents/${ID}/decisions`,
      payload,
      headers: { ...as('anna'), 'content-type': type },
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('shows the record and whether it is intact', async () => {
    expect((await get('/audit/verify')).json()).toEqual({ intact: true, rows: 3, faults: [] });
    expect((await get('/audit?limit=5')).json()).toEqual({ items: [], nextAfterSeq: null });
    expect((await get(`/incidents/${ID}/timeline`)).json()).toMatchObject({ incidentId: ID, items: [] });
  });

  it('answers 503 while the store is away', async () => {
    world.reader.list.mockRejectedValueOnce(new OpError('store.unreachable', { message: 'pg at 10.0.0.1' }));
    const answer = await get('/incidents');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('10.0.0.1');
  });
});

describe('health', () => {
  it('is alive even when it is not ready, and says what is missing', async () => {
    const check = () => Promise.reject(new Error('Temporal at 127.0.0.1:7233 does not answer'));
    const world = await aWorld({ checks: [{ name: 'temporal', check }] });
    expect((await world.app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await world.app.inject('/readyz');
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toMatchObject({
      status: 'not_ready',
      checks: [
        { name: 'store', ok: true },
        { name: 'temporal', ok: false, detail: 'Temporal at 127.0.0.1:7233 does not answer' },
      ],
    });
    expect((await world.app.inject('/metrics')).body).toContain('penstock_http_request_duration_seconds');
    await world.app.close();
  });

  it('is ready when everything answers', async () => {
    const world = await aWorld();
    expect((await world.app.inject('/readyz')).statusCode).toBe(200);
    await world.app.close();
  });
});
