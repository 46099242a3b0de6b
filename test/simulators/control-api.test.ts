// Faults, the request log and the seeds: what tests of the product lean on.
import { withSimulator } from './fivetran/with-simulator';
import { at, list } from './http-client';

const { sim, api } = withSimulator();
beforeEach(async () => {
  await sim('POST', '/_sim/reset', { seed: 1 });
  await sim('POST', '/_sim/connections', { id: 'c1', syncSeconds: 30, history: 0 });
});
const fault = (spec: object) => sim('POST', '/_sim/faults', spec);
const kinds = async () =>
  list((await sim('GET', '/_sim/connections/c1')).body, 'history').map((entry) => at(entry, 'kind'));

it('answers 429 with the headers asked for, as often as asked for', async () => {
  await fault({
    method: 'GET',
    path: '/v1/connections',
    times: 2,
    status: 429,
    headers: { 'retry-after': '2' },
  });
  const answers = [await api('GET', '/v1/connections'), await api('GET', '/v1/connections/c1')];
  expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
    [429, '2'],
    [429, '2'],
  ]);
  expect((await api('GET', '/v1/connections')).status).toBe(200);
  expect(list((await sim('GET', '/_sim/faults')).body, 'items')).toEqual([]);
});

it('does the work and then fails the answer', async () => {
  await fault({ method: 'PATCH', path: '/^\\/v1\\/connections\\/[^/]+$/', status: 500, applyFirst: true });
  expect((await api('PATCH', '/v1/connections/c1', { paused: true })).status).toBe(500);
  expect(await kinds()).toEqual(['pause']);
});

it('drops the connection without doing the work, or after it', async () => {
  await fault({ method: 'POST', path: '/v1/connections/c1/sync', drop: true });
  await expect(api('POST', '/v1/connections/c1/sync', {})).rejects.toThrow();
  expect(await kinds()).toEqual([]);
  await fault({ method: 'POST', path: '/v1/connections/c1/sync', drop: true, applyFirst: true });
  await expect(api('POST', '/v1/connections/c1/sync', {})).rejects.toThrow();
  expect(await kinds()).toEqual(['sync']);
  const { body } = await sim('GET', '/_sim/requests?method=POST');
  expect(list(body, 'items').map((entry) => at(entry, 'status'))).toEqual([0, 0]);
});

it('waits before the work when told to delay', async () => {
  await fault({ method: '*', path: '/v1/account', delayMs: 120 });
  const before = Date.now();
  expect((await api('GET', '/v1/account/info')).status).toBe(200);
  expect(Date.now() - before).toBeGreaterThanOrEqual(115);
});

it('logs each request with its body as received and its final status, but not its own controls', async () => {
  await api('PATCH', '/v1/connections/c1?x=1', { paused: true, anything: { odd: [1] } });
  await api('GET', '/v1/nowhere');
  const { body } = await sim('GET', '/_sim/requests');
  expect(at(body, 'items')).toMatchObject([
    {
      method: 'PATCH',
      path: '/v1/connections/c1',
      query: { x: '1' },
      body: { paused: true, anything: { odd: [1] } },
      status: 200,
    },
    { method: 'GET', path: '/v1/nowhere', status: 404 },
  ]);
  const seq = Number(at(body, 'items', 0, 'seq'));
  expect(list((await sim('GET', `/_sim/requests?since=${seq}&path=/v1/no`)).body, 'items')).toHaveLength(1);
  expect(list((await sim('GET', '/_sim/requests?method=DELETE')).body, 'items')).toEqual([]);
});

it('names a key it does not know instead of ignoring it', async () => {
  const answer = await sim('POST', '/_sim/connections/c1/break', { message: 'x', untill: 'sync' });
  expect(answer.status).toBe(400);
  expect(String(at(answer.body, 'title'))).toContain('untill');
});

it('gives the same names for the same seed', async () => {
  const named = async () => {
    await sim('POST', '/_sim/reset', { seed: 42 });
    return at((await sim('POST', '/_sim/connections', {})).body, 'id');
  };
  expect(await named()).toBe(await named());
});

it('creates and lists a thousand connections without effort', async () => {
  const before = Date.now();
  for (let batch = 0; batch < 20; batch += 1) {
    const ids = Array.from({ length: 50 }, (_, index) => `m${batch}_${index}`);
    await Promise.all(ids.map((id) => sim('POST', '/_sim/connections', { id })));
  }
  const { body } = await api('GET', '/v1/connections?limit=1000');
  expect(list(body, 'data', 'items')).toHaveLength(1000);
  expect(at(body, 'data', 'next_cursor')).toBeDefined();
  expect(Date.now() - before).toBeLessThan(10_000);
});
