// Keeps one place outside (a channel, a ticket, a pager) in agreement with one incident.
import { activityInfo } from '@temporalio/activity';
import type { Incident } from '../domain/incident';
import { awaitsDecision, dueAt, headOf, type Post } from '../domain/notice/post';
import { progressOf } from '../domain/notice/progress';
import { groupOf, targetKey, targetsOf, type Route, type Target } from '../domain/notice/route';
import { voterOf } from '../domain/voting';
import { OpError } from '../domain/op-error';
import type { Person } from '../domain/person';
import type { Surface } from '../domain/ports';
import type { IncidentReader } from '../domain/reader-ports';
import type { PostStore } from '../domain/store-ports';
import { asProviderRead } from './failure';

export interface TellInput {
  incidentId: string;
  /** As `targetKey` names it. */
  target: string;
  /** An earlier call failed for good, and yet may have made something. */
  again?: boolean;
}

/** When there is something to say there again, if nothing happens meanwhile; `null` = only when something does. */
export interface Told {
  nextAt: string | null;
}

export function createNotificationActivities(deps: {
  reader: Pick<IncidentReader, 'get' | 'audit'>;
  posts: PostStore;
  surfaces: readonly Surface[];
  routes: readonly Route[];
  people: readonly Person[];
  /** Adds the addresses that only a deployment knows. */
  linked(incident: Incident): Incident;
  now: () => Date;
}) {
  return {
    /**
     * Reads the incident as it is now and shows that: a retry tells the newest, not what was new at first.
     * What was made and lost on the way is looked for before anything is made again.
     */
    async tell({ incidentId, target: key, again = false }: TellInput): Promise<Told> {
      return asProviderRead(async () => {
        const incident = await deps.reader.get(incidentId);
        const target = incident && targetsOf(incident, deps.routes).find((one) => targetKey(one) === key);
        if (!target) return { nextAt: null };
        const post = await deps.posts.post(incidentId, key);
        const due = dueAt(target, incident, post, deps.now().toISOString());
        if (due.kind !== 'now') return { nextAt: due.kind === 'later' ? due.at : null };
        const tried = again || activityInfo().attempt > 1;
        const kept = await show(deps, deps.linked(incident), target, post, { remind: due.remind, tried });
        const next = dueAt(target, incident, kept, deps.now().toISOString());
        return { nextAt: next.kind === 'later' ? next.at : null };
      });
    },
  };
}

async function show(
  deps: Parameters<typeof createNotificationActivities>[0],
  incident: Incident,
  target: Target,
  post: Post | null,
  { remind, tried }: { remind: boolean; tried: boolean },
): Promise<Post> {
  const surface = deps.surfaces.find(({ kind }) => kind === target.surface);
  if (!surface)
    throw new OpError('provider.unknown_account', {
      message: `route ${target.route} names ${target.surface}, which is not configured (config/surfaces.yaml)`,
    });
  const rows = await deps.reader.audit({ incidentId: incident.id, afterSeq: post?.toldSeq ?? 0 });
  const now = deps.now().toISOString();
  const waiting = awaitsDecision(incident);
  const reminder = {
    key: `${incident.id}/reminder/${now}`,
    at: now,
    text: `Still waiting. ${incident.next}`,
  };
  const group = groupOf(incident);
  const head = post?.mark ? null : await headFor(deps, target, group, now);
  const mark = await surface.show(
    {
      incident,
      ...(head?.mark ? { under: head.mark } : {}),
      ...(target.place === undefined ? {} : { place: target.place }),
      progress: [...progressOf(rows), ...(remind ? [reminder] : [])],
      mention: waiting ? called(incident, deps.people) : [],
    },
    post?.mark ?? null,
    tried,
  );
  const kept: Post = {
    ...{ incidentId: incident.id, target: targetKey(target), mark, group },
    firstShownAt: post?.firstShownAt ?? now,
    ...(head || post?.under ? { under: true } : {}),
    toldSeq: rows.at(-1)?.seq ?? post?.toldSeq ?? 0,
    shownAt: incident.updatedAt,
    askedAt: waiting ? (remind ? now : (post?.askedAt ?? now)) : null,
  };
  await deps.posts.keepPost(kept);
  return kept;
}

/** In a crowd of incidents of one kind, the one that the others are told under. */
async function headFor(
  { posts }: Parameters<typeof createNotificationActivities>[0],
  target: Target,
  group: string,
  now: string,
): Promise<Post | null> {
  if (!target.group) return null;
  const since = new Date(Date.parse(now) - target.group.withinMs).toISOString();
  return headOf(await posts.postsAlike(targetKey(target), group, since), target.group);
}

/** Approvers who have not voted, and whom it was escalated to; nobody is called for a decision that is not theirs. */
function called({ approval }: Incident, people: readonly Person[]): string[] {
  const voted = new Set(approval?.votes.map(voterOf));
  const names = approval?.escalation.done === true ? approval.escalation.to : [];
  const escalated = people.filter(({ id, groups }) =>
    names.some((name) => name === id || groups.includes(name)),
  );
  const all = new Set([...(approval?.approvers ?? []), ...escalated.map(({ id }) => id)]);
  return [...all].filter((person) => !voted.has(person));
}
