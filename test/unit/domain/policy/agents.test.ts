// Changes that an agent asks for: whatever the rules say a person approves them, and only one who may.
import fc from 'fast-check';
import { roleFor } from '../../../../domain/access/role-for';
import { ROLES, isAtLeast, type Person } from '../../../../domain/person';
import type { Timings } from '../../../../domain/plan';
import { makePlan } from '../../../../domain/playbook/make-plan';
import type { PolicyRule, PolicySet } from '../../../../domain/policy/policy';
import { noLongerAllowed } from '../../../../domain/policy/still-allowed';
import { requestedDiagnosis } from '../../../../domain/requested-diagnosis';
import { PROVIDER_STEP_KINDS } from '../../../../domain/step';

const AT = '2026-11-20T12:00:00.000Z';
const REF = { provider: 'fivetran', account: 'prod', connectionId: 'orders' } as const;
const TIMINGS: Timings = {
  ...{ approvalExpiresMs: 1000, approvalEscalatesMs: 500, settleMs: 10, readBackEveryMs: 1 },
  ...{ verifyWithinMs: 100, verifyAtLeastIntervals: 3, verifyPollMs: 1, handoffPollMs: 1 },
  ...{ stuckAfterMs: 1, retryBackoffMs: 5 },
};

const role = fc.constantFrom(...ROLES);
const person = fc.record({
  kind: fc.constantFrom('person' as const, 'agent' as const),
  groups: fc.subarray(['data', 'finance']),
  scopes: fc.array(fc.record({ role, account: fc.constantFrom('prod', 'lab') }), { maxLength: 2 }),
});
const people: fc.Arbitrary<Person[]> = fc
  .array(fc.tuple(person, fc.option(role, { nil: undefined })), { maxLength: 5 })
  .map((all) =>
    all.map(([one, plain], i) => ({
      ...{ ...one, id: `p${i}`, name: `P${i}` },
      ...(plain === undefined ? {} : { role: plain }),
    })),
  );

const mode = fc.constantFrom('automate' as const, 'recommend' as const, 'monitor' as const);
const rule: fc.Arbitrary<PolicyRule> = fc
  .record({
    match: fc.constantFrom<PolicyRule['match']>({}, { account: ['prod'] }, { symptom: ['requested'] }),
    mode: fc.option(mode, { nil: undefined }),
    quorum: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    groups: fc.option(fc.subarray(['data', 'finance']), { nil: undefined }),
  })
  .map(({ match, mode: own, quorum, groups }) => ({
    ...{ id: 'r', why: 'w', match },
    ...(own === undefined ? {} : { mode: own }),
    ...(quorum === undefined ? {} : { approval: { quorum, ...(groups === undefined ? {} : { groups }) } }),
  }));
const policies: fc.Arbitrary<PolicySet> = fc
  .tuple(fc.array(rule, { maxLength: 4 }), mode)
  .map(([rules, fallback]) => ({
    files: [{ name: 'p', version: '1', rules }],
    defaults: { mode: fallback, severity: 'high', approval: { quorum: 1 }, timings: TIMINGS },
  }));
const kinds = fc.array(fc.constantFrom(...PROVIDER_STEP_KINDS), { minLength: 1, maxLength: 3 });

type Asked = { steps: (typeof PROVIDER_STEP_KINDS)[number][]; byKind?: 'agent' };

function planFor({ steps, byKind }: Asked, sources: { policies: PolicySet; people: Person[] }) {
  const request = {
    ...{ steps: steps.map((kind) => ({ kind, params: {} })), by: 'p0', reason: 'r' },
    ...(byKind === undefined ? {} : { byKind }),
  };
  const event = { ...REF, id: 'e', kind: 'change_requested', occurredAt: AT, source: 'person' } as const;
  return makePlan(
    {
      ...{ ref: REF, diagnosis: requestedDiagnosis(event, request), active: true, schedule: null, request },
      connection: { name: 'n', service: 'postgres', destination: 'w', tags: {} },
      ...{ planNumber: 1, providerUrl: null },
    },
    { ...sources, playbooks: [] },
    AT,
  );
}

const RUNS = { numRuns: 3000 };

describe('a change that an agent asks for', () => {
  it('waits for an approval or is not done at all, under every policy', () => {
    fc.assert(
      fc.property(policies, people, kinds, (set, all, steps) => {
        const plan = planFor({ steps, byKind: 'agent' }, { policies: set, people: all });
        expect(plan.mode).not.toBe('automate');
        expect(plan.steps.length === 0 || plan.approval.required).toBe(true);
      }),
      RUNS,
    );
  });

  it('asks no fewer people and no others than the same change of a person', () => {
    fc.assert(
      fc.property(policies, people, kinds, (set, all, steps) => {
        const sources = { policies: set, people: all };
        const { approval } = planFor({ steps, byKind: 'agent' }, sources);
        const { approval: own } = planFor({ steps }, sources);
        expect(approval.quorum).toBe(own.quorum);
        expect(approval.approvers).toEqual(own.approvers);
      }),
      RUNS,
    );
  });

  it('is stopped again before the act when nobody has approved it', () => {
    const automatic: PolicySet = {
      files: [],
      defaults: { mode: 'automate', severity: 'high', approval: { quorum: 1 }, timings: TIMINGS },
    };
    const about = {
      tags: {},
      class: 'unknown',
      band: 'high',
      symptom: 'requested',
      action: 'escalate',
    } as const;
    const asked = (askedBy?: 'agent') =>
      noLongerAllowed(
        {
          standing: {
            policyHash: 'h',
            about: { ...about, steps: ['trigger_sync'], ...(askedBy ? { askedBy } : {}) },
          },
          ...{ ref: REF, kind: 'trigger_sync', approvedBy: [] },
          circumstances: { at: AT, environment: null, earlier: [], blastRadius: 1 },
        },
        { policies: automatic, people: [] },
      );
    expect(asked('agent')).toContain('an agent asks for it');
    expect(asked()).toBeNull();
  });
});

describe('approvers', () => {
  it('are people, never agents, with the role for this very connection', () => {
    fc.assert(
      fc.property(policies, people, kinds, (set, all, steps) => {
        const { approval } = planFor({ steps }, { policies: set, people: all });
        for (const id of approval.approvers) {
          const who = all.find((one) => one.id === id);
          expect(who?.kind).not.toBe('agent');
          expect(who && isAtLeast(roleFor(who, REF, {}), 'approver')).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('of one account do not approve on another', () => {
    const scoped = (account: string): Person => ({
      ...{ id: account, name: account, groups: [] },
      scopes: [{ role: 'approver', account }],
    });
    const set: PolicySet = {
      files: [],
      defaults: { mode: 'recommend', severity: 'high', approval: { quorum: 1 }, timings: TIMINGS },
    };
    const sources = { policies: set, people: [scoped('prod'), scoped('lab')] };
    expect(planFor({ steps: ['pause'] }, sources).approval.approvers).toEqual(['prod']);
  });
});
