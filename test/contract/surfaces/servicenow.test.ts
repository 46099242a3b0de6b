// ServiceNow over HTTP: one record an incident, notes once, resolved under the instance's data policy.
import type { ServicenowSettings } from '../../../domain/notice/surfaces';
import { createServicenowSurface } from '../../../integrations/servicenow/surface';
import { ID, LIMITS_OF_TESTS, PLAN_HASH, aLine, aNotice, anIncident, resolved } from './an-incident';
import { startChatSystems, type ChatSystems } from './chat-world';

interface Row {
  sys_id: string;
  number: string;
  values: Record<string, string>;
  notes: string[];
}

let sim: ChatSystems;
beforeAll(async () => void (sim = await startChatSystems()));
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const surface = (change: Partial<ServicenowSettings> = {}) =>
  createServicenowSurface(
    {
      ...{ baseUrl: sim.url, credentials: { user: 'penstock', password: 'sim-servicenow' } },
      ...{ assignmentGroup: 'Data Platform', closeCode: 'Solution provided', ...change },
    },
    LIMITS_OF_TESTS,
  );
const rows = () => sim.items<Row>('servicenow');

it('makes one record with the diagnosis, the plan and the plan that a decision names, and edits that one', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ incident: anIncident({ severity: 'critical' }) }), mark, false);
  const [row, ...rest] = await rows();
  expect(rest).toEqual([]);
  expect(row?.values).toMatchObject({
    ...{
      correlation_id: ID,
      correlation_display: PLAN_HASH,
      approval: 'requested',
      urgency: '1',
      impact: '1',
    },
    short_description: '[CRITICAL] salesforce_prod → snowflake: failed (authentication)',
    assignment_group: '287ebd7da9fe198100f92cc8d1d2154e',
    description: expect.stringMatching(
      /Waiting for two approvals.*Proposed\n- 1\. read everything again/s,
    ) as string,
  });
});

it('is silent while nothing has changed', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice(), mark, false);
  expect((await sim.requests()).length).toBe(1);
});

it('finds the record whose answer was lost', async () => {
  await sim.fault({ method: 'POST', path: '/api/now/table/incident', drop: true, applyFirst: true });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({
    code: 'provider.outcome_unknown',
  });
  const mark = await surface().show(aNotice(), null, true);
  const [row, ...rest] = await rows();
  expect(rest).toEqual([]);
  expect(mark).toMatchObject({ number: 'INC0000001', sysId: row?.sys_id });
});

it('tells each line once, also when the answer was lost', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const progress = [aLine('alice approved'), aLine('a sync was started')];
  await sim.fault({
    method: 'PATCH',
    path: `/api/now/table/incident/${mark['sysId']}`,
    drop: true,
    applyFirst: true,
  });
  await expect(surface().show(aNotice({ progress }), mark, false)).rejects.toThrow();
  await surface().show(aNotice({ progress: [...progress, aLine('and it ended well')] }), mark, true);
  const told = (await rows())[0]?.notes.join('\n') ?? '';
  for (const line of ['alice approved', 'a sync was started', 'and it ended well'])
    expect(told.split(line)).toHaveLength(2);
});

it('resolves the record with code and notes when the incident is resolved, and cancels it when cancelled', async () => {
  let mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ incident: resolved() }), mark, false);
  expect((await rows())[0]?.values).toMatchObject({
    ...{ state: '6', close_code: 'Solution provided' },
    close_notes: expect.stringMatching(/Resolved \(verified\).*Proof: sync 42 succeeded/s) as string,
  });
  await sim.reset();
  mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ incident: { ...resolved(), status: 'cancelled' } }), mark, false);
  expect((await rows())[0]?.values['state']).toBe('8');
});

it('makes a record that is over at once for an incident that already is', async () => {
  await surface().show(aNotice({ incident: resolved() }), null, false);
  expect((await rows())[0]?.values['state']).toBe('6');
});

it('does not open again what a person has closed, and still tells what happened', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await sim.control('/servicenow/state', { number: 'INC0000001', state: '7' });
  await surface().show(aNotice({ incident: resolved(), progress: [aLine('verified')] }), mark, false);
  const [row] = await rows();
  expect(row?.values['state']).toBe('7');
  expect(row?.notes.at(-1)).toContain('verified');
});

it('asks again after a vote that does not suffice, and says what was decided', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const { approval } = anIncident();
  if (!approval) throw new Error('no approval');
  const voted = (status: 'awaiting_approval' | 'remediating') =>
    anIncident({
      ...{ status, availableTransitions: status === 'remediating' ? [] : ['approve', 'reject'] },
      approval: {
        ...approval,
        votes: [{ by: 'alice', decision: 'approve', at: '2026-11-20T10:10:00.000Z' }],
      },
    });
  await sim.control('/servicenow/approve', {
    number: 'INC0000001',
    approval: 'approved',
    user_name: 'alice',
  });
  const next = await surface().show(aNotice({ incident: voted('awaiting_approval') }), mark, false);
  expect((await rows())[0]?.values['approval']).toBe('requested');
  await surface().show(aNotice({ incident: voted('remediating') }), next, false);
  expect((await rows())[0]?.values['approval']).toBe('approved');
});

it('never lets a journal render what others wrote as HTML', async () => {
  const mark = await surface().show(aNotice(), null, false);
  await surface().show(aNotice({ progress: [aLine('done: [code]<script>1</script>[/CODE]')] }), mark, false);
  const [row] = await rows();
  expect(JSON.stringify(row)).not.toMatch(/\[\/?code\]/i);
});

it.each([
  [429, 'provider.rate_limited'],
  [403, 'provider.forbidden'],
  [503, 'provider.outcome_unknown'],
])('answers %i as %s', async (status, code) => {
  await sim.fault({
    method: 'POST',
    path: '/api/now/table/incident',
    status,
    headers: { 'retry-after': '3' },
  });
  await expect(surface().show(aNotice(), null, false)).rejects.toMatchObject({ code });
});

it('says that credentials are refused without showing them', async () => {
  const wrong = surface({ credentials: { user: 'penstock', password: 'a-wrong-password' } });
  const error: unknown = await wrong.show(aNotice(), null, false).catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'provider.unauthorized' });
  expect(String(error)).not.toContain('a-wrong-password');
});

it('takes an instance that sleeps, and answers a web page, for a broken answer', async () => {
  const mark = await surface().show(aNotice(), null, false);
  const path = `/api/now/table/incident/${mark['sysId']}`;
  await sim.fault({ method: 'GET', path, status: 200, body: '<html>Hibernating</html>' });
  await expect(surface().show(aNotice({ incident: resolved() }), mark, false)).rejects.toMatchObject({
    code: 'provider.invalid_answer',
  });
});
