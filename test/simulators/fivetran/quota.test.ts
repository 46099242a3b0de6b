// Fivetran's request limits: rolling windows by class and plan, told on every answer, refused with an integer wait.
import { withSimulator } from './with-simulator';
import { at, caller } from '../http-client';

const { sim, api, create, advance, url } = withSimulator();
const limits = (of: object) => sim('POST', '/_sim/plan', { limits: of });
const statuses = async (calls: readonly (() => ReturnType<typeof api>)[]) => {
  const found: number[] = [];
  for (const call of calls) found.push((await call()).status);
  return found;
};

it('tells quota and what is left of it on every answer, errors included', async () => {
  const first = await api('GET', '/v1/account/info');
  const second = await api('GET', '/v1/connections/nope');
  const refused = await caller(url())('GET', '/v1/groups');
  expect(first.headers.get('x-rate-limit')).toBe('20000');
  expect([first, second, refused].map(({ headers }) => headers.get('x-rate-limit-remaining'))).toEqual([
    '19999',
    '19998',
    '19998',
  ]);
});

it('refuses with 429 TooManyRequests and whole seconds to wait, and opens again as the window rolls on', async () => {
  await limits({ all: [{ max: 2, seconds: 60 }] });
  await api('GET', '/v1/groups');
  await advance(20);
  await api('GET', '/v1/groups');
  const refused = await api('GET', '/v1/groups');
  expect([refused.status, at(refused.body, 'code')]).toEqual([429, 'TooManyRequests']);
  expect(String(at(refused.body, 'message'))).toMatch(/^No more than 2 requests/);
  expect(Number(refused.headers.get('retry-after'))).toBe(40);
  await advance(40);
  expect(await statuses([() => api('GET', '/v1/groups'), () => api('GET', '/v1/groups')])).toEqual([
    200, 429,
  ]);
});

it('counts setup tests apart, those that a PATCH runs unless told not to included', async () => {
  await create();
  await limits({ setup_tests: [{ max: 2, seconds: 3600 }] });
  const patch = (more: object) => () => api('PATCH', '/v1/connections/c1', { sync_frequency: 60, ...more });
  expect(
    await statuses([
      patch({}),
      () => api('POST', '/v1/connections/c1/test', {}),
      patch({}),
      patch({ run_setup_tests: false }),
      () => api('POST', '/v1/destinations/sim_group/test', {}),
    ]),
  ).toEqual([200, 200, 429, 200, 429]);
});

it('counts setup tests, schema reloads and column lists together as source interaction', async () => {
  await create();
  await limits({ source_interaction: [{ max: 3, seconds: 60 }] });
  const columns = () => api('GET', '/v1/connections/c1/schemas/public/tables/orders/columns');
  const reload = () => api('POST', '/v1/connections/c1/schemas/reload', {});
  const test = () => api('POST', '/v1/connections/c1/test', {});
  expect(await statuses([columns, reload, test, columns, reload, test])).toEqual([
    200, 200, 200, 429, 429, 429,
  ]);
  expect((await api('GET', '/v1/connections/c1/schemas')).status).toBe(200);
});

it('does not count what it refuses', async () => {
  await create();
  await limits({ all: [{ max: 100, seconds: 60 }], setup_tests: [{ max: 0, seconds: 60 }] });
  await api('POST', '/v1/connections/c1/test', {});
  const { headers } = await api('GET', '/v1/groups');
  expect(headers.get('x-rate-limit-remaining')).toBe('99');
});

it('has a trial plan of 500 requests an hour, and forgets it on reset', async () => {
  await sim('POST', '/_sim/plan', { plan: 'trial' });
  expect((await api('GET', '/v1/groups')).headers.get('x-rate-limit')).toBe('500');
  await sim('POST', '/_sim/reset', {});
  expect((await api('GET', '/v1/groups')).headers.get('x-rate-limit')).toBe('20000');
});
