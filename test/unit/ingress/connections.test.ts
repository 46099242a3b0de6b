// Connections and accounts over HTTP: who may ask for which change, and what a mistake is told.
import { Refused } from '../../../client/incident-door';
import { OpError } from '../../../domain/op-error';
import { as, aWorld, type World } from './world';

describe('connections over the API', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.app.close());

  const get = (url: string) => world.app.inject({ url: `/api/v1${url}`, headers: as('vera') });
  const post = (url: string, payload: object, person: string, headers: Record<string, string> = {}) =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      payload,
      headers: { ...as(person), ...headers },
    });
  const CHANGES = '/connections/fivetran/prod/c1/changes';
  const SYNC = { steps: [{ kind: 'trigger_sync' }], reason: 'backfill done' };

  it('lists them by health, account and page', async () => {
    const answer = await get('/connections?health=failing,late&provider=fivetran&limit=5');
    expect(answer.statusCode).toBe(200);
    expect(world.connections.list).toHaveBeenCalledWith({
      health: ['failing', 'late'],
      provider: 'fivetran',
      limit: 5,
    });
    expect((await get('/connections?health=ill')).statusCode).toBe(400);
  });

  it('says what is not known: the account, the connection, the provider’s own no', async () => {
    expect((await get('/connections/fivetran/elsewhere/c1')).json()).toMatchObject({
      detail: expect.stringContaining('there are: fivetran/prod, airbyte/lake'),
    });
    world.connections.list.mockResolvedValueOnce({ items: [], nextCursor: null });
    expect((await get('/connections/fivetran/prod/nobody')).statusCode).toBe(404);
    world.provider.lookAt.mockRejectedValueOnce(
      new OpError('provider.not_found', { message: 'no such connection' }),
    );
    expect((await get('/connections/fivetran/prod/nobody/history')).statusCode).toBe(404);
    world.provider.lookAt.mockRejectedValueOnce(
      new OpError('provider.forbidden', { message: 'the key may not read this' }),
    );
    expect((await get('/connections/fivetran/prod/c1/history')).statusCode).toBe(502);
  });

  it('lets a viewer ask what is wrong with a connection now', async () => {
    expect((await get('/connections/fivetran/prod/c1/diagnosis')).json()).toMatchObject({
      health: 'healthy',
      diagnosis: null,
    });
    expect(world.provider.requestChange).not.toHaveBeenCalled();
  });

  it('lets an operator ask for a change in their own name, and a viewer not', async () => {
    expect((await post(CHANGES, SYNC, 'vera')).statusCode).toBe(403);
    const answer = await post(CHANGES, { ...SYNC, by: 'anna' }, 'olga');
    expect(answer.statusCode).toBe(400);
    expect((await post(CHANGES, SYNC, 'olga')).statusCode).toBe(202);
    expect(world.provider.requestChange).toHaveBeenCalledWith(
      { provider: 'fivetran', account: 'prod', connectionId: 'c1' },
      { steps: [{ kind: 'trigger_sync', params: {} }], reason: 'backfill done', by: 'olga' },
      expect.any(String),
    );
  });

  it('asks once for what is sent twice with one key', async () => {
    const key = { 'idempotency-key': 'k1' };
    const first = await post(CHANGES, SYNC, 'olga', key);
    expect((await post(CHANGES, SYNC, 'olga', key)).json()).toEqual(first.json());
    expect(world.provider.requestChange).toHaveBeenCalledTimes(1);
  });

  it('refuses with the reason when the connection has an open incident', async () => {
    world.provider.requestChange.mockRejectedValueOnce(new Refused('the connection has an open incident'));
    const answer = await post(CHANGES, SYNC, 'olga');
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ detail: 'the connection has an open incident' });
  });

  it.each([
    ['an unknown kind', { steps: [{ kind: 'explode' }], reason: 'x' }],
    ['no reason', { steps: [{ kind: 'pause' }] }],
    ['no steps', { steps: [], reason: 'x' }],
    ['a setting without a value', { steps: [{ kind: 'change_setting', params: {} }], reason: 'x' }],
    [
      'parameters that the kind does not have',
      { steps: [{ kind: 'pause', params: { scope: ['a'] } }], reason: 'x' },
    ],
    ['a scope that names nothing', { steps: [{ kind: 'resync', params: { scope: [] } }], reason: 'x' }],
    [
      'more than can be kept for undoing',
      { steps: [{ kind: 'edit_state', params: { state: 'x'.repeat(20_000) } }], reason: 'x' },
    ],
  ])('turns down %s, naming it', async (_, body) => {
    const answer = await post(CHANGES, body, 'olga');
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ detail: string }>().detail.length).toBeGreaterThan(5);
    expect(world.provider.requestChange).not.toHaveBeenCalled();
  });

  it('sweeps on an operator’s word and surveys on anybody’s', async () => {
    const body = { provider: 'fivetran', account: 'prod' };
    expect((await post('/sweeps', body, 'vera')).statusCode).toBe(403);
    expect((await post('/sweeps', body, 'olga')).json()).toMatchObject({ seen: 1, calls: 1 });
    expect((await get('/accounts/airbyte/lake/survey')).json()).toEqual({ findings: [] });
    expect((await get('/accounts')).json()).toMatchObject({
      items: [{ account: 'prod', access: 'read_write' }, { account: 'lake' }],
    });
    expect(JSON.stringify((await get('/accounts')).json())).not.toContain('secret');
  });
});
