// Webhooks: what is let in, what is turned away and with which answer, and that nothing is answered 202 too early.
import { NoWorkerAnswer, TemporalUnavailable } from '../../../client/incident-door';
import { SECRET, aWorld, failedSync, fivetranDelivery, type World } from './world';

const KINDS_OF_PROBLEM = /^application\/problem\+json/;

describe('webhooks', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.app.close());

  it('answers 202 with the incident that a failed sync opened', async () => {
    const answer = await world.app.inject(fivetranDelivery(failedSync()));
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ incidentId: expect.stringMatching(/^inc-[0-9a-f]{8}$/) });
    expect(world.reported).toMatchObject([
      { kind: 'sync_failed', connectionId: 'frozen_lemon', account: 'prod' },
    ]);
  });

  it('answers a replayed delivery 202 with the same incident and the same event ID', async () => {
    const first = await world.app.inject(fivetranDelivery(failedSync()));
    const second = await world.app.inject(fivetranDelivery(failedSync()));
    expect(second.statusCode).toBe(202);
    expect(second.json()).toEqual(first.json());
    expect(world.reported[1]?.id).toBe(world.reported[0]?.id);
  });

  it('passes a message of 100 kB on shortened', async () => {
    const reason = `start ${'x'.repeat(100_000)} end`;
    const answer = await world.app.inject(
      fivetranDelivery(failedSync({ data: { status: 'FAILURE', reason } })),
    );
    expect(answer.statusCode).toBe(202);
    expect(world.reported[0]?.message?.length).toBeLessThan(10_000);
  });

  it('answers 202 with the reason for events that open nothing', async () => {
    const answer = await world.app.inject(fivetranDelivery(failedSync({ event: 'something_new', data: 7 })));
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ incidentId: null, ignored: expect.stringContaining('something_new') });
    expect(world.reported).toEqual([]);
  });

  it('answers 202 when an informing event finds no open incident', async () => {
    world.door.report.mockResolvedValueOnce({ ignored: 'no open incident' });
    const answer = await world.app.inject(fivetranDelivery(failedSync({ data: { status: 'SUCCESSFUL' } })));
    expect(answer.json()).toEqual({ incidentId: null, ignored: 'no open incident' });
  });

  it.each([
    ['unsigned', fivetranDelivery(failedSync(), { 'x-fivetran-signature-256': '' }), 401],
    ['wrongly signed', fivetranDelivery(failedSync(), { 'x-fivetran-signature-256': 'ab'.repeat(32) }), 401],
    ['not JSON', fivetranDelivery('{"event": nope'), 400],
    ['empty', fivetranDelivery(''), 400],
    ['JSON of another shape', fivetranDelivery('[1,2]'), 400],
    ['invalid UTF-8', fivetranDelivery(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])), 400],
    ['older than any retry', fivetranDelivery(failedSync({ created: '2026-11-18T00:00:00Z' })), 400],
    ['of the wrong content type', fivetranDelivery(failedSync(), { 'content-type': 'text/plain' }), 415],
    ['larger than 1 MiB', fivetranDelivery(`{"x":"${'x'.repeat(1024 * 1024)}"}`), 413],
    ['for an unknown account', { ...fivetranDelivery(failedSync()), url: '/webhooks/fivetran/nobody' }, 404],
    [
      'for an account of another provider',
      { ...fivetranDelivery(failedSync()), url: '/webhooks/fivetran/lake' },
      404,
    ],
    ['for an unknown provider', { ...fivetranDelivery(failedSync()), url: '/webhooks/stitch/prod' }, 404],
  ])(
    'turns away a delivery that is %s, with a problem document and no event',
    async (_what, delivery, status) => {
      const answer = await world.app.inject(delivery);
      expect(answer.statusCode).toBe(status);
      expect(answer.headers['content-type']).toMatch(KINDS_OF_PROBLEM);
      expect(answer.json()).toEqual({
        type: 'about:blank',
        title: expect.any(String),
        status,
        detail: expect.any(String),
        instance: delivery.url,
      });
      expect(world.reported).toEqual([]);
    },
  );

  it.each([new TemporalUnavailable('x'), new NoWorkerAnswer('x')])(
    'answers 503 with Retry-After when Temporal does not take the event (%s)',
    async (fault) => {
      world.door.report.mockRejectedValueOnce(fault);
      const answer = await world.app.inject(fivetranDelivery(failedSync()));
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBe('5');
      expect(answer.headers['content-type']).toMatch(KINDS_OF_PROBLEM);
    },
  );

  it('tells nothing about an error nobody foresaw, and logs it', async () => {
    world.door.report.mockRejectedValueOnce(new Error('inner secret detail'));
    const answer = await world.app.inject(fivetranDelivery(failedSync()));
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('inner secret');
    expect(world.log.join()).toContain('request.failed');
  });

  it('limits deliveries an address and account, with 429 and Retry-After', async () => {
    const limited = await aWorld({ webhooksPerMinuteMax: 2 });
    const send = () => limited.app.inject(fivetranDelivery(failedSync()));
    expect([(await send()).statusCode, (await send()).statusCode]).toEqual([202, 202]);
    const third = await send();
    expect(third.statusCode).toBe(429);
    expect(third.headers['content-type']).toMatch(KINDS_OF_PROBLEM);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect((await limited.app.inject('/healthz')).statusCode).toBe(200);
    await limited.app.close();
  });

  describe('from Airbyte', () => {
    const body = {
      text: 'Sync failed',
      data: { connection: { id: 'c-1', name: 'lake sync' }, jobId: 7, success: false, errorMessage: 'boom' },
    };
    const post = (url: string, headers: Record<string, string> = {}) =>
      world.app.inject({ method: 'POST', url, payload: body, headers });

    it('takes the secret in the path or as a bearer token', async () => {
      expect((await post(`/webhooks/airbyte/lake/${SECRET}`)).statusCode).toBe(202);
      expect((await post('/webhooks/airbyte/lake', { authorization: `Bearer ${SECRET}` })).statusCode).toBe(
        202,
      );
      expect(world.reported).toMatchObject([{ provider: 'airbyte', connectionId: 'c-1', runId: '7' }, {}]);
    });

    it('turns away none and a wrong one, and never repeats or logs a secret', async () => {
      expect((await post('/webhooks/airbyte/lake')).statusCode).toBe(401);
      const wrong = await post('/webhooks/airbyte/lake/almost-the-secret');
      expect(wrong.statusCode).toBe(401);
      expect(wrong.json()).toMatchObject({ instance: '/webhooks/airbyte/lake' });
      expect(wrong.body + world.log.join()).not.toContain('almost-the-secret');
    });
  });
});
