// What the shipped policies and playbooks guarantee together, over everything a diagnosis can say.
import { join } from 'node:path';
import fc from 'fast-check';
import { PROVIDERS } from '../../../domain/connection-ref';
import type { Diagnosis } from '../../../domain/diagnosis';
import { FAILURE_CLASSES, SUGGESTED_ACTIONS } from '../../../domain/failure-class';
import {
  makePlan,
  type PlanDraft,
  type PlanInput,
  type PlanSources,
} from '../../../domain/playbook/make-plan';
import { isDestructive, isProviderStep } from '../../../domain/step';
import { loadConfigFiles } from '../../../integrations/config-files/load';

let shipped: PlanSources;
beforeAll(async () => {
  shipped = await loadConfigFiles(join(__dirname, '..', '..', '..', 'config'), {});
});

const diagnoses: fc.Arbitrary<Diagnosis> = fc.record({
  class: fc.constantFrom(...FAILURE_CLASSES, 'unknown' as const),
  symptom: fc.constantFrom('failed', 'stuck', 'moved_nothing', 'rescheduled', 'disabled', 'recovered'),
  action: fc.constantFrom(...SUGGESTED_ACTIONS),
  band: fc.constantFrom('high', 'medium', 'low', 'none'),
  confidence: fc.constant(0.5),
  decidedBy: fc.constant('rule' as const),
  summary: fc.constant('s'),
  evidence: fc.constant([]),
  alternatives: fc.constant([]),
});

const situations: fc.Arbitrary<PlanInput> = fc.record({
  diagnosis: diagnoses,
  ref: fc.record({
    provider: fc.constantFrom(...PROVIDERS),
    account: fc.constantFrom('prod', 'sim'),
    connectionId: fc.constant('c1'),
  }),
  connection: fc.record({
    name: fc.constant('orders'),
    service: fc.constant('postgres'),
    destination: fc.constant('warehouse'),
    tags: fc.constantFrom({}, { financial: 'true' }),
  }),
  active: fc.boolean(),
  schedule: fc.constantFrom({ kind: 'manual' as const }, { kind: 'interval' as const, everyMs: 3_600_000 }),
  planNumber: fc.constantFrom(1, 2),
  providerUrl: fc.constant(null),
});

/** The guarantee holds for the plan of every situation. */
function always(guarantee: (plan: PlanDraft, situation: PlanInput) => void): void {
  fc.assert(
    fc.property(situations, (situation) => {
      guarantee(makePlan(situation, shipped, '2026-11-20T12:00:00Z'), situation);
    }),
    { numRuns: 3000 },
  );
}

const writes = ({ steps }: Pick<PlanDraft, 'steps'>) => steps.filter((step) => isProviderStep(step.kind));

describe('whatever was diagnosed, the shipped configuration', () => {
  it('writes to no financial pipeline without a person', () => {
    always((plan, { connection }) => {
      if (connection.tags['financial'] !== 'true') return;
      expect(plan).toMatchObject({ mode: 'recommend', severity: 'critical' });
      expect(plan.approval.required).toBe(writes(plan).length > 0);
    });
  });

  it('asks two people before anything that destroys, in the plan and in every alternative', () => {
    always((plan) => {
      if (plan.steps.some((step) => isDestructive(step.kind)))
        expect(plan.approval).toMatchObject({ required: true, quorum: 2 });
      for (const option of plan.options)
        if (option.steps.some((step) => isDestructive(step.kind)))
          expect(option.approval?.quorum ?? plan.approval.quorum).toBe(2);
    });
  });

  it('acts on an uncertain diagnosis by one more sync, or after a person, and not otherwise', () => {
    always((plan, { diagnosis }) => {
      if (diagnosis.band === 'high' || plan.approval.required) return;
      const harmless =
        plan.steps[0]?.kind === 'handoff' ? ['run_setup_tests', 'resume', 'trigger_sync'] : ['trigger_sync'];
      for (const step of writes(plan)) expect(harmless).toContain(step.kind);
    });
  });

  it('offers to do nothing, once, and that does nothing', () => {
    always((plan) => {
      const nothing = plan.options.filter((option) => option.id === 'do-nothing');
      expect(nothing).toMatchObject([{ steps: [] }]);
    });
  });

  it('leaves nothing paused: whatever a plan pauses it resumes, and says how to undo', () => {
    always(({ steps }) => {
      const pausedAt = steps.findIndex((step) => step.kind === 'pause');
      if (pausedAt < 0) return;
      expect(steps[pausedAt]?.undo).toBe('resume');
      expect(steps.slice(pausedAt).map((step) => step.kind)).toContain('resume');
    });
  });

  it('gives every approval to enough people', () => {
    always(({ approval }) => expect(approval.approvers.length).toBeGreaterThanOrEqual(approval.quorum));
  });
});
