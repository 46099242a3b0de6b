// Playbook and policy together: the plan as data, and the text that its hash covers.
import type { ConnectionRef } from '../connection-ref';
import type { SyncSchedule } from '../connection-state';
import type { Diagnosis } from '../diagnosis';
import type { Person } from '../person';
import type { ChangeRequest } from '../pipeline-event';
import type { Plan, PlanOption } from '../plan';
import { decide, type PolicyDecision } from '../policy/decide';
import type { Circumstances } from '../policy/circumstances';
import type { PolicySet } from '../policy/policy';
import type { Step } from '../step';
import { choosePlaybook } from './choose';
import { expand, wanted, type ExpandContext } from './expand';
import { hasForbidden, withoutForbidden } from './forbid';
import type { OptionTemplate, Playbook, StepTemplate } from './playbook';

export interface PlanInput {
  ref: ConnectionRef;
  diagnosis: Diagnosis;
  connection: { name: string; service: string; destination: string; tags: Record<string, string> };
  active: boolean;
  schedule: SyncSchedule | null;
  planNumber: number;
  providerUrl: string | null;
  /** Set where a person asks for these changes instead of a playbook. */
  request?: ChangeRequest;
  /** The account's credentials may not write. */
  readOnly?: boolean;
  /** Absent = nothing is known beyond the diagnosis. */
  circumstances?: Omit<Circumstances, 'at'>;
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

const DO_NOTHING: PlanOption = {
  id: 'do-nothing',
  title: 'Do nothing, only watch',
  consequence: 'Data stays stale until the provider or a person repairs it; Penstock verifies either way.',
  steps: [],
};

/** Decides steps, alternatives, mode and approval for one diagnosis. Pure. */
export function makePlan(input: PlanInput, sources: PlanSources, createdAt: string): PlanDraft {
  const { ref, diagnosis, planNumber } = input;
  const playbook = input.request
    ? requested(input.request)
    : choosePlaybook(sources.playbooks, { provider: ref.provider, diagnosis, replan: planNumber > 1 });
  const known: Situation = { ...input, at: createdAt };
  const { templates, decision } = allowed(playbook.steps, known, sources);
  const id = `p${planNumber}`;
  const context: ExpandContext = {
    id,
    connection: { id: ref.connectionId, ...input.connection },
    url: input.providerUrl,
    active: input.active,
    provider: ref.provider,
    schedule: input.schedule,
    retryAt: diagnosis.retryAt,
    timings: decision.timings,
  };
  const refusal = input.request ? refusalOf(input.request, decision, sources, known) : null;
  const watchOnly = decision.mode === 'monitor' || refusal !== null;
  const options = playbook.options.flatMap((option) => offer(option, decision, context, known, sources));
  return {
    id,
    playbook: `${playbook.name}@${playbook.version}`,
    action: diagnosis.action,
    mode: decision.mode,
    severity: decision.severity,
    band: diagnosis.band,
    steps: watchOnly ? [] : expand(templates, context),
    options: watchOnly || input.request ? [] : [...options, DO_NOTHING],
    ...(refusal === null ? {} : { refusal }),
    policy: decision.verdict,
    approval: decision.approval,
    timings: withSchedule(decision.timings, input.schedule),
    createdAt,
  };
}

/** What a person approves, as text with a fixed order of members. */
export function planDigest(plan: PlanDraft): string {
  const bare = (step: Step) => [step.id, step.kind, step.target, step.params, step.undo ?? null];
  const { required, quorum, approvers, escalateTo, escalateFurther, breakGlass } = plan.approval;
  return JSON.stringify([
    [plan.id, plan.playbook, plan.action, plan.mode, plan.severity],
    plan.steps.map(bare),
    plan.options.map(({ id, title, consequence, steps, approval }) => [
      [id, title, consequence],
      steps.map(bare),
      approval ? [approval.quorum, approval.approvers] : null,
    ]),
    [required, quorum, approvers, escalateTo, escalateFurther ?? [], breakGlass ?? []],
    [plan.policy.rule, plan.policy.version, plan.policy.matched],
    plan.createdAt,
  ]);
}

/** What is decided about, and when. */
type Situation = PlanInput & { at: string };

/** What policy leaves of the steps, and what it asks for that rest. What is forbidden first stays forbidden. */
function allowed(
  steps: StepTemplate[],
  input: Situation,
  sources: PlanSources,
): { templates: StepTemplate[]; decision: PolicyDecision } {
  const first = decided(steps, input, sources);
  const templates = withoutForbidden(steps, input.diagnosis.action, first.never);
  if (templates.length === steps.length && templates.every((template, i) => template === steps[i]))
    return { templates, decision: first };
  const second = decided(templates, input, sources);
  return { templates, decision: { ...second, never: [...new Set([...first.never, ...second.never])] } };
}

/** An alternative with its own requirement: choosing it must not be a way around what policy asks for its steps. */
function offer(
  option: OptionTemplate,
  plan: PolicyDecision,
  context: ExpandContext,
  input: Situation,
  sources: PlanSources,
): PlanOption[] {
  const own = decided(option.steps, input, sources);
  const never = [...plan.never, ...own.never];
  if (own.mode === 'monitor' || hasForbidden(option.steps, never)) return [];
  const quorum = Math.max(plan.approval.quorum, own.approval.quorum);
  const approvers = plan.approval.approvers.filter((person) => own.approval.approvers.includes(person));
  const stricter = quorum > plan.approval.quorum || approvers.length < plan.approval.approvers.length;
  const { id, title, consequence } = option;
  const steps = expand(option.steps, { ...context, id: `${context.id}-${id}` });
  return [{ id, title, consequence, steps, ...(stricter ? { approval: { quorum, approvers } } : {}) }];
}

function decided(steps: StepTemplate[], input: Situation, sources: PlanSources): PolicyDecision {
  const { ref, diagnosis, connection, active, schedule, at } = input;
  const { environment = null, earlier = [], blastRadius = 1 } = input.circumstances ?? {};
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
      steps: steps
        .filter((step) => wanted(step, { active, schedule, provider: ref.provider }))
        .map((step) => step.kind),
      ...{ at, earlier, blastRadius },
      environment: connection.tags['environment'] ?? environment,
      ...(input.request ? { requester: input.request.by } : {}),
      ...(input.request?.byKind === 'agent' ? { askedBy: 'agent' } : {}),
    },
  });
  if (input.readOnly !== true) return decision;
  const reason = `the account ${ref.account} is configured read_only: Penstock only watches`;
  return { ...decision, mode: 'monitor', approval: { ...decision.approval, required: false, reason } };
}

/** What a person asked for, in the shape of a playbook: from here on it is a plan like any other. */
function requested({ steps }: ChangeRequest): Playbook {
  return { name: 'requested', version: 1, match: {}, steps: steps.map((step) => ({ ...step })), options: [] };
}

/** Half of what was asked for is not what was asked for: a request is done whole or refused with the reason. */
function refusalOf(
  { steps, by }: ChangeRequest,
  decision: PolicyDecision,
  sources: PlanSources,
  input: Situation,
): string | null {
  if (decision.mode === 'monitor') return decision.approval.reason;
  const { never } = decided(steps, input, sources);
  const forbidden = steps.filter((step) => never.includes(step.kind)).map((step) => step.kind);
  if (forbidden.length > 0) return `policy forbids ${forbidden.join(' and ')} here`;
  return unallowable(decision, by);
}

/** What nobody could ever allow is refused at once, and says why; whoever asks does not allow it themselves. */
function unallowable({ approval }: PolicyDecision, by: string): string | null {
  const { required, quorum, approvers } = approval;
  if (!required || approvers.length >= quorum) return null;
  const who = approvers.length === 0 ? 'nobody' : `only ${approvers.join(', ')}`;
  return `policy asks for ${quorum} approvals, and beside ${by} ${who} may give them (config/people.yaml)`;
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
