import fc from 'fast-check';
import { join } from 'node:path';
import type { Person } from '../../../../domain/person';
import { comparePolicies } from '../../../../domain/policy/compare-policies';
import { decide } from '../../../../domain/policy/decide';
import { explain } from '../../../../domain/policy/explain';
import { runCase } from '../../../../domain/policy/policy-case';
import type { PolicyRule, PolicySet, PolicySubject } from '../../../../domain/policy/policy';
import { mustAskAgain, noLongerAllowed } from '../../../../domain/policy/still-allowed';
import { strictness } from '../../../../domain/policy/stricter';
import { loadPolicies, type PolicySources } from '../../../../integrations/config-files/policies';

let shipped: PolicySources;
beforeAll(async () => {
  shipped = await loadPolicies(join(__dirname, '..', '..', '..', '..', 'config'));
});

const SUBJECT: PolicySubject = {
  ref: { provider: 'fivetran', account: 'prod', connectionId: 'orders' },
  ...{
    tags: {},
    class: 'network_transient',
    band: 'medium',
    symptom: 'failed',
    action: 'retry_with_backoff',
  },
  ...{ steps: ['trigger_sync'], at: '2026-11-20T12:00:00Z', environment: null, earlier: [], blastRadius: 1 },
};
const PEOPLE: Person[] = ['ada', 'bob', 'cy'].map((id) => ({ id, name: id, role: 'approver', groups: [] }));
const withRule = (set: PolicySet, rule: PolicyRule): PolicySet => ({
  ...set,
  files: [...set.files, { name: 'more', version: '1', rules: [rule] }],
});

describe('the shipped policy', () => {
  it('decides in every case beside it as its author says', () => {
    const results = shipped.cases.flatMap(({ cases }) =>
      cases.map((one) => runCase(one, shipped.policies, shipped.people)),
    );
    expect(results.length).toBeGreaterThanOrEqual(8);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('fails a case that expects something else, and says what was decided', () => {
    const situation = { ...SUBJECT, band: 'high' as const };
    const wrong = { name: 'x', situation, expect: { mode: 'monitor' as const, approvals: 3 } };
    expect(runCase(wrong, shipped.policies, shipped.people)).toMatchObject({
      ok: false,
      faults: ['mode: expected monitor, decided automate', 'approvals: expected 3, decided 0'],
    });
  });
});

describe('an explanation', () => {
  it('says of every rule whether it fits and else why not, and what would change the decision', () => {
    const found = explain({ policies: shipped.policies, people: PEOPLE, subject: SUBJECT });
    expect(found.decision).toMatchObject({ mode: 'recommend', approval: { required: true } });
    const retry = found.rules.find(({ rule }) => rule === 'default#transient-retry');
    expect(retry).toMatchObject({
      fits: false,
      mismatches: [{ field: 'band', wanted: 'high', actual: 'medium' }],
      says: expect.arrayContaining(['mode automate']),
    });
    expect(found.wouldChange).toContainEqual({
      rule: 'default#financial-hands-off',
      condition: { field: 'tags', wanted: '{"financial":"true"}', actual: '{"financial":"absent"}' },
      then: expect.arrayContaining(['severity critical instead of high']),
    });
  });
});

describe('a comparison', () => {
  it('finds what loosens and what tightens, with examples', () => {
    const tighter = withRule(shipped.policies, {
      ...{ id: 'two', why: 'w', match: { class: ['rate_limit'] }, approval: { quorum: 2 } },
    });
    const other = { ...shipped, policies: tighter };
    const found = comparePolicies(shipped, other);
    expect(found).toMatchObject({ looser: 0, mixed: 0 });
    expect(found.stricter).toBeGreaterThan(20);
    expect(comparePolicies(other, shipped).looser).toBe(found.stricter);
    expect(found.examples[0]?.changes.join()).toContain('approval of 2');
    expect(comparePolicies(shipped, shipped)).toMatchObject({ looser: 0, stricter: 0, mixed: 0 });
  });
});

it.each<[string, PolicyRule['match']]>([
  ['provider', { provider: ['airbyte'] }],
  ['connections of a name', { connectionId: ['orders_*'] }],
  ['hours', { time: { from: '22:00', to: '06:00', zone: 'UTC' } }],
  ['what happened before', { recurrence: { atLeast: 3, withinMs: 86_400_000 } }],
  ['how many are in trouble', { blastRadius: { atLeast: 3 } }],
  ['an action', { action: ['retry_with_backoff'] }],
  ['an environment', { environment: ['prod'] }],
])('a comparison finds what loosens for one %s alone', (_, match) => {
  const auto: PolicyRule = { id: 'auto', why: 'w', match, mode: 'automate' };
  const files = [{ name: 'a', version: '1', rules: [auto] }, ...shipped.policies.files];
  const found = comparePolicies(shipped, { ...shipped, policies: { ...shipped.policies, files } });
  expect(found.looser).toBeGreaterThan(0);
});

describe('a plan of yesterday', () => {
  const about = { ...SUBJECT, band: 'high' as const };
  const circumstances = { at: SUBJECT.at, environment: null, earlier: [] as string[], blastRadius: 1 };
  const standing = { policyHash: 'yesterday', about };
  const asked = (set: PolicySet, approvedBy: string[] = [], now: Partial<typeof circumstances> = {}) =>
    noLongerAllowed(
      {
        ...{ standing, ref: SUBJECT.ref, kind: 'trigger_sync', approvedBy },
        circumstances: { ...circumstances, ...now },
      },
      { policies: set, people: PEOPLE },
    );
  const two: PolicyRule = { id: 'two', why: 'audit', match: {}, approval: { quorum: 2 } };

  it('goes on where today asks for no more', () => {
    expect(asked(shipped.policies)).toBeNull();
    expect(asked(withRule(shipped.policies, two), ['ada', 'bob'])).toBeNull();
  });

  it('stops where today asks for more people, forbids it, or only watches', () => {
    expect(asked(withRule(shipped.policies, two), ['ada'])).toContain(
      '2 approvals are needed now, there are 1',
    );
    expect(asked(withRule(shipped.policies, two), ['ada', 'ada-again'])).toContain('there are 1');
    const never: PolicyRule = { id: 'n', why: 'w', match: {}, never: ['trigger_sync'] };
    expect(asked(withRule(shipped.policies, never))).toContain('no longer allowed');
    const watch: PolicyRule = { id: 'c', why: 'w', match: {}, cap: 'monitor' };
    expect(asked(withRule(shipped.policies, watch))).toContain('only watch');
  });

  it('meets rules about what happened before and around as it is now', () => {
    const many: PolicyRule = {
      id: 'many',
      why: 'w',
      match: { blastRadius: { atLeast: 5 } },
      cap: 'recommend',
    };
    expect(asked(withRule(shipped.policies, many))).toBeNull();
    expect(asked(withRule(shipped.policies, many), [], { blastRadius: 5 })).toContain(
      '1 approvals are needed',
    );
  });

  it('is asked again after a change of policy, and always where nobody approved', () => {
    expect(mustAskAgain(standing, [], 'today')).toBe(true);
    expect(mustAskAgain(standing, [], 'yesterday')).toBe(true);
    expect(mustAskAgain(standing, ['ada'], 'today')).toBe(true);
    expect(mustAskAgain(standing, ['ada'], 'yesterday')).toBe(false);
  });

  it('meets the hours of the day as they are now', () => {
    const night: PolicyRule = {
      ...{ id: 'night', why: 'w', cap: 'recommend' },
      match: { time: { from: '22:00', to: '06:00', zone: 'UTC' } },
    };
    const byHours = withRule(shipped.policies, night);
    expect(asked(byHours)).toBeNull();
    expect(asked(byHours, [], { at: '2026-11-20T23:30:00Z' })).toContain('1 approvals are needed');
  });
});

it('a rule that asks, caps or forbids never loosens anything, wherever it is added', () => {
  const restricting = fc.record(
    {
      approval: fc.record({
        quorum: fc.integer({ min: 1, max: 4 }),
        role: fc.constantFrom('approver', 'admin'),
      }),
      cap: fc.constantFrom('monitor', 'recommend'),
      never: fc.subarray(['trigger_sync', 'pause', 'resync'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  );
  const situations = fc.record({
    class: fc.constantFrom('rate_limit', 'network_transient', 'cdc_position_lost', 'unknown'),
    band: fc.constantFrom('high', 'medium', 'none'),
    symptom: fc.constantFrom('failed', 'rescheduled', 'moved_nothing', 'requested'),
    steps: fc.subarray(['handoff', 'pause', 'trigger_sync', 'clear', 'resync', 'run_setup_tests'], {
      minLength: 1,
    }),
    financial: fc.boolean(),
  });
  fc.assert(
    fc.property(restricting, situations, fc.boolean(), (part, { financial, ...situation }, first) => {
      const rule = { id: 'more', why: 'w', match: {}, ...part } as PolicyRule;
      const subject = {
        ...SUBJECT,
        ...situation,
        tags: financial ? { financial: 'true' } : {},
      } as PolicySubject;
      const { policies } = shipped;
      const file = { name: 'a', version: '1', rules: [rule] };
      const files = first ? [file, ...policies.files] : [...policies.files, file];
      const before = decide({ policies, people: PEOPLE, subject });
      const after = decide({ policies: { ...policies, files }, people: PEOPLE, subject });
      // Where Penstock only watches nobody is asked, which is no loosening.
      const loosened = after.mode === 'monitor' ? 'stricter' : strictness(before, after);
      expect(['same', 'stricter']).toContain(loosened);
    }),
    { numRuns: 3000 },
  );
});
