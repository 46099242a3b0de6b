// What somebody wants in Slack becomes the same vote or order as from anywhere else; who they are is looked up first.
import { NoWorkerAnswer, Refused, TemporalUnavailable, UnknownIncident } from '../../client/incident-door';
import { personByIdentity } from '../../domain/access/identity';
import { may, roleFor } from '../../domain/access/role-for';
import { connectionOf, type Incident } from '../../domain/incident';
import type { DecisionReceipt } from '../../domain/messages';
import type { Person, Role } from '../../domain/person';
import type { AuditLog } from '../../domain/ports';
import { changeDialog, rejectDialog } from '../../integrations/slack/dialogs';
import type { SlackDoor } from '../../integrations/slack/door';
import type { SlackActor, SlackWish } from '../../integrations/slack/interactivity';
import { decide, type DecisionAsked } from '../acts/decide';
import { order } from '../acts/order';
import { findIncident } from '../find-incident';
import { Problem } from '../problem';
import type { IngressOptions } from '../options';
import { obeyCommand } from './command';
import { snoozedUntil } from './snooze';

export type SlackDeps = Pick<IngressOptions, 'incidents' | 'reader' | 'people' | 'logger'> & {
  auditLog: AuditLog;
  slack: SlackDoor;
  now: () => Date;
};

/** What the person is told, and nobody else; `null` = the card itself will show it. */
export interface SlackAnswer {
  done: boolean;
  text: string | null;
}

/** A vote is left as a signal when no worker answers within this: Slack waits three seconds in all. */
const WORKER_WAIT_MS = 1500;

/** Never throws for what a person can cause or Temporal's absence: each has an answer in words. */
export async function obey(wish: SlackWish, actor: SlackActor, deps: SlackDeps): Promise<SlackAnswer> {
  if (wish.kind === 'nothing') return { done: true, text: null };
  const person = personByIdentity(deps.people, 'slack', actor.userId);
  if (!person) return unknownPerson(wish, actor, deps);
  try {
    return wish.kind === 'command'
      ? { done: true, text: await obeyCommand(wish.text, person, deps) }
      : await obeyOn(await findIncident(wish.on.incidentId, deps), wish, person, deps);
  } catch (error) {
    const why = wordsFor(error);
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
      return told(await vote(incident, wanted, person, deps));
    }
    case 'reject':
      if (wish.reason === '') return { done: false, text: 'Say why: whoever reads this later will ask.' };
      return told(
        await vote(
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

/** @throws Refused */
export async function vote(
  incident: Incident,
  {
    decision,
    key,
    ...rest
  }: Pick<DecisionAsked, 'decision' | 'planHash' | 'optionId' | 'reason'> & { key: string },
  person: Person,
  deps: SlackDeps,
): Promise<DecisionReceipt | { queued: true }> {
  needs(person, 'approver', incident);
  const asked = { incidentId: incident.id, by: person.id, decision, ...rest };
  return decide({ ...asked, key, orQueue: true, workerTimeoutMs: WORKER_WAIT_MS }, deps);
}

/** @throws Refused */
function needs(person: Person, role: Role, incident: Incident): void {
  const ref = connectionOf(incident);
  if (may(person, role, ref, incident.connection.tags)) return;
  const has = roleFor(person, ref, incident.connection.tags) ?? 'nobody';
  throw new Refused(`${person.id} is ${has} here; this needs the role ${role} (config/people.yaml)`);
}

function told(receipt: DecisionReceipt | { queued: true }): SlackAnswer {
  if ('queued' in receipt)
    return { done: true, text: 'Your vote is kept; it counts as soon as a worker runs.' };
  const { votes, quorum, verdict } = receipt;
  return {
    done: true,
    text: verdict === 'pending' ? `Counted: ${votes} of ${quorum} approvals.` : null,
  };
}

/** Refused kindly, and written down: somebody without a name here has tried to act. */
async function unknownPerson(
  wish: Exclude<SlackWish, { kind: 'nothing' }>,
  actor: SlackActor,
  deps: SlackDeps,
): Promise<SlackAnswer> {
  const at = deps.now().toISOString();
  const incidentId = 'on' in wish ? wish.on.incidentId : 'slack';
  await deps.auditLog.append([
    {
      key: `slack/unknown/${actor.userId}/${'actId' in wish ? wish.actId : at}`,
      ...{ at, incidentId, actor: `slack:${actor.userId}`, action: 'decision.refused' },
      details: { wanted: wish.kind, why: 'nobody in config/people.yaml has this Slack identity' },
    },
  ]);
  return {
    done: false,
    text: `I do not know you yet. Ask an administrator to add \`identities: { slack: ${actor.userId} }\` to your entry in config/people.yaml.`,
  };
}

function wordsFor(error: unknown): string | null {
  if (error instanceof Refused || (error instanceof Problem && error.status < 500))
    return `Not done: ${error.message}.`;
  if (error instanceof UnknownIncident) return `Not done: ${error.message}.`;
  if (error instanceof TemporalUnavailable)
    return 'Nothing was done: Temporal cannot be reached. Try again soon.';
  if (error instanceof NoWorkerAnswer) return 'No worker answers now. Try again soon.';
  return null;
}
