import { effectOf, type Effect } from '../../../../domain/modes/effect';
import { openState, type ApprovalState, type IncidentState } from '../../../../domain/incident-state';
import type { Plan } from '../../../../domain/plan';
import type { Step, StepStatus } from '../../../../domain/step';

const AT = '2026-11-20T12:00:00.000Z';

interface Told {
  required?: boolean;
  steps?: StepStatus[];
  verdict?: ApprovalState['verdict'];
  optionId?: string;
}

/** An incident with a plan in one chapter of its life. */
function after({ required = false, steps = ['applied'], verdict, optionId }: Told): IncidentState {
  const state = openState(
    {
      ...{ id: 'ev1', kind: 'sync_failed', provider: 'fivetran', account: 'prod', connectionId: 'c1' },
      ...{ occurredAt: AT, source: 'webhook' },
    },
    { workflowId: 'incident/fivetran/prod/c1', runId: '12345678-aaaa' },
    AT,
  );
  const step = (status: StepStatus): Pick<Step, 'kind' | 'status'> => ({ kind: 'trigger_sync', status });
  const plan: Pick<Plan, 'approval'> & { steps: Pick<Step, 'kind' | 'status'>[] } = {
    approval: { required, quorum: 1, approvers: ['ada'], escalateTo: [], reason: 'policy' },
    steps: steps.map(step),
  };
  return {
    ...state,
    diagnosis: {
      ...{ class: 'rate_limit', symptom: 'failed', confidence: 0.9, band: 'high', decidedBy: 'rule' },
      ...{ summary: 's', evidence: [], action: 'wait_for_quota_reset', alternatives: [] },
    },
    // Judging an effect reads only these parts of a plan.
    plan: plan as Plan,
    approval:
      verdict === undefined
        ? null
        : {
            ...{ votes: [], expiresAt: AT, escalatesAt: AT, escalated: false, verdict },
            ...(optionId === undefined ? {} : { optionId }),
          },
  };
}

const judged = (told: Told, verdict: Effect['verdict']) => {
  const effect = effectOf(after(told), verdict, AT);
  return effect && [effect.verdict, effect.automated, effect.agreed];
};

describe('what came of a plan', () => {
  it('names the incident, its connection and what was proposed for which cause', () => {
    expect(effectOf(after({}), 'verified', AT)).toEqual({
      ...{ incidentId: 'inc-12345678', provider: 'fivetran', account: 'prod', connectionId: 'c1' },
      ...{ class: 'rate_limit', action: 'wait_for_quota_reset', automated: true, agreed: null },
      ...{ verdict: 'verified', at: AT },
    });
  });

  it.each<[string, Told, Effect['verdict'], unknown]>([
    ['an automatic repair that helped', {}, 'verified', ['verified', true, null]],
    ['an automatic repair that did not', {}, 'ineffective', ['ineffective', true, null]],
    [
      'an approved plan that helped',
      { required: true, verdict: 'approved' },
      'verified',
      ['verified', false, true],
    ],
    [
      'an approved alternative that helped',
      { required: true, verdict: 'approved', optionId: 'other' },
      'verified',
      ['verified', false, false],
    ],
    [
      'an approved plan that did not help',
      { required: true, verdict: 'approved' },
      'ineffective',
      ['ineffective', false, true],
    ],
    [
      'a plan that people did not want',
      { required: true, verdict: 'rejected', steps: ['planned'] },
      'declined',
      ['declined', false, false],
    ],
    ['a step of which nobody knows', { steps: ['unknown'] }, 'ineffective', ['ineffective', true, null]],
  ])('counts: %s', (_, told, verdict, expected) => {
    expect(judged(told, verdict)).toEqual(expected);
  });

  it.each<[string, Told, Effect['verdict']]>([
    ['recovery before anything was done', { steps: ['planned'] }, 'verified'],
    ['recovery while all was skipped', { steps: ['skipped', 'planned'] }, 'verified'],
    ['recovery while people had not decided', { required: true, verdict: 'pending' }, 'verified'],
    ['recovery after the approval expired', { required: true, verdict: 'expired' }, 'verified'],
    ['a failure before anything was done', { steps: ['planned'] }, 'ineffective'],
    ['a plan that does nothing', { steps: [] }, 'verified'],
  ])('counts for nothing: %s', (_, told, verdict) => {
    expect(judged(told, verdict)).toBeNull();
  });

  it('counts for nothing: what a person asked for, and what was never diagnosed or planned', () => {
    const state = after({});
    const request = { by: 'ada', reason: 'r', steps: [] };
    // Only its presence matters here.
    const asked = { ...state.firstEvent, request } as unknown as IncidentState['firstEvent'];
    expect(effectOf({ ...state, firstEvent: asked }, 'verified', AT)).toBeNull();
    expect(effectOf({ ...state, diagnosis: null }, 'verified', AT)).toBeNull();
    expect(effectOf({ ...state, plan: null }, 'declined', AT)).toBeNull();
  });
});
