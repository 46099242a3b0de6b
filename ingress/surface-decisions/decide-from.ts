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
  const act: Omit<SurfaceAct, 'actor'> = { surface, incidentId, wanted: decision, key: delivery, ticket };
  const person = personByIdentity(deps.people, surface, user);
  if (!person) return { kind: 'stranger', words: await refuseStranger(act, user, deps) };
  const key = `${surface}/${person.id}/${delivery}`;
  try {
    return await withRefusalsRecorded({ ...act, actor: person.id }, deps, async () => {
      const incident = await findIncident(incidentId, deps);
      await proves(incident);
      const receipt = await castVote(incident, { decision, key, ...stated(asked) }, person, deps);
      return 'queued' in receipt ? { kind: 'queued' } : { kind: 'counted', receipt };
    });
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
  return { planHash, optionId, reason };
}
