// Jira over HTTP: one ticket an incident, each line once, moved without fighting anybody; approval by transition.
import type { JiraSettings } from '../../../domain/notice/surfaces';
import { createJiraSurface } from '../../../integrations/jira/surface';
import { words } from '../../../simulators/chat/jira/document';
import { ID, LIMITS_OF_TESTS, PLAN_HASH, aLine, aNotice, anIncident, resolved } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

interface Ticket {
  key: string;
  summary: string;
  description: unknown;
  labels: string[];
  status: { name: string };
  comments: { body: unknown; properties: unknown[] }[];
}

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const AWAITING = { awaiting: 'Waiting for approval', approved: 'Approved', rejected: 'Rejected' };
const surface = (change: Partial<JiraSettings> = {}) =>
  createJiraSurface(
    {
      ...{ baseUrl: sim.url, email: 'penstock@sim.example', apiToken: 'sim-jira-token', project: 'DATA' },
      ...{
        issueType: 'Task',
        labels: ['penstock'],
        statuses: { approved: 'Approved', rejected: 'Rejected' },
      },
      ...change,
    },
    LIMITS_OF_TESTS,
  );
const tickets = () => sim.items<Ticket>('jira');
const comments = async () => (await tickets())[0]?.comments.map(({ body }) => words(body)) ?? [];

it('makes one ticket with the diagnosis, the plan and what happens next, and edits that one', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ incident: anIncident({ severity: 'critical' }) }), mark, false);
  const [ticket, ...rest] = await tickets();
  expect(rest).toEqual([]);
  expect(ticket?.summary).toBe('[CRITICAL] salesforce_prod → snowflake: failed (authentication)');
  expect(ticket?.labels).toEqual(['penstock', `penstock-${ID}`, `penstock-plan-${PLAN_HASH}`]);
  for (const part of [
    'What is wrong',
    'read everything again',
    'Approvals: 0 of 2',
    'Waiting for two approvals',
  ])
    expect(words(ticket?.description)).toContain(part);
});

it('is silent while nothing has changed', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice(), mark, false);
  expect((await sim.requests()).length).toBe(1);
});

it('finds the ticket whose answer was lost', async () => {
  await sim.fault({ method: 'POST', path: '/rest/api/3/issue', drop: true, applyFirst: true });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.outcome_unknown',
  });
  const mark = await surface().show(aNotice(), null, true);
  expect(mark['key']).toBe('DATA-1');
  expect(await tickets()).toHaveLength(1);
});

it.each([
  ['by its hidden property', (comment: Ticket['comments'][number]) => comment],
  ['by its words', (comment: Ticket['comments'][number]) => ({ ...comment, properties: [] })],
])('tells each line once, known again %s', async (_how, kept) => {
  const mark = await surface().show(aNotice(), null, false);
  const path = '/rest/api/3/issue/DATA-1/comment';
  const progress = [aLine('alice approved'), aLine('a sync was started')];
  await sim.fault({ method: 'POST', path, drop: true, applyFirst: true });
  await expect(surface().show(aNotice({ progress }), mark, false)).rejects.toThrow();
  const left = ((await tickets())[0]?.comments ?? []).map(kept);
  await sim.fault({ method: 'GET', path, status: 200, body: { comments: left } });
  await surface().show(aNotice({ progress }), mark, true);
  expect(await comments()).toEqual([
    'alice approved (2026-11-20T10:30:00.000Z)',
    'a sync was started (2026-11-20T10:30:00.000Z)',
  ]);
});

it('names the plan that its readers see, and leaves the labels of people alone', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await edit({ update: { labels: [{ add: 'by-hand' }] } });
  const { plan } = anIncident();
  if (!plan) throw new Error('no plan');
  const changed = anIncident({ plan: { ...plan, hash: 'beef'.padEnd(64, '0') } });
  await surface().show(aNotice({ incident: changed }), mark, false);
  expect((await tickets())[0]?.labels).toEqual([
    ...['penstock', `penstock-${ID}`, 'by-hand', `penstock-plan-${'beef'.padEnd(64, '0')}`],
  ]);
});

it('waits for a decision in the status that is configured for it, again after each vote that does not suffice', async () => {
  const asking = surface({ statuses: AWAITING });
  const mark = await asking.show(aNotice(), null, false);
  expect((await tickets())[0]?.status.name).toBe('Waiting for approval');
  await sim.control('/jira/move', { key: 'DATA-1', to: 'Approved', accountId: 'alice-there' });
  const same = await asking.show(aNotice(), mark, false);
  expect((await tickets())[0]?.status.name).toBe('Approved');
  const { approval } = anIncident();
  if (!approval) throw new Error('no approval');
  const votes = [{ by: 'alice', decision: 'approve' as const, at: '2026-11-20T10:10:00.000Z' }];
  await asking.show(aNotice({ incident: anIncident({ approval: { ...approval, votes } }) }), same, false);
  expect((await tickets())[0]?.status.name).toBe('Waiting for approval');
});

it('moves the ticket to a done status when the incident is over, once', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const over = await surface().show(aNotice({ incident: resolved() }), mark, false);
  expect((await tickets())[0]).toMatchObject({ status: { name: 'Done' } });
  await sim.control('/jira/move', { key: 'DATA-1', to: 'To Do', accountId: 'alice-there' });
  await surface().show(aNotice({ incident: resolved() }), over, false);
  expect((await tickets())[0]).toMatchObject({ status: { name: 'To Do' } });
});

it.each([
  ['no transition leads there', { closed: ['Done'] }, /No transition leads from "To Do"/],
  ['its screen asks for more', { screened: ['Done'] }, /Jira refuses the transition.*Resolution is required/],
])('says on the ticket that it must be moved by hand where %s', async (_why, workflow, words) => {
  await sim.control('/jira/workflow', workflow);
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ incident: resolved() }), mark, false);
  expect((await comments()).at(-1)).toMatch(words);
});

it('calls the people whose decision it is, by mention', async () => {
  await surface().show(aNotice({ mention: ['alice', 'bob'] }), null, false);
  expect((await comments())[0]).toMatch(/@alice-there.*@bob-there.*Waiting for two approvals/s);
});

it('holds nothing of what others wrote but text: no mention, no link but ours', async () => {
  await surface().show(aNotice(), null, false);
  const [ticket] = await tickets();
  const hrefs = [...JSON.stringify(ticket?.description).matchAll(/"href":"([^"]+)"/g)].map(
    ([, href]) => href,
  );
  expect(hrefs.every((href) => /^https:\/\/(penstock\.example|fivetran\.com)\//.test(href ?? ''))).toBe(true);
  expect(JSON.stringify(ticket?.description)).not.toMatch(/"mention"|\\u001b|\u202e/);
});

it('says which field Jira refuses, and never shows the token', async () => {
  await expect(surface({ issueType: 'Incident' }).show(aNotice(), null, false)).rejects.toThrow(
    /issuetype.*invalid/,
  );
  const error: unknown = await surface({ apiToken: 'wrong-api-token' })
    .show(aNotice(), null, false)
    .catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'provider.unauthorized' });
  expect(String(error)).not.toMatch(/wrong-api-token/);
});

it.each(['DATA" OR project = "HR', 'data', '../x'])('takes %s for no project', async (place) => {
  await expect(surface().show(aNotice({ place }), null, false)).rejects.toMatchObject({
    code: 'provider.rejected',
  });
});

async function edit(body: object): Promise<void> {
  const authorization = `Basic ${Buffer.from('penstock@sim.example:sim-jira-token').toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${sim.url}/rest/api/3/issue/DATA-1`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
