// The incident as one Adaptive Card: what is wrong, what is proposed, who must decide, what happens next.
import type { Incident } from '../../domain/incident';
import type { Progress } from '../../domain/notice/notice';
import { cutText, plainText } from '../../domain/notice/plain-text';
import { endingOf, factsOf, isOver, linksOf, nextOf, titleOf } from '../../domain/notice/told';
import { diagnosisLines, proofLines } from '../../domain/notice/told-diagnosis';
import { approvalLines, optionLines, planLines } from '../../domain/notice/told-plan';
import {
  card,
  execute,
  mentionBlock,
  openUrl,
  rich,
  run,
  section,
  type CardNode,
  type Mention,
} from './card-parts';
import { INPUTS, REASON_MAX, VERBS } from './verbs';

/** Vendor: a message to a webhook holds 28 KB. */
const CARD_BYTES_MAX = 24_000;
/** Tried in turn until the card fits. */
const LINE_MAX = [500, 200, 80];
const CHOICE_MAX = 100;

export interface CardOptions {
  /** A bot hears of clicks; a webhook's card can only be opened. */
  answerable: boolean;
  /** The newest lines of progress, oldest first. */
  latest: Pick<Progress, 'at' | 'text'>[];
  mentions: Mention[];
}

export function cardOf(incident: Incident, options: CardOptions): CardNode {
  const cards = LINE_MAX.map((lineMax) => () => build(incident, options, lineMax));
  const fitting = cards.find((make) => Buffer.byteLength(JSON.stringify(make())) <= CARD_BYTES_MAX);
  return (fitting ?? (() => build(incident, { ...options, latest: [] }, 40)))();
}

/** Calls people to a card above. */
export function callCard(incident: Incident, mentions: Mention[]): CardNode {
  return card([...mentionBlock(mentions), rich(run(nextOf(incident), LINE_MAX[0] ?? 0))], [], mentions);
}

/** Says how it ended, below a card. */
export function endCard(incident: Incident): CardNode {
  const max = LINE_MAX[0] ?? 0;
  return card(
    [
      rich(run(titleOf(incident), max, { weight: 'Bolder' })),
      ...section('', endingOf(incident), max).slice(1),
    ],
    [],
  );
}

function build(incident: Incident, { answerable, latest, mentions }: CardOptions, lineMax: number): CardNode {
  const facts = factsOf(incident).flatMap(({ label, value }, index) => [
    run(`${index === 0 ? '' : ' · '}${label}: `, lineMax, { isSubtle: true }),
    run(value, lineMax),
  ]);
  const lines = latest.map(({ at, text }) => `${plainText(text)} (${at})`);
  const body = [
    rich(run(titleOf(incident), lineMax, { weight: 'Bolder', size: 'Large' })),
    ...mentionBlock(mentions),
    rich(...facts),
    ...section('What is wrong', diagnosisLines(incident), lineMax),
    ...section('Proposed', planLines(incident), lineMax),
    ...section('Instead', optionLines(incident), lineMax),
    ...section('Approval', approvalLines(incident), lineMax),
    ...section('Proof', proofLines(incident), lineMax),
    ...section('What happened', lines, lineMax),
    ...section('How it ended', endingOf(incident), lineMax),
    ...(isOver(incident) ? [] : section('What happens next', [nextOf(incident)], lineMax)),
  ];
  const links = linksOf(incident).map(({ title, url }) => openUrl(title, url));
  return card(body, [...(answerable ? decisions(incident) : []), ...links], mentions);
}

/** Only what the incident would accept now; nothing to press once it is over. */
function decisions({ id, plan, availableTransitions: can }: Incident): CardNode[] {
  const data = { incidentId: id, planHash: plan?.hash ?? '' };
  const actions: CardNode[] = [];
  if (can.includes('approve')) {
    actions.push(execute('Approve', VERBS.approve, data, 'positive'));
    const choices = (plan?.options ?? []).map((option) => ({
      ...{ title: cutText(plainText(option.title), CHOICE_MAX), value: option.id },
    }));
    const input = {
      type: 'Input.ChoiceSet',
      id: INPUTS.option,
      label: 'Instead of the plan',
      choices,
      isRequired: true,
    };
    const chosen = { ...input, errorMessage: 'Choose one of them' };
    if (choices.length > 0)
      actions.push(dialog('Instead…', chosen, execute('Approve this', VERBS.approve, data)));
  }
  if (can.includes('reject')) {
    const input = {
      type: 'Input.Text',
      id: INPUTS.reason,
      label: 'Why?',
      maxLength: REASON_MAX,
      isMultiline: true,
    };
    const reason = { ...input, isRequired: true, errorMessage: 'Say why in a few words' };
    actions.push(dialog('Reject…', reason, execute('Reject', VERBS.reject, data, 'destructive')));
  }
  return actions;
}

function dialog(title: string, input: CardNode, action: CardNode): CardNode {
  return { type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', body: [input], actions: [action] } };
}
