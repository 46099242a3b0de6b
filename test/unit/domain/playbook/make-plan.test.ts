import { join } from 'node:path';
import type { Diagnosis } from '../../../../domain/diagnosis';
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../../../../domain/failure-class';
import { choosePlaybook } from '../../../../domain/playbook/choose';
import {
  makePlan,
  planDigest,
  type PlanInput,
  type PlanSources,
} from '../../../../domain/playbook/make-plan';
import type { PolicyRule } from '../../../../domain/policy/policy';
import { loadConfigFiles } from '../../../../integrations/config-files/load';

let shipped: PlanSources;
beforeAll(async () => {
  shipped = await loadConfigFiles(join(__dirname, '..', '..', '..', '..', 'config'), {});
});

const diagnosis = (more: Partial<Diagnosis>): Diagnosis => ({
  class: 'network_transient',
  symptom: 'failed',
  confidence: 0.95,
  band: 'high',
  decidedBy: 'rule',
  summary: 's',
  evidence: [],
  action: 'retry_with_backoff',
  alternatives: [],
  ...more,
});

const input = (more: Partial<Diagnosis> = {}, rest: Partial<PlanInput> = {}): PlanInput => ({
  ref: { provider: 'fivetran', account: 'prod', connectionId: 'c1' },
  diagnosis: diagnosis(more),
  connection: { name: 'orders {service}', service: 'postgres', destination: 'warehouse', tags: {} },
  active: true,
  schedule: { kind: 'interval', everyMs: 3_600_000 },
  planNumber: 1,
  providerUrl: 'https://console/c1',
  ...rest,
});

const AT = '2026-11-20T12:00:00Z';
const plan = (i: PlanInput, sources: PlanSources = shipped) => makePlan(i, sources, AT);
const kinds = (steps: { kind: string }[]) => steps.map((step) => step.kind);

function withRule(rule: Partial<PolicyRule>): PlanSources {
  const added = { id: 'added', why: 'a test', match: {}, ...rule };
  const files = [{ name: 'first', version: '1', rules: [added] }, ...shipped.policies.files];
  return { ...shipped, policies: { ...shipped.policies, files } };
}

const SYMPTOMS = ['failed', 'stuck', 'moved_nothing', 'rescheduled', 'disabled', 'recovered'] as const;

describe('the shipped playbooks', () => {
  it('answer every class, action, symptom and provider, first plan and second', () => {
    for (const provider of ['fivetran', 'airbyte'] as const)
      for (const cause of [...FAILURE_CLASSES, 'unknown' as const])
        for (const action of SUGGESTED_ACTIONS)
          for (const symptom of SYMPTOMS)
            for (const replan of [false, true]) {
              const subject = { provider, replan, diagnosis: { class: cause, action, symptom } };
              expect(choosePlaybook(shipped.playbooks, subject).name).toBeTruthy();
            }
  });

  it.each<[string, Partial<Diagnosis>, Partial<PlanInput>, string[]]>([
    ['a passing failure', {}, {}, ['wait', 'trigger_sync']],
    [
      'a spent quota',
      { class: 'rate_limit', action: 'wait_for_quota_reset' },
      {},
      ['pause', 'wait', 'resume', 'trigger_sync'],
    ],
    [
      'a bad password',
      { class: 'authentication', action: 'reauthenticate' },
      {},
      ['handoff', 'run_setup_tests', 'trigger_sync'],
    ],
    [
      'a bad password, paused',
      { class: 'authentication', action: 'reauthenticate' },
      { active: false },
      ['handoff', 'run_setup_tests', 'resume', 'trigger_sync'],
    ],
    [
      'schema drift',
      { class: 'schema_drift', action: 'refresh_schema' },
      {},
      ['reload_schema', 'trigger_sync'],
    ],
    ['a lost position on Fivetran', { class: 'cdc_position_lost', action: 'resync' }, {}, ['resync']],
    [
      'a lost position on Airbyte',
      { class: 'cdc_position_lost', action: 'resync' },
      { ref: { provider: 'airbyte', account: 'prod', connectionId: 'c1' } },
      ['resync'],
    ],
    ['a sync that never ends', { symptom: 'stuck' }, {}, ['cancel_sync', 'trigger_sync']],
    ['recovery without us', { symptom: 'recovered' }, {}, []],
    ['a reschedule', { symptom: 'rescheduled' }, {}, ['wait']],
    [
      'a reschedule that nobody resumes',
      { symptom: 'rescheduled' },
      { schedule: { kind: 'manual' } },
      ['wait', 'trigger_sync'],
    ],
    ['a success that moved nothing', { symptom: 'moved_nothing' }, { planNumber: 2 }, ['trigger_sync']],
    [
      'switched off after an outage',
      { symptom: 'disabled', class: 'source_unavailable' },
      { active: false },
      ['resume', 'trigger_sync'],
    ],
    [
      'switched off for bad credentials',
      { symptom: 'disabled', class: 'authentication', action: 'reauthenticate' },
      { active: false },
      ['handoff', 'run_setup_tests', 'resume', 'trigger_sync'],
    ],
    ['nobody knows', { class: 'unknown', action: 'escalate', band: 'none' }, {}, ['handoff', 'trigger_sync']],
  ])('%s', (_, cause, rest, expected) => {
    expect(kinds(plan(input(cause, rest)).steps)).toEqual(expected);
  });
});

describe('the plan under the shipped policy', () => {
  it('retries a passing failure by itself', () => {
    expect(plan(input())).toMatchObject({ mode: 'automate', approval: { required: false } });
    expect(plan(input({ band: 'medium' }))).toMatchObject({
      mode: 'recommend',
      approval: { required: true },
    });
  });

  it('needs two people before anything is destroyed', () => {
    const resync = plan(input({ class: 'cdc_position_lost', action: 'resync' }));
    expect(resync.approval).toMatchObject({ required: true, quorum: 2 });
  });

  it('lets nobody around that by choosing an alternative', () => {
    const [resync] = plan(input({ class: 'schema_drift', action: 'refresh_schema' })).options;
    expect(resync).toMatchObject({ id: 'resync', approval: { quorum: 2 } });
  });

  it('does nothing by itself to financial pipelines', () => {
    const connection = { ...input().connection, tags: { financial: 'true' } };
    expect(plan(input({}, { connection }))).toMatchObject({
      mode: 'recommend',
      severity: 'critical',
      approval: { required: true },
    });
  });

  it('always offers to do nothing', () => {
    for (const action of SUGGESTED_ACTIONS)
      expect(plan(input({ action })).options.at(-1)).toMatchObject({ id: 'do-nothing', steps: [] });
  });

  it('waits until the source said, else as long as policy says', () => {
    const quota = { class: 'rate_limit', action: 'wait_for_quota_reset' } as const;
    const until = '2026-11-20T13:00:00Z';
    expect(plan(input({ ...quota, retryAt: until })).steps[1]?.params).toEqual({ until });
    expect(plan(input(quota)).steps[1]?.params).toEqual({ forMs: 900_000 });
    const sim = { ref: { provider: 'fivetran', account: 'sim', connectionId: 'c1' } } as const;
    expect(plan(input(quota, sim)).steps[1]?.params).toEqual({ forMs: 1500 });
  });

  it('verifies for at least three intervals of the schedule, except against the simulators', () => {
    const weekly = { schedule: { kind: 'interval', everyMs: 7 * 86_400_000 } } as const;
    expect(plan(input({}, weekly)).timings.verifyWithinMs).toBe(21 * 86_400_000);
    expect(plan(input()).timings.verifyWithinMs).toBe(86_400_000);
    const ref = { provider: 'fivetran', account: 'sim', connectionId: 'c1' } as const;
    expect(plan(input({}, { ...weekly, ref })).timings.verifyWithinMs).toBe(60_000);
  });

  it('tells a person where to go, and takes names for names', () => {
    const [handoff] = plan(input({ class: 'authentication', action: 'reauthenticate' })).steps;
    expect(handoff?.params.url).toBe('https://console/c1');
    expect(handoff?.params.instruction).toContain('orders {service} (postgres) in https://console/c1');
  });
});

describe('what policy forbids', () => {
  it('becomes a hand-off in its place, and what follows is asked for anew', () => {
    const forbidden = plan(
      input(
        { class: 'cdc_position_lost', action: 'resync' },
        { ref: { provider: 'airbyte', account: 'prod', connectionId: 'c1' } },
      ),
      withRule({ never: ['resync'] }),
    );
    expect(kinds(forbidden.steps)).toEqual(['handoff']);
    expect(forbidden.steps[0]?.params.instruction).toContain('Policy forbids');
  });

  it('stays forbidden in alternatives', () => {
    const cause = input({ class: 'schema_drift', action: 'refresh_schema' });
    const offered = plan(cause, withRule({ never: ['resync'] })).options.map((option) => option.id);
    expect(offered).toEqual(['do-nothing']);
  });

  it('never leaves a connection paused: a forbidden resume is handed to a person', () => {
    const cause = input({ class: 'rate_limit', action: 'wait_for_quota_reset' });
    expect(kinds(plan(cause, withRule({ never: ['resume'] })).steps)).toEqual([
      'pause',
      'wait',
      'handoff',
      'trigger_sync',
    ]);
    expect(kinds(plan(cause, withRule({ never: ['pause'] })).steps)).toEqual([
      'wait',
      'resume',
      'trigger_sync',
    ]);
  });

  it('is everything where policy only watches', () => {
    const watched = plan(input(), withRule({ mode: 'monitor' }));
    expect(watched).toMatchObject({ steps: [], options: [], approval: { required: false } });
  });
});

describe('what a person approves', () => {
  it('is the same text for the same plan', () => {
    expect(planDigest(plan(input()))).toBe(planDigest(plan(input())));
  });

  it('is another text when anything that matters differs', () => {
    const base = plan(input({ class: 'schema_drift', action: 'refresh_schema' }));
    const [first, ...rest] = base.options;
    if (!first) throw new Error('the playbook offers an alternative');
    const others = [
      { ...base, id: 'p2' },
      { ...base, steps: base.steps.slice(1) },
      { ...base, steps: base.steps.map((step) => ({ ...step, params: { scope: ['t'] } })) },
      { ...base, options: rest },
      { ...base, options: [{ ...first, consequence: 'none' }, ...rest] },
      { ...base, options: [{ ...first, approval: { quorum: 1, approvers: ['x'] } }, ...rest] },
      { ...base, approval: { ...base.approval, quorum: 3 } },
      { ...base, approval: { ...base.approval, approvers: [] } },
      { ...base, policy: { ...base.policy, version: '9' } },
    ];
    const digests = new Set([base, ...others].map(planDigest));
    expect(digests.size).toBe(others.length + 1);
  });

  it('does not change while its steps run', () => {
    const base = plan(input());
    const running = {
      ...base,
      steps: base.steps.map((step) => ({ ...step, status: 'applied' as const, attempts: 1 })),
    };
    expect(planDigest(running)).toBe(planDigest(base));
  });
});

describe('what a person asks for', () => {
  const asks = (by: string): PlanInput =>
    input(
      { class: 'unknown', symptom: 'requested', action: 'escalate' },
      { request: { by, reason: 'rebuild', steps: [{ kind: 'resync', params: {} }] } },
    );

  it('is allowed by others alone: who asks is not among the approvers, nor may they break glass for it', () => {
    const { approval, refusal } = plan(asks('local-admin'));
    expect(refusal).toBeUndefined();
    expect(approval).toMatchObject({
      quorum: 2,
      approvers: ['local-approver', 'local-lead'],
      breakGlass: [],
    });
  });

  it('is refused at once, with the reason, where beside them too few could allow it', () => {
    const few = { ...shipped, people: shipped.people.filter(({ id }) => id !== 'local-lead') };
    const { refusal, steps } = plan(asks('local-admin'), few);
    expect(refusal).toBe(
      'policy asks for 2 approvals, and beside local-admin only local-approver may give them (config/people.yaml)',
    );
    expect(steps).toEqual([]);
  });
});
