// The incident as one Slack message: what is wrong, what is proposed, who must decide, what happens next.
import type { ActionsBlock, Button, KnownBlock, SectionBlock } from '@slack/types';
import type { Incident } from '../../domain/incident';
import { endingOf, factsOf, nextOf, titleOf } from '../../domain/notice/told';
import { diagnosisLines, proofLines } from '../../domain/notice/told-diagnosis';
import { approvalLines, optionLines, planLines } from '../../domain/notice/told-plan';
import { ACTIONS, SNOOZES, writeValue } from './vocabulary';
import { cut, marked, plain, withMoments } from './words';

/** Limits of Block Kit (docs.slack.dev/reference/block-kit). */
const HEADER_MAX = 150;
const CONFIRM_MAX = 300;
/** Less than Block Kit allows each: a message whose blocks hold more than 12,000 characters together is refused. */
const SECTION_MAX = 1300;
const FIELD_MAX = 300;
const FOOT_MAX = 1000;
const TEXT_MAX = 3000;

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
      factsSection(incident),
      ...diagnosisSection(incident),
      ...planSections(incident),
      ...proofSections(incident),
      ...buttonsOf(incident),
      { type: 'context', elements: [marked(footOf(incident), FOOT_MAX)] },
    ],
  };
}

/** Slack shows times in the reader's zone, and two columns of at most ten. */
function factsSection(incident: Incident): SectionBlock {
  const facts = factsOf(incident).filter(({ label }) => label !== 'Incident' && label !== 'Destination');
  return {
    type: 'section',
    fields: facts.map(({ label, value }) => marked(`*${label}*\n${withMoments(plain(value))}`, FIELD_MAX)),
  };
}

function diagnosisSection(incident: Incident): KnownBlock[] {
  const [cause = '', ...evidence] = diagnosisLines(incident).map(plain);
  return [section([`*What is wrong* ${cause}`, ...evidence.map((line) => `> ${line}`)].join('\n'))];
}

function planSections(incident: Incident): KnownBlock[] {
  return [
    ...titled('Proposed', planLines(incident)),
    ...titled('Instead', optionLines(incident)),
    ...titled('Decision', approvalLines(incident)),
  ];
}

function proofSections(incident: Incident): KnownBlock[] {
  return [...titled('Proof', proofLines(incident)), ...titled('End', endingOf(incident))];
}

function titled(title: string, lines: readonly string[]): KnownBlock[] {
  if (lines.length === 0) return [];
  return [section([`*${title}*`, ...lines.map((line) => `• ${withMoments(plain(line))}`)].join('\n'))];
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
  const { id, workflowId, diagnosis } = incident;
  const model = diagnosis?.model ? ['a model was asked'] : [];
  return [withMoments(plain(nextOf(incident))), id, plain(workflowId), ...model].join(' · ');
}

function section(text: string): SectionBlock {
  return { type: 'section', text: marked(text, SECTION_MAX) };
}
