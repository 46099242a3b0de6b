// Playbook and policy together: the plan as data, and the text that its hash covers.
import type { ConnectionRef } from '../connection-ref';
import type { SyncSchedule } from '../connection-state';
import type { Diagnosis } from '../diagnosis';
import type { Person } from '../person';
import type { Plan, PlanOption } from '../plan';
import { decide } from '../policy/decide';
import type { PolicySet } from '../policy/policy';
import { isProviderStep, type Step } from '../step';
import { choosePlaybook } from './choose';
import { expand, type ExpandContext } from './expand';
import type { Playbook, StepTemplate } from './playbook';

export interface PlanInput {
  ref: ConnectionRef;
  diagnosis: Diagnosis;
  connection: { name: string; service: string; destination: string; tags: Record<string, string> };
  active: boolean;
  schedule: SyncSchedule | null;
  planNumber: number;
  providerUrl: string | null;
}

export interface PlanSources {
  playbooks: Playbook[];
  policies: PolicySet;
  people: Person[];
}

/** A plan still lacks its hashes: whoever has a hash function adds them. */
export type PlanDraft = Omit<Plan, 'hash' | 'playbookHash' | 'rulesHash' | 'policy'> & {
  policy: Omit<Plan['policy'], 'hash'>;
};

const DO_NOTHING: Omit<PlanOption, 'steps'> = {
  id: 'do-nothing',
  title: 'Do nothing, only watch',
  consequence: 'Data stays stale until the provider or a person repairs it; Penstock verifies either way.',
};

/** Decides steps, alternatives, mode and approval for one diagnosis. Pure. */
export function makePlan(input: PlanInput, sources: PlanSources, createdAt: string): PlanDraft {
  const { ref, diagnosis, connection, planNumber } = input;
  const playbook = choosePlaybook(sources.playbooks, {
    provider: ref.provider,
    diagnosis,
    replan: planNumber > 1,
  });
  const decision = decide({
    policies: sources.policies,
    people: sources.people,
    subject: {
      ref,
      tags: connection.tags,
      class: diagnosis.class,
      band: diagnosis.band,
      symptom: diagnosis.symptom,
      action: diagnosis.action,
      steps: kindsOf(playbook.steps, input),
    },
  });
  const id = `p${planNumber}`;
  const context: ExpandContext = {
    id,
    connection: { id: ref.connectionId, ...connection },
    url: input.providerUrl,
    active: input.active,
    schedule: input.schedule?.kind ?? null,
    retryAt: diagnosis.retryAt,
    timings: decision.timings,
    never: decision.never,
  };
  const monitored = decision.mode === 'monitor';
  const steps = monitored ? [] : forbiddenAsHandoff(expand(playbook.steps, context), playbook.steps, context);
  const offered = playbook.options.map((option) => ({
    id: option.id,
    title: option.title,
    consequence: option.consequence,
    steps: expand(option.steps, { ...context, id: `${id}-${option.id}` }),
  }));
  return {
    id,
    playbook: `${playbook.name}@${playbook.version}`,
    action: diagnosis.action,
    mode: decision.mode,
    severity: decision.severity,
    band: diagnosis.band,
    steps,
    options: monitored ? [] : [...offered.filter((o) => o.steps.length > 0), { ...DO_NOTHING, steps: [] }],
    policy: decision.verdict,
    approval: decision.approval,
    timings: withSchedule(decision.timings, input.schedule),
    createdAt,
  };
}

/** What a person approves, as text with a fixed order of members. */
export function planDigest(plan: PlanDraft): string {
  const bare = (step: Step) => [step.id, step.kind, step.target, step.params, step.undo ?? null];
  return JSON.stringify([
    plan.id,
    plan.playbook,
    plan.mode,
    plan.steps.map(bare),
    plan.options.map((option) => [option.id, option.steps.map(bare)]),
    [plan.approval.required, plan.approval.quorum, plan.approval.approvers],
    plan.policy,
    plan.createdAt,
  ]);
}

function kindsOf(templates: StepTemplate[], input: PlanInput) {
  const manual = input.schedule?.kind === 'manual';
  return templates
    .filter((t) => t.onlyIf === undefined || (t.onlyIf === 'inactive' ? !input.active : manual))
    .map((t) => t.kind);
}

/** Policy took away every change that the playbook had: then a person is asked instead. */
function forbiddenAsHandoff(steps: Step[], templates: StepTemplate[], context: ExpandContext): Step[] {
  const meant = templates.some((t) => isProviderStep(t.kind));
  if (!meant || steps.some((step) => isProviderStep(step.kind) || step.kind === 'handoff')) return steps;
  const instruction = 'Policy forbids every step that would repair {connection}; repair it by hand.';
  return expand([{ kind: 'handoff', instruction }], context);
}

/** Verification waits for at least as many schedule intervals as policy says. */
function withSchedule(timings: Plan['timings'], schedule: SyncSchedule | null): Plan['timings'] {
  const everyMs =
    schedule?.kind === 'interval' ? schedule.everyMs : schedule?.kind === 'cron' ? schedule.approximateMs : 0;
  return {
    ...timings,
    verifyWithinMs: Math.max(timings.verifyWithinMs, timings.verifyAtLeastIntervals * everyMs),
  };
}
