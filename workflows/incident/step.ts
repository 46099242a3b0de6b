// Effect once: intend -> guard -> act (one attempt) -> read back -> record. An unknown outcome is read back, never repeated blindly.
import { LIMITS } from '../../domain/limits';
import { baselineAt } from '../../domain/recovery';
import type { ProviderStepKind, Step } from '../../domain/step';
import { STEP_TRAITS, startsARun } from '../../domain/step-traits';
import type { ActInput, ActResult, PreparedStep } from '../../activities/remediation';
import type { Standing } from '../../domain/policy/still-allowed';
import { voterOf } from '../../domain/voting';
import { holdBack, letGo } from './hold';
import type { OpenIncident } from './open-incident';
import { opErrorOf, patiently, sleepVisibly } from './patience';
import { isRequest } from './request';
import { findsWhatToPutBack, forgetUndo, rememberUndo, takenBack } from './way-back';

/**
 * `refused`: the provider said no for good. `undecided`: nobody can tell what happened, a person must look.
 * `outdated`: policy has changed and asks for more than the plan has.
 */
export type Performed = 'applied' | 'refused' | 'undecided' | 'blocked' | 'outdated';

/** Carries out one change at the provider so that its effect happens once, whatever happens to us on the way. */
export async function perform(inc: OpenIncident, step: Step, kind: ProviderStepKind): Promise<Performed> {
  if (step.params.putBack && !findsWhatToPutBack(inc, step))
    return finish(inc, step, 'applied', 'nothing to put back: it was not changed');
  while (step.attempts < LIMITS.stepAttemptsMax) {
    await inc.awake();
    step.status = 'running';
    const prepared = await prepare(inc, step, kind);
    const { verdict } = prepared;
    if (verdict.kind !== 'held') letGo(inc, step);
    switch (verdict.kind) {
      case 'already':
        takenBack(inc, step);
        return finish(inc, step, 'applied', `${verdict.evidence}; credited to whoever did it`);
      case 'blocked':
        return finish(inc, step, 'blocked', verdict.reason);
      case 'held':
        await holdBack(inc, step, verdict.hold);
        continue;
      case 'outdated':
        return finish(inc, step, 'outdated', verdict.reason);
      case 'wait':
        await pauseBriefly(inc, verdict.reason);
        continue;
      case 'go':
        rememberUndo(inc, step, prepared);
    }
    const result = await inc.undisturbed(() => actAndSettle(inc, step, kind, prepared));
    if (result.kind === 'done') return result.how;
    if (result.kind === 'not_sent') await sleepVisibly(inc, result.retryAfterMs, result.why);
    else await pauseBriefly(inc, result.why);
  }
  return finish(inc, step, 'undecided', `no result after ${step.attempts} attempts`);
}

type Settled =
  | { kind: 'done'; how: Performed }
  /** The provider's wish or its absence: no attempt of ours, however often. */
  | { kind: 'not_sent'; why: 'rate_limited' | 'unreachable'; retryAfterMs: number }
  | { kind: 'again'; why: string };

/** From the write to knowing what it did; nothing interrupts this. */
async function actAndSettle(
  inc: OpenIncident,
  step: Step,
  kind: ProviderStepKind,
  prepared: PreparedStep,
): Promise<Settled> {
  step.attempts += 1;
  const { outcome, effect } = await act(inc, step, kind, prepared);
  const done = async (how: Performed, why: string): Promise<Settled> => {
    if (how === 'applied') takenBack(inc, step);
    if (how === 'refused' && step.attempts === 1) forgetUndo(inc, step);
    return { kind: 'done', how: await finish(inc, step, how, why) };
  };
  if (outcome.kind === 'rate_limited' || outcome.kind === 'unreachable') {
    step.attempts -= 1;
    return { kind: 'not_sent', why: outcome.kind, retryAfterMs: outcome.retryAfterMs };
  }
  if (outcome.kind === 'refused')
    return outcome.retryable ? { kind: 'again', why: outcome.reason } : done('refused', outcome.reason);
  inc.state.lastActAt = new Date().toISOString();
  if (startsARun(kind)) newBaseline(inc, prepared);
  const seen = effect ?? (await readBack(inc, step, kind, prepared));
  if (seen !== null) return done('applied', seen);
  const why = outcome.kind === 'unknown' ? outcome.reason : 'the provider accepted it but no effect shows';
  inc.note('system', 'step.outcome_unknown', { stepId: step.id, kind, attempt: step.attempts, why });
  return mayRepeat(kind, step.attempts) ? { kind: 'again', why } : done('undecided', why);
}

function prepare(inc: OpenIncident, step: Step, kind: ProviderStepKind): Promise<PreparedStep> {
  return patiently(inc, () =>
    inc.provider.read.prepareStep.executeWithOptions({ summary: `Guard: ${kind} on ${step.target}` }, [
      stepInput(inc, step, kind, neededAnyway(inc)),
    ]),
  );
}

/** A success since the failure makes a retry needless; not where the success itself is the trouble, or was asked for. */
function neededAnyway({ state }: OpenIncident): boolean {
  return state.diagnosis?.symptom === 'moved_nothing' || state.learned !== null || isRequest(state);
}

function stepInput(inc: OpenIncident, step: Step, kind: ProviderStepKind, needed: boolean) {
  const { state } = inc;
  return {
    ref: state.ref,
    incidentId: state.id,
    stepId: step.id,
    kind,
    params: step.params,
    attempt: step.attempts + 1,
    planHash: state.plan?.hash ?? '',
    ...standingOf(inc, step),
    approvedBy: state.approval?.votes.filter((v) => v.decision === 'approve').map(voterOf) ?? [],
    ...(state.approval?.bypass ? { bypass: state.approval.bypass } : {}),
    ...(needed || kind !== 'trigger_sync' ? {} : { neededUnlessSuccessAfter: state.firstEvent.occurredAt }),
  };
}

/** What the plan was decided about; undoing asks nobody. */
function standingOf({ state }: OpenIncident, step: Step): { standing?: Standing } {
  const { plan, diagnosis } = state;
  if (!plan || !diagnosis || state.compensation.includes(step)) return {};
  const chosen = plan.options.find((option) => option.id === state.approval?.optionId)?.steps ?? plan.steps;
  const { class: failureClass, band, symptom, action } = diagnosis;
  return {
    standing: {
      policyHash: plan.policy.hash,
      about: {
        ...{ tags: state.connection.tags, class: failureClass, band, symptom, action },
        steps: chosen.map(({ kind }) => kind),
        ...(isRequest(state) && state.firstEvent.request?.byKind === 'agent' ? { askedBy: 'agent' } : {}),
      },
    },
  };
}

/** One attempt. A worker that died or fell silent on the way leaves the outcome unknown. */
async function act(
  inc: OpenIncident,
  step: Step,
  kind: ProviderStepKind,
  { before, target }: PreparedStep,
): Promise<ActResult> {
  const input: ActInput = {
    ...stepInput(inc, step, kind, true),
    attempt: step.attempts,
    before,
    ...(target && { target }),
  };
  try {
    return await inc.provider.write.actOnStep.executeWithOptions(
      { summary: `Act once: ${kind} on ${step.target}` },
      [input],
    );
  } catch (error) {
    const reason = opErrorOf(error)?.message ?? 'the worker stopped answering while it acted';
    return { outcome: { kind: 'unknown', reason }, effect: null };
  }
}

async function readBack(
  inc: OpenIncident,
  step: Step,
  kind: ProviderStepKind,
  { before, target }: PreparedStep,
): Promise<string | null> {
  const { settleMs = 0, readBackEveryMs = 0 } = inc.state.plan?.timings ?? {};
  const input = {
    ...stepInput(inc, step, kind, true),
    attempt: step.attempts,
    before,
    ...(target && { target }),
    settleMs,
    everyMs: readBackEveryMs,
  };
  const { effect } = await patiently(inc, () =>
    inc.provider.read.readBackStep.executeWithOptions({ summary: `Read back: ${kind} on ${step.target}` }, [
      input,
    ]),
  );
  return effect;
}

/** What follows an unknown outcome whose effect never showed depends on what doing it twice would mean. */
function mayRepeat(kind: ProviderStepKind, attempts: number): boolean {
  switch (STEP_TRAITS[kind].repeat) {
    case 'same':
    case 'merged':
      return true;
    case 'costly':
      return attempts < 2;
    case 'destroys':
      return false;
  }
}

function newBaseline(inc: OpenIncident, { before }: PreparedStep): void {
  inc.state.baseline = baselineAt(before, inc.state.baseline?.active ?? true);
  inc.state.successesSeen = [];
}

async function pauseBriefly(inc: OpenIncident, why: string): Promise<void> {
  const until = new Date(
    Date.now() + Math.max(1000, inc.state.plan?.timings.readBackEveryMs ?? 0),
  ).toISOString();
  await inc.wait({ summary: `Waiting: ${why}`, until });
}

async function finish(inc: OpenIncident, step: Step, how: Performed, outcome: string): Promise<Performed> {
  step.status = STATUS[how];
  step.endedAt = new Date().toISOString();
  step.outcome = outcome;
  inc.note('system', `step.${step.status}`, {
    stepId: step.id,
    kind: step.kind,
    attempts: step.attempts,
    outcome,
  });
  await inc.save();
  return how;
}

const STATUS = {
  applied: 'applied',
  refused: 'not_applied',
  undecided: 'unknown',
  blocked: 'blocked',
  outdated: 'blocked',
} as const;
