// What somebody wants in Slack becomes the same vote or order as from anywhere else; who they are is looked up first.
import { personByIdentity } from '../../domain/access/identity';
import type { Incident } from '../../domain/incident';
import type { DecisionReceipt } from '../../domain/messages';
import type { Person } from '../../domain/person';
import { changeDialog, rejectDialog } from '../../integrations/slack/dialogs';
import type { SlackDoor } from '../../integrations/slack/door';
import type { SlackActor, SlackWish } from '../../integrations/slack/interactivity';
import { order } from '../acts/order';
import { findIncident } from '../find-incident';
import { castVote, needs } from '../surface-decisions/cast-vote';
import type { SurfaceDeps } from '../surface-decisions/deps';
import { withRefusalsRecorded } from '../surface-decisions/refusal';
import { refuseStranger } from '../surface-decisions/stranger';
import { QUEUED, receiptWords, refusalWords } from '../surface-decisions/words';
import { obeyCommand } from './command';
import { snoozedUntil } from './snooze';

export type SlackDeps = SurfaceDeps & { slack: SlackDoor };

/** What the person is told, and nobody else; `null` = the card itself will show it. */
export interface SlackAnswer {
  done: boolean;
  text: string | null;
}

/** Never throws for what a person can cause or Temporal's absence: each has an answer in words. */
export async function obey(wish: SlackWish, actor: SlackActor, deps: SlackDeps): Promise<SlackAnswer> {
  if (wish.kind === 'nothing') return { done: true, text: null };
  const person = personByIdentity(deps.people, 'slack', actor.userId);
  const act = actOf(wish, deps.now());
  if (!person) return { done: false, text: await refuseStranger(act, actor.userId, deps) };
  try {
    if (wish.kind === 'command') return { done: true, text: await obeyCommand(wish.text, person, deps) };
    return await withRefusalsRecorded({ ...act, actor: person.id }, deps, async () =>
      obeyOn(await findIncident(wish.on.incidentId, deps), wish, person, deps),
    );
  } catch (error) {
    const why = refusalWords(error);
    if (why === null) throw error;
    return { done: false, text: why };
  }
}

type CardWish = Exclude<SlackWish, { kind: 'nothing' | 'command' }>;

async function obeyOn(
  incident: Incident,
  wish: CardWish,
  person: Person,
  deps: SlackDeps,
): Promise<SlackAnswer> {
  const { planHash } = wish.on;
  switch (wish.kind) {
    case 'ask':
      await deps.slack.open(
        wish.triggerId,
        wish.dialog === 'reject' ? rejectDialog(incident, wish.on) : changeDialog(incident, wish.on),
      );
      return { done: true, text: null };
    case 'approve': {
      const { optionId, reason, actId } = wish;
      const wanted = { decision: 'approve', planHash, optionId, reason, key: actId } as const;
      return told(await castVote(incident, wanted, person, deps));
    }
    case 'reject':
      if (wish.reason === '') return { done: false, text: 'Say why: whoever reads this later will ask.' };
      return told(
        await castVote(
          incident,
          { decision: 'reject', planHash, reason: wish.reason, key: wish.actId },
          person,
          deps,
        ),
      );
    case 'snooze': {
      const until = snoozedUntil(wish.choice, deps.now(), person.timeZone);
      needs(person, 'operator', incident);
      await order({ incidentId: incident.id, by: person.id, command: 'snooze', until }, deps);
      return { done: true, text: `Snoozed until ${until}.` };
    }
    case 'handback':
      needs(person, 'operator', incident);
      await order({ incidentId: incident.id, by: person.id, command: 'handback' }, deps);
      return { done: true, text: 'Thank you: what you did is tested now.' };
  }
}

function told(receipt: DecisionReceipt | { queued: true }): SlackAnswer {
  if ('queued' in receipt) return { done: true, text: QUEUED };
  return { done: true, text: receipt.verdict === 'pending' ? receiptWords(receipt) : null };
}

function actOf(wish: Exclude<SlackWish, { kind: 'nothing' }>, at: Date) {
  return {
    ...({ surface: 'slack', wanted: wish.kind } as const),
    incidentId: 'on' in wish ? wish.on.incidentId : 'slack',
    key: 'actId' in wish ? wish.actId : at.toISOString(),
  };
}
