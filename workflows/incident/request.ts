// What a person asked for: done, it is over; refused, it is over too. Only a sync has a recovery to wait for.
import type { Phase } from '../../domain/incident-state';
import type { Step } from '../../domain/step';
import { startsARun } from '../../domain/step-traits';
import type { OpenIncident } from './open-incident';

/** Is this the plan that a person asked for, and is there no sync in it whose end would prove anything? */
export function isDoneWhenApplied({ state }: OpenIncident, steps: Step[]): boolean {
  return isRequest(state) && !steps.some((step) => startsARun(step.kind));
}

/** The first plan of a request; what follows a failed verification is the engine's own. */
export function isRequest({ firstEvent, learned }: OpenIncident['state']): boolean {
  return firstEvent.request !== undefined && learned === null;
}

export function fulfil(inc: OpenIncident): Phase {
  return end(inc, 'expected', 'done as asked for');
}

export function refuse(inc: OpenIncident, why: string): Phase {
  return end(inc, 'wont_fix', why);
}

function end(inc: OpenIncident, reason: 'expected' | 'wont_fix', note: string): Phase {
  const by = reason === 'expected' ? (inc.state.firstEvent.request?.by ?? 'system') : 'system';
  inc.state.resolution = { status: 'closed', reason, by, at: new Date().toISOString(), note };
  return 'over';
}
