// Decisions by moving a ticket: who may, what each answer is, and that one delivery is one vote.
import { createHmac } from 'node:crypto';
import { NoWorkerAnswer, Refused, TemporalUnavailable } from '../../../client/incident-door';
import type { AuditEntry } from '../../../domain/audit-entry';
import type { Post } from '../../../domain/notice/post';
import type { JiraSettings, SurfacesSettings } from '../../../domain/notice/surfaces';
import type { DecisionReceipt } from '../../../domain/messages';
import { OpError } from '../../../domain/op-error';
import type { Person } from '../../../domain/person';
import { openTickets } from '../../../ingress/tickets/open';
import { NOW, anIncident, aWorld, type World } from './world';

const SECRET = 'a-jira-webhook-secret';
const TOKEN = 'a-token-of-the-instance';
const ID = anIncident().id;
const PLAN = 'ab12cd34'.repeat(8);
const RECEIPT: DecisionReceipt = {
  ...{ incidentId: ID, decision: 'approve', by: 'anna', planHash: PLAN, votes: 1, quorum: 1 },
  verdict: 'approved',
};

const PEOPLE: Person[] = [
  {
    id: 'anna',
    name: 'Anna',
    role: 'approver',
    groups: [],
    identities: { jira: 'acc-anna', servicenow: 'anna.a' },
  },
  { id: 'otto', name: 'Otto', role: 'approver', groups: [], identities: { jira: 'acc-otto' } },
  {
    id: 'vera',
    name: 'Vera',
    role: 'viewer',
    groups: [],
    identities: { jira: 'acc-vera', servicenow: 'vera.v' },
  },
];
const JIRA: JiraSettings = {
  ...{ baseUrl: 'http://127.0.0.1:1', email: 'a@b.c', apiToken: 't', project: 'DATA', issueType: 'Task' },
  ...{ labels: [], statuses: { approved: 'Approved', rejected: 'Rejected' } },
};
const SETTINGS: SurfacesSettings = {
  jira: { ...JIRA, webhookSecret: SECRET },
  servicenow: {
    ...{ baseUrl: 'http://127.0.0.1:1', credentials: { token: 't' }, closeCode: 'x', webhookToken: TOKEN },
  },
};
const MARKS: Record<string, Post['mark']> = { jira: { key: 'DATA-1' }, servicenow: { number: 'INC0000001' } };

let world: World;
let record: AuditEntry[];
let postsDown: boolean;
beforeEach(async () => {
  record = [];
  postsDown = false;
  world = await withTickets(SETTINGS);
  world.door.decide.mockResolvedValue(RECEIPT);
});
afterEach(() => world.app.close());

function withTickets(settings: SurfacesSettings): Promise<World> {
  const tickets = openTickets(settings, {
    routes: [{ id: 'all', match: {}, to: [{ surface: 'jira' }, { surface: 'servicenow' }] }],
    posts: {
      post: (incidentId, target) =>
        postsDown
          ? Promise.reject(new OpError('store.unreachable', { message: 'down' }))
          : Promise.resolve({
              ...{ incidentId, target, mark: MARKS[target] ?? null },
              ...{ toldSeq: 0, shownAt: null, askedAt: null },
            }),
    },
  });
  const auditLog = { append: (rows: AuditEntry[]) => Promise.resolve(void record.push(...rows)) };
  return aWorld({ people: PEOPLE, auditLog, ...(tickets && { tickets }) });
}

interface Move {
  to?: string;
  accountId?: string;
  key?: string;
  labels?: string[];
  at?: number;
}

/** As Jira tells of a ticket that somebody moved. */
function moved({ to = 'Approved', accountId = 'acc-anna', key = 'DATA-1', labels, at }: Move = {}) {
  return JSON.stringify({
    ...{ timestamp: at ?? NOW.getTime(), webhookEvent: 'jira:issue_updated', user: { accountId } },
    issue: {
      key,
      fields: {
        labels: labels ?? [`penstock-${ID}`, `penstock-plan-${PLAN}`],
        project: { key: key.split('-')[0] },
      },
    },
    changelog: { items: [{ field: 'status', toString: to }] },
  });
}

function jira(body: string, headers: Record<string, string> = {}) {
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  return world.app.inject({
    ...{ method: 'POST', url: '/webhooks/jira', payload: body },
    headers: { 'content-type': 'application/json', 'x-hub-signature': signature, ...headers },
  });
}

function servicenow(change: Record<string, unknown> = {}, token = TOKEN) {
  return world.app.inject({
    ...{ method: 'POST', url: '/webhooks/servicenow' },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    payload: {
      ...{ timestamp: NOW.getTime(), number: 'INC0000001', approval: 'approved', user_name: 'anna.a' },
      ...{ correlation_id: ID, correlation_display: PLAN, ...change },
    },
  });
}

describe('moving a ticket of Jira', () => {
  it('is the vote of the person whose account moved it, on the plan that the ticket shows', async () => {
    const answer = await jira(moved());
    expect([answer.statusCode, answer.json()]).toEqual([200, { outcome: 'counted', incidentId: ID }]);
    const { workflowId, runId } = anIncident();
    expect(world.door.decide).toHaveBeenCalledWith(
      { workflowId, firstRunId: runId },
      { decision: 'approve', by: 'anna', planHash: PLAN, reason: 'on DATA-1' },
      expect.objectContaining({ orQueue: true, workerTimeoutMs: 1500 }),
    );
    expect(record).toEqual([]);
  });

  it('is one vote however often it is delivered, and another person is another vote', async () => {
    await jira(moved());
    await jira(moved({ at: NOW.getTime() + 1000 }));
    await jira(moved({ accountId: 'acc-otto' }));
    await jira(moved({ to: 'Rejected' }));
    const ids = world.door.decide.mock.calls.map(([, , options]) => options?.updateId);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
  });

  it('is kept for the next worker where none answers', async () => {
    world.door.decide.mockResolvedValue({ queued: true });
    expect((await jira(moved())).json()).toEqual({ outcome: 'queued', incidentId: ID });
  });

  it.each<[string, Move, RegExp, string]>([
    [
      'somebody whom nobody knows',
      { accountId: 'acc-eve' },
      /I do not know you yet.*jira: acc-eve/,
      'jira:acc-eve',
    ],
    ['somebody who may only look', { accountId: 'acc-vera' }, /vera is viewer here/, 'vera'],
    ['a ticket that shows no plan', { labels: [`penstock-${ID}`] }, /showed no plan/, 'anna'],
    ['a ticket that somebody else labelled', { key: 'DATA-666' }, /DATA-666 is not the ticket/, 'anna'],
  ])('does not count of %s: answered 200, and written down once', async (_who, how, why, actor) => {
    for (let i = 0; i < 2; i += 1) {
      const answer = await jira(moved(how));
      expect([answer.statusCode, answer.json()]).toMatchObject([200, { outcome: 'refused', incidentId: ID }]);
      expect(answer.json<{ why: string }>().why).toMatch(why);
    }
    expect(world.door.decide).not.toHaveBeenCalled();
    const [row, again] = record;
    expect(row).toMatchObject({ incidentId: ID, actor, action: 'decision.refused' });
    expect(row?.details).toMatchObject({ surface: 'jira', wanted: 'approve' });
    expect(again?.key).toBe(row?.key);
  });

  it('tells what it refuses on the ticket of the incident alone, never for a ticket that is not its own', async () => {
    await jira(moved({ accountId: 'acc-eve' }));
    await jira(moved({ accountId: 'acc-eve', key: 'DATA-666' }));
    expect(record.map(({ details }) => details['ticket'])).toEqual(['DATA-1', undefined]);
  });

  it('does not count on a plan that has changed, and leaves the reason in the record', async () => {
    world.door.decide.mockRejectedValue(new Refused('the plan has changed: you decided on another'));
    const answer = await jira(moved());
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { outcome: 'refused' }]);
    expect(record).toMatchObject(
      [
        {
          actor: 'anna',
          action: 'decision.refused',
          details: { why: /the plan has changed/, ticket: 'DATA-1' },
        },
      ].map((row) => ({ ...row, details: expect.objectContaining({ ticket: 'DATA-1' }) as object })),
    );
  });

  it.each([
    ['Temporal is away', new TemporalUnavailable('away')],
    ['no worker answers', new NoWorkerAnswer('nobody')],
    ['the store is away', new OpError('store.unreachable', { message: 'down' })],
  ])('is to be sent again when %s', async (_what, error) => {
    world.door.decide.mockRejectedValue(error);
    expect((await jira(moved())).statusCode).toBe(503);
    expect(record).toEqual([]);
  });

  it('is to be sent again when nobody can tell whose ticket it is', async () => {
    postsDown = true;
    expect((await jira(moved())).statusCode).toBe(503);
    expect(world.door.decide).not.toHaveBeenCalled();
  });

  it('decides nothing where it means nothing', async () => {
    const answer = await jira(moved({ to: 'In Progress' }));
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { outcome: 'ignored', incidentId: null }]);
    expect((await jira(moved({ key: 'HR-1' }))).json()).toMatchObject({ outcome: 'ignored' });
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['a forged signature', moved(), { 'x-hub-signature': `sha256=${'0'.repeat(64)}` }, 401],
    ['no signature', moved(), { 'x-hub-signature': '' }, 401],
    ['a replay', moved({ at: NOW.getTime() - 3 * 3_600_000 }), {}, 400],
    ['what is no JSON', 'approve!', {}, 400],
    ['what is too large', `"${'x'.repeat(1024 * 1024)}"`, {}, 413],
    ['another media type', moved(), { 'content-type': 'text/plain' }, 415],
  ])('turns away %s', async (_what, body, headers, status) => {
    expect((await jira(body, headers)).statusCode).toBe(status);
    expect([world.door.decide.mock.calls, record]).toEqual([[], []]);
  });
});

describe('the approval of a record of ServiceNow', () => {
  it('is the vote of the person of that user name, once', async () => {
    expect((await servicenow()).json()).toEqual({ outcome: 'counted', incidentId: ID });
    await servicenow();
    const ids = world.door.decide.mock.calls.map(([, , options]) => options?.updateId);
    expect(ids).toEqual([ids[0], ids[0]]);
    await servicenow({ approval: 'rejected' });
    expect(world.door.decide.mock.lastCall?.[1]).toMatchObject({
      decision: 'reject',
      reason: 'on INC0000001',
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a user whom nobody knows', { user_name: 'eve' }, 'servicenow:eve'],
    ['somebody who may only look', { user_name: 'vera.v' }, 'vera'],
    ['a record that somebody else made', { number: 'INC0000666' }, 'anna'],
    ['a record that shows no plan', { correlation_display: '' }, 'anna'],
  ])('does not count of %s', async (_who, change, actor) => {
    const answer = await servicenow(change);
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { outcome: 'refused' }]);
    expect(record).toMatchObject([{ actor, action: 'decision.refused', incidentId: ID }]);
    expect(world.door.decide).not.toHaveBeenCalled();
  });

  it('is believed only with the token of the instance', async () => {
    expect((await servicenow({}, 'a-token-of-another')).statusCode).toBe(401);
    expect(world.log.join()).not.toContain('a-token-of-another');
  });
});

it('takes nothing where no secret is configured, and is not there where no ticket system is', async () => {
  await world.app.close();
  world = await withTickets({ jira: JIRA });
  expect((await jira(moved())).statusCode).toBe(401);
  expect((await servicenow()).statusCode).toBe(404);
});

it('takes tickets of every project that routes name', () => {
  const routes = [{ id: 'x', match: {}, to: [{ surface: 'jira' as const, place: 'FIN' }] }];
  const posts = { post: () => Promise.resolve(null) };
  expect(openTickets(SETTINGS, { routes, posts })?.jira?.projects).toEqual(['DATA', 'FIN']);
});
