// The incident told in Markdown, for the Temporal UI's "current details": enough to operate from.
import { statusOf, type IncidentState } from './incident-state';
import type { Step } from './step';

/** Phase, diagnosis, plan, what happens next and when. */
export function incidentStory(state: IncidentState): string {
  const flags = state.flags.length > 0 ? ` (${state.flags.join(', ')})` : '';
  const lines = [
    `**${statusOf(state)}**${flags} · ${state.severity} · ${state.mode} · event ×${state.eventCount}`,
    '',
    `Next: ${state.next}`,
  ];
  const { diagnosis, plan, verification, resolution } = state;
  if (diagnosis) {
    lines.push(
      '',
      `**Diagnosis** \`${diagnosis.class}\` (${diagnosis.band}, by ${diagnosis.ruleId ?? diagnosis.decidedBy}): ${diagnosis.summary}`,
    );
  }
  if (plan) {
    lines.push(
      '',
      `**Plan** \`${plan.hash.slice(0, 12)}\` by \`${plan.playbook}\`, policy \`${plan.policy.rule}\``,
    );
    lines.push(...plan.steps.map(stepLine), ...state.compensation.map(stepLine));
    if (state.phase === 'awaiting_approval') lines.push('', decideHint(state));
  }
  if (verification) {
    lines.push('', `**Verification** until ${verification.deadline}`);
    lines.push(...verification.checks.map((c) => `- ${c.kind}: ${c.status} (${c.detail})`));
  }
  if (resolution)
    lines.push('', `**${resolution.status}** (${resolution.reason}) by ${resolution.by} at ${resolution.at}`);
  return lines.join('\n');
}

function stepLine(step: Step): string {
  return `- ${step.kind}: ${step.status}${step.outcome ? ` (${step.outcome})` : ''}`;
}

function decideHint(state: IncidentState): string {
  const { plan, approval } = state;
  const votes = approval?.votes.filter((v) => v.decision === 'approve').length ?? 0;
  const who = plan?.approval.approvers.join(', ') ?? '';
  return (
    `Needs ${plan?.approval.quorum ?? 1} approval(s), has ${votes}; who may decide: ${who}; expires ${approval?.expiresAt ?? ''}. ` +
    `\`npx penstock approval approve ${state.id}\`, or update \`decide\` with \`{"decision":"approve","by":"…"}\`.`
  );
}
