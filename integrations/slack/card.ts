// The incident as one Slack message: what is wrong, what is proposed, who must decide, what happens next.
import type { ActionsBlock, Button, KnownBlock, SectionBlock } from '@slack/types';
import type { Incident } from '../../domain/incident';
import type { Step } from '../../domain/step';
import { ACTIONS, SNOOZES, writeValue } from './vocabulary';
import { cut, marked, moment, plain, withMoments } from './words';

/** Limits of Block Kit (docs.slack.dev/reference/block-kit). */
const HEADER_MAX = 150;
const CONFIRM_MAX = 300;
/** Less than Block Kit allows each: a message whose blocks hold more than 12,000 characters together is refused. */
const SECTION_MAX = 1700;
const FIELD_MAX = 300;
const FOOT_MAX = 1000;
const TEXT_MAX = 3000;
const EVIDENCE_SHOWN = 3;

export interface Card {
  /** For notifications and screen readers. */
  text: string;
  blocks: KnownBlock[];
}

export function cardOf(incident: Incident): Card {
  const title = titleOf(incident);
  return {
    text: cut(plain(`${title}. ${incident.next}`), TEXT_MAX),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, HEADER_MAX) } },
      factsOf(incident),
      ...diagnosisOf(incident),
      ...planOf(incident),
      ...proofOf(incident),
      ...buttonsOf(incident),
      { type: 'context', elements: [marked(footOf(incident), FOOT_MAX)] },
    ],
  };
}

/** `[HIGH] orders → snowflake: rate_limit`: severity in words, never by colour alone. */
export function titleOf({ severity, status, connection, diagnosis }: Incident): string {
  const over = status === 'resolved' || status === 'closed' || status === 'cancelled';
  const head = over ? status.toUpperCase() : severity.toUpperCase();
  const what = diagnosis ? `${diagnosis.symptom} (${diagnosis.class})` : 'in trouble';
  return `[${head}] ${connection.name} → ${connection.destination}: ${what}`;
}

function factsOf(incident: Incident): SectionBlock {
  const { connection, diagnosis, events, openedAt, mode, provider, account, status, flags } = incident;
  const confidence = diagnosis
    ? `${diagnosis.confidence.toFixed(2)} (${diagnosis.band}, ${diagnosis.ruleId ?? diagnosis.decidedBy})`
    : 'not yet';
  const facts = [
    ['Connection', `${connection.name} (${provider}/${account})`],
    ['Class', diagnosis?.class ?? 'not yet known'],
    ['Confidence', confidence],
    ['Status', [status, ...flags].join(', ')],
    ['Mode', mode],
  ] as const;
  return {
    type: 'section',
    fields: [
      ...facts.map(([name, value]) => marked(`*${name}*\n${plain(value)}`, FIELD_MAX)),
      marked(`*Since*\n${moment(openedAt)}${events.count > 1 ? ` · ×${events.count}` : ''}`, FIELD_MAX),
    ],
  };
}

function diagnosisOf({ diagnosis }: Incident): KnownBlock[] {
  if (!diagnosis) return [];
  const evidence = diagnosis.evidence
    .slice(0, EVIDENCE_SHOWN)
    .map(({ id, text }) => `> [${id}] ${cut(plain(text).replace(/\s+/g, ' '), 300)}`);
  return [section([`*What is wrong* ${plain(diagnosis.summary)}`, ...evidence].join('\n'))];
}

function planOf({ plan, approval }: Incident): KnownBlock[] {
  if (!plan || plan.steps.length === 0) return [];
  const lines = [`*Proposed* (\`${plan.hash.slice(0, 12)}\`)`, ...plan.steps.map(stepLine)];
  if (plan.compensation.length > 0) lines.push('*Taken back*', ...plan.compensation.map(stepLine));
  const blocks = [section(lines.join('\n'))];
  if (plan.options.length > 0)
    blocks.push(
      section(
        ['*Instead*', ...plan.options.map((o) => `• *${plain(o.title)}*: ${plain(o.consequence)}`)].join(
          '\n',
        ),
      ),
    );
  if (approval?.required === true)
    blocks.push(section(`*Why you are asked* ${plain(approval.reason)} (\`${plain(plan.policy.rule)}\`)`));
  return blocks;
}

function stepLine({ kind, status, outcome, params }: Step): string {
  const instruction =
    kind === 'handoff' && params.instruction ? `: ${plain(cut(params.instruction, 300))}` : '';
  const done = status === 'planned' ? '' : ` _${status}_${outcome ? ` ${plain(cut(outcome, 160))}` : ''}`;
  return `• \`${kind}\`${instruction}${done}`;
}

function proofOf({ verification, resolution }: Incident): KnownBlock[] {
  const lines = [
    ...(verification?.checks.map((c) => `• ${c.kind}: *${c.status}* ${plain(cut(c.detail, 200))}`) ?? []),
    ...(resolution
      ? [`*${resolution.status}* (${resolution.reason}) by ${plain(resolution.by)}, ${moment(resolution.at)}`]
      : []),
  ];
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

/** Only what the incident would accept now; nothing to press once it is over. */
function buttonsOf(incident: Incident): KnownBlock[] {
  const { availableTransitions: can, plan, connection, links } = incident;
  const value = writeValue({ incidentId: incident.id, planHash: plan?.hash ?? '' });
  const steps = plan?.steps.map((step) => step.kind).join(', ') ?? '';
  const elements: ActionsBlock['elements'] = [];
  if (can.includes('approve'))
    elements.push({
      ...button(ACTIONS.approve, 'Approve', value),
      style: 'primary',
      confirm: {
        title: { type: 'plain_text', text: 'Approve this plan?' },
        text: { type: 'plain_text', text: cut(`${steps} on ${connection.name}`, CONFIRM_MAX) },
        confirm: { type: 'plain_text', text: 'Approve' },
        deny: { type: 'plain_text', text: 'Not yet' },
      },
    });
  if (can.includes('reject')) elements.push({ ...button(ACTIONS.reject, 'Reject…', value), style: 'danger' });
  if (can.includes('approve') && (plan?.options.length ?? 0) > 0)
    elements.push(button(ACTIONS.change, 'Instead…', value));
  if (can.includes('handback'))
    elements.push({ ...button(ACTIONS.handback, 'Done', value), style: 'primary' });
  if (can.includes('snooze'))
    elements.push({
      type: 'static_select',
      action_id: ACTIONS.snooze,
      placeholder: { type: 'plain_text', text: 'Snooze' },
      options: SNOOZES.map(({ value: choice, text }) => ({
        text: { type: 'plain_text', text },
        value: `${choice}:${value}`,
      })),
    });
  const url = links.console ?? links.temporal;
  if (url !== null && /^https?:/.test(url)) elements.push({ ...button(ACTIONS.open, 'Open', value), url });
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: `${incident.id}.acts`, elements }];
}

function button(action_id: string, text: string, value: string): Button {
  return { type: 'button', action_id, value, text: { type: 'plain_text', text } };
}

function footOf(incident: Incident): string {
  const { id, approval, next, workflowId, diagnosis } = incident;
  const approvals = approval?.votes.filter((vote) => vote.decision === 'approve') ?? [];
  const by = approvals.length > 0 ? ` (${approvals.map((vote) => plain(vote.by)).join(', ')})` : '';
  const votes =
    approval?.required === true ? [`approvals ${approvals.length} of ${approval.quorum}${by}`] : [];
  const model = diagnosis?.model ? ['a model was asked'] : [];
  return [withMoments(plain(next)), ...votes, id, plain(workflowId), ...model].join(' · ');
}

function section(text: string): SectionBlock {
  return { type: 'section', text: marked(text, SECTION_MAX) };
}
