// Outgoing webhooks over HTTP: signed so that anybody's Standard Webhooks library takes them, and told apart by their ID.
import { createWebhookSurface } from '../../../integrations/outgoing-webhook/surface';
import { SINK_SECRET } from '../../../simulators/chat/sink';
import { LIMITS_OF_TESTS, aLine, aNotice, anIncident, resolved } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

interface Delivery {
  id: string;
  name: string;
  repeated: boolean;
  body: {
    type: string;
    timestamp: string;
    data: { title: string; progress: unknown[]; incident: { id: string } };
  };
}

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const surface = (secrets = [SINK_SECRET]) =>
  createWebhookSurface(
    { url: `${sim.url}/sink/a-secret-path`, secrets, places: { finance: `${sim.url}/sink/finance` } },
    LIMITS_OF_TESTS,
  );
const deliveries = () => sim.items<Delivery>('sink');
const NEW_SECRET = 'whsec_bmV3LXdlYmhvb2stc2lnbmluZy1zZWNyZXQtMDAwMDI=';

it('tells that an incident opened, moved and ended', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const later = anIncident({ updatedAt: '2026-11-20T11:00:00.000Z' });
  await surface().show(aNotice({ incident: later, progress: [aLine('looked')] }), mark, false);
  await surface().show(aNotice({ incident: resolved() }), mark, false);
  const told = await deliveries();
  expect(told.map(({ body }) => body.type)).toEqual([
    'incident.opened',
    'incident.updated',
    'incident.resolved',
  ]);
  expect(told[1]?.body).toMatchObject({
    timestamp: later.updatedAt,
    data: { progress: [{ text: 'looked' }] },
  });
  expect(new Set(told.map(({ id }) => id)).size).toBe(3);
});

it('repeats a delivery whose answer was lost under the same ID', async () => {
  await sim.fault({ method: 'POST', path: '/sink/a-secret-path', drop: true, applyFirst: true });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.outcome_unknown',
  });
  await surface().show(aNotice(), null, true);
  expect((await deliveries()).map(({ repeated }) => repeated)).toEqual([false, true]);
});

it('is taken while the secret is being changed on either side', async () => {
  await surface([NEW_SECRET, SINK_SECRET]).show(aNotice(), null, false);
  expect(await deliveries()).toHaveLength(1);
});

it('is refused under a wrong secret, and the message names neither secret nor path', async () => {
  const error: unknown = await surface([NEW_SECRET])
    .show(aNotice(), null, false)
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'provider.unauthorized' });
  expect(String(error)).not.toMatch(/whsec|a-secret-path|bmV3/);
  expect(String(error)).toContain(new URL(sim.url).host);
});

it('waits as long as the receiver asks', async () => {
  const path = '/sink/a-secret-path';
  await sim.fault({ method: 'POST', path, status: 429, headers: { 'retry-after': '11' } });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.rate_limited',
    retryAfterMs: 11_000,
  });
});

it('goes where the route says, and follows no redirect', async () => {
  await surface().show(aNotice({ place: 'finance' }), null, false);
  expect((await deliveries())[0]?.name).toBe('finance');
  await sim.fault({
    method: 'POST',
    path: '/sink/finance',
    status: 307,
    headers: { location: `${sim.url}/sink/x` },
  });
  await expect(surface().show(aNotice({ place: 'finance' }), null, false)).rejects.toMatchObject({
    code: 'provider.rejected',
  });
  await expect(surface().show(aNotice({ place: 'nowhere' }), null, false)).rejects.toThrow(/surfaces.yaml/);
});
