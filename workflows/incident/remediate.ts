// The plan, step by step: waits and hand-offs here, changes at the provider by the protocol of step.ts.
import { isProviderStep, type Step } from '../../domain/step';
import type { Phase } from '../../domain/incident-state';
import { LIMITS } from '../../domain/limits';
import type { OpenIncident } from './open-incident';
import { compensate } from './compensate';
import { handOff } from './handoff';
import { fulfil, isDoneWhenApplied, isRequest, refuse } from './request';
import { perform } from './step';

/** Walks the plan from where it stands. Approval is asked for before the first change, not before a hand-off. */
export async function remediate(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  const steps = chosenSteps(inc);
  while (state.stepIndex < steps.length) {
    const step = steps[state.stepIndex];
    if (!step) break;
    await inc.awake();
    if (isProviderStep(step.kind) && needsApproval(inc)) return 'awaiting_approval';
    const next = await carryOut(inc, step);
    if (next !== 'go_on') return next;
    state.stepIndex += 1;
  }
  return isDoneWhenApplied(inc, steps) ? fulfil(inc) : 'verifying';
}

async function carryOut(inc: OpenIncident, step: Step): Promise<Phase | 'go_on'> {
  step.startedAt ??= new Date().toISOString();
  switch (step.kind) {
    case 'wait':
      return waitStep(inc, step);
    case 'handoff':
      return handOff(inc, step);
    default: {
      const done = await perform(inc, step, step.kind);
      if (done === 'applied') return 'go_on';
      if (step.kind === 'run_setup_tests' && done === 'refused') return backToPerson(inc, step);
      await compensate(inc);
      if (done === 'outdated') return planAnew(inc, step);
      // Whoever asked hears the provider's no; an open outcome is for a person to look at.
      if (isRequest(inc.state) && done !== 'undecided')
        return refuse(inc, `${step.kind}: ${step.outcome ?? done}`);
      return 'escalated';
    }
  }
}

/** Policy asks for more than this plan has: the next one is made under the policy of today. */
function planAnew(inc: OpenIncident, step: Step): Phase {
  const { state } = inc;
  inc.note('system', 'plan.outdated', { planHash: state.plan?.hash ?? null, why: step.outcome });
  // Workers with different policies (half a deploy) must not send a plan to and fro for ever.
  return state.plansMade > LIMITS.plansMax ? 'escalated' : 'planning';
}

async function waitStep(inc: OpenIncident, step: Step): Promise<'go_on'> {
  step.status = 'running';
  const started = Date.parse(step.startedAt ?? new Date().toISOString());
  const until = step.params.until ?? new Date(started + (step.params.forMs ?? 0)).toISOString();
  // By the plan and not by the clock: even the shortest timer costs a second on the server.
  if (step.params.until !== undefined || step.params.forMs !== 0)
    await inc.wait({ summary: `Waiting until ${until} before the next step`, until });
  step.status = 'applied';
  step.endedAt = new Date().toISOString();
  step.outcome = `waited until ${until}`;
  return 'go_on';
}

/** Setup tests still fail: whatever the person did was not enough, so the hand-off opens again. */
function backToPerson(inc: OpenIncident, test: Step): Phase {
  const { state } = inc;
  const handoff = chosenSteps(inc).findIndex((s) => s.kind === 'handoff');
  if (handoff < 0) return 'escalated';
  for (const step of chosenSteps(inc).slice(handoff, state.stepIndex + 1)) {
    Object.assign(step, { status: 'planned', attempts: 0, startedAt: null, endedAt: null });
  }
  inc.note('system', 'handoff.reopened', { why: test.outcome });
  state.stepIndex = handoff;
  state.handedBack = false;
  return 'remediating';
}

function needsApproval(inc: OpenIncident): boolean {
  const { plan, approval } = inc.state;
  return plan?.approval.required === true && approval?.verdict !== 'approved';
}

/** The plan's own steps, or those of the alternative that the approvers picked. */
function chosenSteps(inc: OpenIncident): Step[] {
  const { plan, approval } = inc.state;
  if (!plan) return [];
  const option = plan.options.find((o) => o.id === approval?.optionId);
  return option ? option.steps : plan.steps;
}
