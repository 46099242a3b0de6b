import fc from 'fast-check';
import type { Incident, IncidentStatus, Transition } from '../../../../domain/incident';
import { STEP_TRAITS } from '../../../../domain/step-traits';
import type { Step, StepKind } from '../../../../domain/step';
import { cardOf } from '../../../../integrations/slack/card';
import { changeDialog, rejectDialog } from '../../../../integrations/slack/dialogs';
import { ACTIONS, readValue } from '../../../../integrations/slack/vocabulary';
import { moment, withMoments } from '../../../../integrations/slack/words';
import {
  blocksTooLong,
  findingsInBlocks,
  findingsInView,
} from '../../../../simulators/chat/slack/block-kit/validate';
import { anIncident, HOSTILE, ID, PLAN_HASH, resolved } from '../../../contract/surfaces/an-incident';

/** As JSON writes it. */
const HALF_A_CHARACTER = /\\ud[89a-f]/;
const AT = '2026-11-20T10:00:00.000Z';

/** What a provider may write: markup of Slack, long texts, and moments as we write them ourselves. */
const written = fc.oneof(
  fc.constantFrom(
    ...[HOSTILE, '<!channel>', '<!here|here>', '<@U0SIMADA>', '<#C1>', '<!subteam^S1|x>', '&lt;!channel&gt;'],
    ...[
      '<https://evil.example|click>',
      'https://evil.example',
      '@channel',
      '#general',
      '*b* _i_ `c` ~s~ > q',
    ],
    ...['<!date^0^{date}|x>', '2026-11-20T10:00:00Z', '2026-99-99T99:99:99Z', '<!channel'],
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc
    .constantFrom(20, 150, 2000, 6000)
    .chain((length) => fc.constantFrom('x', '<', '&', '<@U1> ', '😀').map((part) => part.repeat(length))),
);
const kind = fc.constantFrom(
  ...(Object.keys(STEP_TRAITS) as StepKind[]),
  'wait' as const,
  'handoff' as const,
);
const step: fc.Arbitrary<Step> = fc
  .record({
    kind,
    status: fc.constantFrom('planned', 'applied', 'unknown', 'blocked'),
    outcome: fc.option(written),
    instruction: written,
  })
  .map(({ instruction, ...told }) => ({
    ...{ id: 'p1-s1', target: 'c1', attempts: 1, startedAt: AT, endedAt: null, params: { instruction } },
    ...told,
  }));
const TRANSITIONS: Transition[] = [
  'approve',
  'reject',
  'snooze',
  'wake',
  'cancel',
  'close',
  'retry',
  'handback',
];
const STATUSES: IncidentStatus[] = [
  'open',
  'awaiting_approval',
  'verifying',
  'resolved',
  'closed',
  'cancelled',
];

const incidents: fc.Arbitrary<Incident> = fc
  .record({
    texts: fc.array(written, { minLength: 9, maxLength: 9 }),
    evidence: fc.array(written, { maxLength: 6 }),
    steps: fc.array(step, { maxLength: 30 }),
    compensation: fc.array(step, { maxLength: 10 }),
    options: fc.array(fc.record({ title: written, consequence: written }), { maxLength: 12 }),
    checks: fc.array(written, { maxLength: 6 }),
    voters: fc.array(fc.string({ minLength: 1, maxLength: 100 }), { maxLength: 50 }),
    can: fc.subarray(TRANSITIONS),
    status: fc.constantFrom(...STATUSES),
    planned: fc.boolean(),
    over: fc.boolean(),
  })
  .map(({ texts, evidence, steps, compensation, options, checks, voters, can, status, planned, over }) => {
    const [name = '', destination = '', summary = '', reason = '', rule = '', next = '', by = ''] = texts;
    const base = anIncident();
    if (!base.diagnosis || !base.plan || !base.approval) throw new Error('the incident has all parts');
    const named = options.map((option, index) => ({ id: `o${index}`, ...option }));
    return anIncident({
      ...{ status, availableTransitions: can, next },
      connection: { ...base.connection, name, destination },
      diagnosis: {
        ...base.diagnosis,
        summary,
        evidence: evidence.map((text, index) => ({ id: `e${index}`, kind: 'event', at: AT, text })),
      },
      plan: planned
        ? { ...base.plan, steps, compensation, options: named, policy: { ...base.plan.policy, rule } }
        : null,
      approval: {
        ...base.approval,
        ...{ reason, votes: voters.map((one) => ({ by: one, decision: 'approve' as const, at: AT })) },
      },
      verification: {
        ...{ since: AT, deadline: AT },
        checks: checks.map((detail) => ({ kind: 'fresh', status: 'pending', detail })),
      },
      ...(over ? { resolution: { status: 'closed', reason: 'wont_fix', by, at: AT } } : {}),
      links: { temporal: null, provider: texts[7] ?? null, console: texts[8] ?? null },
    });
  });

interface Node {
  [key: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every object anywhere in a message. */
function nodesIn(value: unknown): Node[] {
  if (!isNode(value)) return [];
  return [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(nodesIn)];
}

/** What Slack would act on; times alone are ours. */
function activeIn(text: string): string[] {
  const ours = /^<!date\^\d+\^\{date_short_pretty\} \{time\}\|[^<>|]*>$/;
  return [...text.matchAll(/<[^>]*>/g)].map(([found]) => found).filter((found) => !ours.test(found));
}

describe('the card of whatever incident', () => {
  it('stays within what Slack accepts', () => {
    fc.assert(
      fc.property(incidents, (incident) => {
        const { text, blocks } = cardOf(incident);
        expect(findingsInBlocks(blocks)).toEqual([]);
        expect(blocksTooLong(blocks)).toBe(false);
        expect(text.length).toBeLessThanOrEqual(3000);
        expect(JSON.stringify({ text, blocks })).not.toMatch(HALF_A_CHARACTER);
        expect(blocks.length).toBeLessThanOrEqual(50);
        const lengthOf = (value: unknown) => String(isNode(value) ? value['text'] : (value ?? '')).length;
        for (const node of nodesIn(blocks)) {
          if (node['type'] === 'header') expect(lengthOf(node['text'])).toBeLessThanOrEqual(150);
          if (node['type'] === 'section') expect(lengthOf(node['text'])).toBeLessThanOrEqual(3000);
          if (Array.isArray(node['fields'])) {
            expect(node['fields'].length).toBeLessThanOrEqual(10);
            for (const field of node['fields']) expect(lengthOf(field)).toBeLessThanOrEqual(2000);
          }
          if (node['type'] !== 'button') continue;
          expect(lengthOf(node['text'])).toBeLessThanOrEqual(75);
          expect(lengthOf(node['value'])).toBeLessThanOrEqual(2000);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('calls nobody and links nowhere because a provider wrote so', () => {
    fc.assert(
      fc.property(incidents, (incident) => {
        const { text, blocks } = cardOf(incident);
        expect(activeIn(text)).toEqual([]);
        const marked = nodesIn(blocks).filter(({ type }) => type === 'mrkdwn');
        expect(marked.flatMap((node) => activeIn(String(node['text'])))).toEqual([]);
        // Without it Slack makes links of addresses and names of channels in plain words too.
        expect(marked.filter((node) => node['verbatim'] !== true)).toEqual([]);
        const urls = nodesIn(blocks).flatMap(({ url }) => (url === undefined ? [] : [url]));
        expect(urls.filter((url) => url !== incident.links.console)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('opens dialogs that Slack accepts, and that call nobody either', () => {
    fc.assert(
      fc.property(incidents, (incident) => {
        const on = { incidentId: ID, planHash: PLAN_HASH };
        const dialogs = [rejectDialog(incident, on)];
        if ((incident.plan?.options.length ?? 0) > 0) dialogs.push(changeDialog(incident, on));
        for (const dialog of dialogs) {
          expect(findingsInView(dialog)).toEqual([]);
          const marked = nodesIn(dialog).filter(({ type }) => type === 'mrkdwn');
          expect(marked.flatMap((node) => activeIn(String(node['text'])))).toEqual([]);
          expect(marked.filter((node) => node['verbatim'] !== true)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the buttons', () => {
  const offered = (incident: Incident) =>
    nodesIn(cardOf(incident).blocks).flatMap(({ action_id: id }) => (typeof id === 'string' ? [id] : []));

  it('are those that the incident would accept now', () => {
    const can = (...availableTransitions: Transition[]) => anIncident({ availableTransitions });
    expect(offered(can('approve', 'reject'))).toEqual([
      ...[ACTIONS.approve, ACTIONS.reject, ACTIONS.change, ACTIONS.open],
    ]);
    expect(offered(can('handback', 'snooze'))).toEqual([ACTIONS.handback, ACTIONS.snooze, ACTIONS.open]);
    expect(offered(resolved())).toEqual([ACTIONS.open]);
  });

  it('name the plan that was read, so that no click decides about another', () => {
    const values = nodesIn(cardOf(anIncident()).blocks).flatMap(({ type, value }) =>
      type === 'button' ? [readValue(String(value))] : [],
    );
    expect(values).toHaveLength(4);
    for (const value of values) expect(value).toEqual({ incidentId: ID, planHash: PLAN_HASH });
  });
});

describe('words', () => {
  it('tell severity, and at the end the outcome, without colour', () => {
    const titleOf = (incident: Incident) => JSON.stringify(cardOf(incident).blocks[0]);
    expect(titleOf(anIncident())).toContain('"[HIGH] salesforce_prod → snowflake');
    expect(titleOf(resolved())).toContain('"[RESOLVED]');
  });

  it('show times in the zone of the reader, and what is no time as it stands', () => {
    expect(moment('2026-11-20T10:00:00.000Z')).toBe(
      '<!date^1795168800^{date_short_pretty} {time}|2026-11-20T10:00:00.000Z>',
    );
    expect(withMoments('until 2026-99-99T99:99:99Z')).toBe('until 2026-99-99T99:99:99Z');
  });
});
