// How an incident ends, and what a person's order does to one that has not.
import { CancellationScope, allHandlersFinished, condition } from '@temporalio/workflow';
import { closeOrder } from '../../domain/control';
import { casesOf } from '../../domain/memory/past-case';
import type { Resolution } from '../../domain/incident';
import type { Phase } from '../../domain/incident-state';
import type { Control } from '../../domain/messages';
import { opensIncident } from '../../domain/pipeline-event';
import { compensate } from './compensate';
import { judge } from './judge';
import type { OpenIncident } from './open-incident';

/** Obeys the oldest order that interrupted the story and says which chapter follows. */
export async function obey(inc: OpenIncident): Promise<Phase> {
  const { state } = inc;
  const order = state.orders.shift();
  if (!order) return state.phase;
  switch (order.command) {
    case 'retry':
      Object.assign(state, {
        plansMade: 0,
        learned: null,
        plan: null,
        approval: null,
        verification: null,
        handedBack: false,
      });
      inc.flag('escalated', false);
      inc.flag('handoff', false);
      return 'diagnosing';
    case 'close':
      return end(
        inc,
        { status: 'closed', ...(closeOrder(order.reason) ?? { reason: 'no_action_needed' }) },
        order.by,
      );
    default:
      return end(inc, { status: 'cancelled', reason: 'cancelled', ...noteOf(order) }, order.by);
  }
}

/** `temporal workflow cancel`, or the button in the Temporal UI. */
export async function cancelled(inc: OpenIncident): Promise<Phase> {
  return end(inc, { status: 'cancelled', reason: 'cancelled', note: 'cancelled in Temporal' }, 'temporal');
}

async function end(
  inc: OpenIncident,
  how: Pick<Resolution, 'status' | 'reason' | 'note'>,
  by: string,
): Promise<Phase> {
  if (inc.state.phase === 'awaiting_approval' && how.status === 'closed') judge(inc, 'declined');
  await compensate(inc);
  inc.state.resolution = { ...how, by, at: new Date().toISOString() };
  return 'over';
}

/** Writes the end: last row of the read model, outcome, audit. */
export async function close(inc: OpenIncident): Promise<Resolution> {
  const { state } = inc;
  const { resolution } = state;
  if (!resolution) throw new Error('an incident ends with a resolution');
  state.flags = state.flags.filter((f) => f === 'escalated');
  state.next = 'Nothing: the incident is over.';
  await CancellationScope.nonCancellable(async () => {
    await condition(allHandlersFinished);
    if (resolution.reason === 'duplicate' && resolution.by === 'system') return inc.show();
    inc.note(resolution.by, `incident.${resolution.status}`, {
      reason: resolution.reason,
      note: resolution.note ?? null,
      proof: resolution.proof ?? null,
    });
    await inc.save({
      incidentId: state.id,
      class: state.diagnosis?.class ?? 'unknown',
      action: state.diagnosis?.action ?? 'escalate',
      playbook: state.plan?.playbook ?? null,
      verified: resolution.status === 'resolved',
      openedAt: state.openedAt,
      closedAt: resolution.at,
      cases: casesOf(state),
    });
  });
  return resolution;
}

/**
 * A failure told while the proof was being written would otherwise be heard by nobody: it came too late for this
 * incident's last look and too early for a new one. Proof that is contradicted is no proof: the incident looks again.
 */
export function reopened(inc: OpenIncident): boolean {
  const { state } = inc;
  const unheard = inc.news.filter((event) => opensIncident(event.kind));
  if (state.resolution?.status !== 'resolved' || unheard.length === 0) return false;
  state.resolution = null;
  state.phase = 'verifying';
  inc.note('system', 'incident.reopened', { events: unheard.map((event) => event.id) });
  return true;
}

function noteOf(order: Control): { note?: string } {
  return order.reason === undefined ? {} : { note: order.reason };
}
