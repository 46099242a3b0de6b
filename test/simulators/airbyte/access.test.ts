// Who gets in: tokens by the simulator's clock, editions with other kinds of access, limits, and wrong doors.
import { at, caller } from '../http-client';
import { airbyteGround, CLIENT } from './ground';

const { url, sim, settings, advance, api } = airbyteGround();
const PATHS = [
  '/api/public/v1/applications/token',
  '/api/v1/applications/token',
  '/applications/token',
  '/v1/applications/token/',
];

it.each(PATHS)('gives a token at %s, for JSON and for forms', async (path) => {
  const { body } = await sim('POST', path, CLIENT);
  expect(at(body, 'access_token')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  const form = await fetch(`${url()}${path}`, { method: 'POST', body: new URLSearchParams(CLIENT) });
  expect(form.status).toBe(200);
});

it('tells type and lifetime on the public path only, and not even there when the edition is old', async () => {
  expect((await sim('POST', PATHS[0] ?? '', CLIENT)).body).toMatchObject({
    token_type: 'Bearer',
    expires_in: 900,
  });
  expect(Object.keys((await sim('POST', PATHS[1] ?? '', CLIENT)).body ?? {})).toEqual(['access_token']);
  await settings({ expiresIn: false });
  expect((await sim('POST', PATHS[0] ?? '', CLIENT)).body).not.toHaveProperty('expires_in');
});

it('lets a token live 15 minutes of its own clock, or until somebody expires it', async () => {
  const token = String(at((await sim('POST', '/v1/applications/token', CLIENT)).body, 'access_token'));
  const jobs = () => caller(url(), { authorization: `Bearer ${token}` })('GET', '/v1/jobs');
  await advance(890);
  expect((await jobs()).status).toBe(200);
  await advance(20);
  expect((await jobs()).status).toBe(401);
  expect((await api('GET', '/jobs')).status).toBe(200);
  await sim('POST', '/_sim/tokens/expire', {});
  expect((await api('GET', '/jobs')).status).toBe(401);
});

it('refuses a wrong pair as the Community edition does, or with 401 and an error ID', async () => {
  const wrong = () => sim('POST', '/v1/applications/token', { ...CLIENT, client_secret: 'no' });
  const community = await wrong();
  expect(community.status).toBe(400);
  expect(at(community.body, '_embedded', 'errors', 0, 'message')).toBe('Invalid client id or token');
  await settings({ wrongCredentials: 'unauthorized' });
  const other = await wrong();
  expect([other.status, Object.keys(other.body ?? {})]).toEqual([401, ['errorId']]);
});

it('can be an old edition with Basic, or one with no access control at all', async () => {
  await settings({ auth: 'basic' });
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
  expect((await api('GET', '/jobs')).status).toBe(401);
  expect((await caller(url(), basic('airbyte:password'))('GET', '/v1/jobs')).status).toBe(200);
  expect((await caller(url(), basic('airbyte:wrong'))('GET', '/v1/jobs')).status).toBe(401);
  await settings({ auth: 'none' });
  expect((await sim('GET', '/v1/jobs')).status).toBe(200);
});

it('answers health to anyone', async () => {
  expect((await sim('GET', '/api/public/v1/health')).body).toBe('Successful operation');
  expect((await sim('GET', '/api/v1/health/')).body).toEqual({ available: true });
});

it('limits a user by the minute with a plain 429 that names no time to come back', async () => {
  await settings({ requestsPerMinute: 2 });
  await api('GET', '/jobs');
  await api('GET', '/jobs');
  const third = await api('GET', '/jobs');
  expect([third.status, third.body]).toEqual([429, { message: 'You are being rate limited.' }]);
  expect(third.headers.get('retry-after')).toBeNull();
  await sim('POST', '/_sim/clock', { advanceSeconds: 61 });
  expect((await api('GET', '/jobs')).status).toBe(200);
});

it('serves the web application, 200 and HTML, on a wrong base path', async () => {
  const { status, headers } = await sim('GET', '/jobs');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html']);
  expect((await sim('POST', '/jobs', {})).status).toBe(405);
});

it('can be a server without the config API, by 404 or by the web page', async () => {
  const get = () => sim('POST', '/api/v1/jobs/get', { id: 1 });
  await settings({ configApi: 'not_found' });
  expect((await get()).status).toBe(404);
  await settings({ configApi: 'html' });
  expect([(await get()).status, (await get()).headers.get('content-type')]).toEqual([200, 'text/html']);
  expect((await api('GET', '/connections')).status).toBe(200);
});

it('names a setting that it does not know', async () => {
  const { status, body } = await settings({ pase: 'vendor' });
  expect([status, String(at(body, 'title'))]).toEqual([400, expect.stringContaining('pase')]);
});
