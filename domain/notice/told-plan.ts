// What is proposed, what else could be done, and who must allow it, in lines that every surface shares. Pure.
import type { Incident, Vote } from '../incident';
import type { Step, StepKind } from '../step';
import { isProviderStep } from '../step';
import { STEP_TRAITS } from '../step-traits';
import { cutText, plainText } from './plain-text';

const WORDS: Record<StepKind, string> = {
  trigger_sync: 'start a sync',
  cancel_sync: 'cancel the running sync',
  pause: 'pause the connection',
  resume: 'resume the connection',
  run_setup_tests: 'run the setup tests',
  reload_schema: 'reload the schema',
  resync: 'read everything again (re-sync)',
  clear: 'delete what is in the destination (clear)',
  select_schema: 'change which tables or columns are synced',
  set_schedule: 'change the schedule',
  change_setting: 'change a setting',
  edit_state: 'change where the next sync begins to read',
  wait: 'wait',
  handoff: 'a person acts at the provider',
};
const OUTCOME_MAX = 300;

/** Each step with what it destroys, costs and became; the way back when something fails; empty without a plan. */
export function planLines({ plan }: Incident): string[] {
  if (!plan) return [];
  if (plan.steps.length === 0) return ['Nothing is changed: Penstock watches.'];
  const undone = [...new Set(plan.steps.flatMap(({ undo }) => (undo === undefined ? [] : [WORDS[undo]])))];
  return [
    ...plan.steps.map((step, index) => `${index + 1}. ${stepLine(step)}`),
    ...(undone.length > 0 ? [`If this fails: ${undone.join(', ')}`] : []),
    ...plan.compensation.map((step) => `Taken back: ${stepLine(step)}`),
  ];
}

/** The alternatives, "do nothing" among them, each with what it costs. */
export function optionLines({ plan }: Incident): string[] {
  return (plan?.options ?? []).map(({ title, consequence }) => plainText(`${title}: ${consequence}`));
}

/** Why somebody is asked, how many have said yes, until when; empty where policy asks nobody. */
export function approvalLines({ approval, plan }: Incident): string[] {
  if (approval?.required !== true || !plan) return [];
  const { quorum, votes, expiresAt, escalation, approvers, reason, bypass } = approval;
  const yes = votes.filter(({ decision }) => decision === 'approve').map(voter);
  const no = votes.filter(({ decision }) => decision === 'reject').map(voter);
  return [
    `Why you are asked: ${reason} (${plan.policy.rule})`,
    `Approvals: ${yes.length} of ${quorum}${yes.length > 0 ? ` (${yes.join(', ')})` : ''}`,
    ...(no.length > 0 ? [`Rejected by ${no.join(', ')}`] : []),
    ...(bypass ? [`Break-glass by ${bypass.by} until ${bypass.until}: ${bypass.reason}`] : []),
    `Who may decide: ${approvers.join(', ') || 'nobody (see config/people.yaml)'}`,
    ...(expiresAt === null ? [] : [`Expires ${expiresAt}`]),
    ...(escalation.at === null || escalation.to.length === 0
      ? []
      : [`Escalates ${escalation.at} to ${escalation.to.join(', ')}`]),
    `Plan ${plan.hash.slice(0, 12)}`,
  ].map(plainText);
}

/** A delegated vote is told as what it is. */
function voter({ by, onBehalfOf }: Vote): string {
  return onBehalfOf === undefined ? by : `${by} for ${onBehalfOf}`;
}

function stepLine({ kind, status, outcome, params }: Step): string {
  const until = params.until === undefined ? '' : ` until ${params.until}`;
  const what = kind === 'handoff' && params.instruction !== undefined ? `: ${params.instruction}` : until;
  const destroys = isProviderStep(kind) ? STEP_TRAITS[kind].destroys : null;
  const loses = destroys === null ? '' : ` (destroys ${destroys})`;
  const became = status === 'planned' ? '' : ` — ${status.replace(/_/g, ' ')}`;
  const how = outcome === null ? '' : `: ${cutText(outcome, OUTCOME_MAX)}`;
  return plainText(`${WORDS[kind]}${what}${loses}${became}${how}`);
}
