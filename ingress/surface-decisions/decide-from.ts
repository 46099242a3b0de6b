// A decision that a chat or ticket system proves to be somebody's, from who they are to what came of it.
import { Refused } from '../../client/incident-door';
import { personByIdentity } from '../../domain/access/identity';
import type { Incident } from '../../domain/incident';
import type { DecisionReceipt } from '../../domain/messages';
import { findIncident } from '../find-incident';
import { castVote } from './cast-vote';
import type { DecidingSurface, SurfaceDeps } from './deps';
import { isRefusal, withRefusalsRecorded, type SurfaceAct } from './refusal';
import { refuseStranger } from './stranger';

export interface DecisionThere {
  surface: DecidingSurface;
  incidentId: string;
  decision: 'approve' | 'reject';
  /** The person as the system calls them. */
  user: string;
  /** The plan that they saw. */
  planHash?: string | undefined;
  optionId?: string | undefined;
  reason?: string | undefined;
  /** The same delivery has the same; the person is added to it. */
  delivery: string;
  ticket?: string;
}

export type CameOf =
  | { kind: 'counted'; receipt: DecisionReceipt }
  /** Left for the next worker. */
  | { kind: 'queued' }
  | { kind: 'stranger'; words: string }
  | { kind: 'refused'; why: string };

/**
 * Whatever a person caused is an outcome, written to the audit log where it refuses them; what they cannot help is
 * thrown, for the sender to try again.
 * @param proves throws Refused where what they acted on does not stand for this incident
 * @throws TemporalUnavailable, NoWorkerAnswer; OpError when the store cannot be reached
 */
export async function decideFrom(
  asked: DecisionThere,
  deps: SurfaceDeps,
  proves: (incident: Incident) => Promise<void> = () => Promise.resolve(),
): Promise<CameOf> {
  const { surface, incidentId, decision, user, delivery, ticket } = asked;
  const person = personByIdentity(deps.people, surface, user);
  const actor = person?.id ?? `${surface}:${user}`;
  const act: SurfaceAct = { surface, incidentId, actor, wanted: decision, key: delivery };
  try {
    const incident = await withRefusalsRecorded(act, deps, async () => {
      const found = await findIncident(incidentId, deps);
      await proves(found);
      return found;
    });
    // From here on it is the incident's own ticket, where a refusal is told.
    const there = { ...act, ticket };
    if (!person) return { kind: 'stranger', words: await refuseStranger(there, user, deps) };
    const receipt = await withRefusalsRecorded(there, deps, async () =>
      castVote(incident, { ...stated(asked), key: `${surface}/${person.id}/${delivery}` }, person, deps),
    );
    return 'queued' in receipt ? { kind: 'queued' } : { kind: 'counted', receipt };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { kind: 'refused', why: error.message };
  }
}

/** Nobody approves what they have not read, and nobody rejects without a word. @throws Refused */
function stated({ decision, planHash = '', optionId, reason }: DecisionThere) {
  if (planHash === '') throw new Refused('it showed no plan, so nobody can know what was decided');
  if (decision === 'reject' && (reason ?? '') === '')
    throw new Refused('say why: whoever reads this later will ask');
  return { decision, planHash, optionId, reason };
}
