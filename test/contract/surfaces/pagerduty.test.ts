// PagerDuty over HTTP: one alert an incident, whatever is lost on the way.
import { createPagerdutySurface } from '../../../integrations/pagerduty/surface';
import { ID, LIMITS_OF_TESTS, aLine, aNotice, anIncident, resolved } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

const KEY = 'simkey00000000000000000000000001';
const FINANCE = 'simkey00000000000000000000000002';
interface Alert {
  routing_key: string;
  dedup_key: string;
  status: string;
  payload: { severity: string; summary: string; custom_details: Record<string, string> };
  events: string[];
}

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const surface = () =>
  createPagerdutySurface(
    { baseUrl: sim.url, routingKey: KEY, services: { finance: FINANCE } },
    LIMITS_OF_TESTS,
  );
const alerts = () => sim.items<Alert>('pagerduty');

it('raises one alert with the incident as its key, and tells what is proposed', async () => {
  await surface().show(aNotice(), null, false);
  const [alert, ...rest] = await alerts();
  expect(rest).toEqual([]);
  expect(alert).toMatchObject({ dedup_key: ID, status: 'triggered', payload: { severity: 'error' } });
  expect(alert?.payload.summary).toBe('[HIGH] salesforce_prod → snowflake: failed (authentication)');
  expect(alert?.payload.custom_details['Proposed']).toContain('read everything again');
});

it.each([
  ['critical', 'critical'],
  ['high', 'error'],
  ['warning', 'warning'],
  ['info', 'info'],
] as const)('says %s as %s', async (severity, word) => {
  await surface().show(aNotice({ incident: anIncident({ severity }) }), null, false);
  expect((await alerts())[0]?.payload.severity).toBe(word);
});

it('raises no second alert when the answer to the first was lost', async () => {
  await sim.fault({ method: 'POST', path: '/v2/enqueue', drop: true, applyFirst: true });
  await expect(surface().show(aNotice(), null, false)).rejects.toThrow(/PagerDuty/);
  await surface().show(aNotice(), null, true);
  expect(await alerts()).toHaveLength(1);
});

it('says nothing again while nothing has changed that a pager shows', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const later = anIncident({ updatedAt: '2026-11-20T11:00:00.000Z', next: 'Still waiting.' });
  await surface().show(aNotice({ incident: later, progress: [aLine('looked again')] }), mark, false);
  expect((await alerts())[0]?.events).toEqual(['trigger']);
});

it.each([
  [
    'a vote',
    {
      approval: {
        ...approval(),
        votes: [{ by: 'alice', decision: 'approve' as const, at: '2026-11-20T10:10:00.000Z' }],
      },
    },
  ],
  ['a hand-off', { flags: ['handoff' as const], status: 'remediating' as const }],
])('acknowledges once at %s', async (_what, change) => {
  let mark = await surface().show(aNotice(), null, false);
  mark = await surface().show(aNotice({ incident: anIncident(change) }), mark, false);
  await surface().show(aNotice({ incident: anIncident({ ...change, severity: 'critical' }) }), mark, false);
  const [alert] = await alerts();
  expect(alert?.status).toBe('acknowledged');
  expect(alert?.events.filter((event) => event === 'acknowledge')).toHaveLength(1);
});

it.each(['resolved', 'closed', 'cancelled'] as const)(
  'resolves the alert when the incident is %s',
  async (status) => {
    const mark = await surface().show(aNotice(), null, false);
    const over = { ...resolved(), status };
    const ended = await surface().show(aNotice({ incident: over }), mark, false);
    await surface().show(aNotice({ incident: over }), ended, false);
    expect((await alerts()).map(({ status: now, events }) => [now, events])).toEqual([
      ['resolved', ['trigger', 'resolve']],
    ]);
  },
);

it('raises nothing for an incident that is over before anybody was told', async () => {
  await surface().show(aNotice({ incident: resolved() }), null, false);
  expect(await sim.requests('POST', '/v2/enqueue')).toEqual([]);
});

it('pages the service that the route names, and says so when there is none', async () => {
  await surface().show(aNotice({ place: 'finance' }), null, false);
  expect((await alerts())[0]?.routing_key).toBe(FINANCE);
  await expect(surface().show(aNotice({ place: 'toString' }), null, false)).rejects.toThrow(
    /no service "toString".*config\/surfaces.yaml/,
  );
});

it('waits as long as PagerDuty asks when events come too fast', async () => {
  await sim.fault({ method: 'POST', path: '/v2/enqueue', status: 429, headers: { 'retry-after': '7' } });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.rate_limited',
    retryAfterMs: 7000,
  });
});

it('never shows an integration key in what goes wrong', async () => {
  await sim.fault({ method: 'POST', path: '/v2/enqueue', status: 400, body: { message: `bad ${KEY}` } });
  await expect(surface().show(aNotice(), null, false)).rejects.toThrow(/bad \[secret\]/);
});

function approval() {
  const { approval: of } = anIncident();
  if (!of) throw new Error('the incident has no approval');
  return of;
}
