// What an open incident hears: events, decisions, orders. Handlers only change state; the chapters act on it.
import { currentUpdateInfo, setHandler, workflowInfo } from '@temporalio/workflow';
import { controlRefusal } from '../../domain/control';
import type { IncidentInput } from '../../domain/incident-input';
import { openState } from '../../domain/incident-state';
import { incidentView } from '../../domain/incident-view';
import { LIMITS } from '../../domain/limits';
import type { Control, Decision, DecisionReceipt } from '../../domain/messages';
import type { PipelineEvent } from '../../domain/pipeline-event';
import { countVote, refusal } from '../../domain/voting';
import { controlSignal, decideSignal, decideUpdate, eventReported, incidentQuery } from '../messages';
import { OpenIncident } from './open-incident';
import { refusedDecision } from './refused-decision';

/** Opens the incident, or picks it up where the previous run left it; it listens from the first moment. */
export function openIncident(input: IncidentInput): OpenIncident {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  const state =
    input.resume ??
    openState(input.event, { workflowId, runId: firstExecutionRunId }, new Date().toISOString());
  const inc = new OpenIncident(state);
  listen(inc);
  return inc;
}

/** Registers every handler; must run before the first await of the workflow. */
function listen(inc: OpenIncident): void {
  setHandler(incidentQuery, () => incidentView(inc.state), { description: 'The whole incident as JSON' });
  setHandler(eventReported, (event) => hear(inc, event), {
    description: 'Something happened to the connection',
  });
  setHandler(decideUpdate, (decision) => vote(inc, decision, currentUpdateInfo()?.id), {
    description: 'Approve or reject the plan',
    validator: (decision: Decision) => {
      const why = refusal(inc.state, decision, Date.now());
      if (why !== null) throw refusedDecision(why);
    },
  });
  setHandler(decideSignal, (decision) => {
    const why = refusal(inc.state, decision, Date.now());
    if (why === null) vote(inc, decision);
    else inc.note(decision.by || 'unknown', 'decision.refused', { decision: decision.decision, why });
  });
  setHandler(controlSignal, (order) => command(inc, order), {
    description: 'Snooze, wake, cancel, close, retry, release, handback',
  });
}

function hear(inc: OpenIncident, event: PipelineEvent): void {
  const { state } = inc;
  // The opening event arrives twice by design: as argument and as the signal of signalWithStart.
  if (event.id === state.firstEvent.id && !state.firstEventHeard) {
    state.firstEventHeard = true;
    return;
  }
  state.eventCount += 1;
  if (state.eventIds.includes(event.id)) return;
  state.eventIds = [...state.eventIds, event.id].slice(-LIMITS.eventIdsRememberedMax);
  if (event.request) {
    inc.note(event.request.by, 'request.refused', {
      why: 'an incident is open: decide there',
      ...event.request,
    });
    return;
  }
  state.lastEvent = event;
  inc.news.push(event);
  inc.note('system', 'event.joined', { kind: event.kind, eventId: event.id, occurredAt: event.occurredAt });
}

function vote(inc: OpenIncident, decision: Decision, updateId?: string): DecisionReceipt {
  const receipt = countVote(inc.state, decision, new Date().toISOString());
  const { reason, optionId, onBehalfOf, breakGlass } = decision;
  inc.note(decision.by, actionOf(decision), {
    planHash: receipt.planHash,
    votes: `${receipt.votes} of ${receipt.quorum}`,
    ...(reason === undefined ? {} : { reason }),
    ...(optionId === undefined ? {} : { optionId }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(breakGlass === undefined ? {} : { until: inc.state.approval?.bypass?.until }),
    ...(updateId === undefined ? {} : { updateId }),
  });
  return receipt;
}

function actionOf({ decision, breakGlass }: Decision): string {
  if (breakGlass) return 'approval.bypassed';
  return decision === 'approve' ? 'plan.approved' : 'plan.rejected';
}

function command(inc: OpenIncident, order: Control): void {
  const why = controlRefusal(inc.state, order, Date.now());
  const details = {
    ...(order.reason ? { reason: order.reason } : {}),
    ...(order.until ? { until: order.until } : {}),
  };
  if (why !== null) {
    inc.note(order.by || 'unknown', 'control.refused', { command: order.command, why, ...details });
    return;
  }
  inc.note(order.by, `control.${order.command}`, details);
  take(inc, order);
}

/** Orders that leave the story where it is take effect at once; the others interrupt the current wait. */
function take(inc: OpenIncident, order: Control): void {
  const { state } = inc;
  switch (order.command) {
    case 'snooze':
      state.snoozedUntil = order.until ?? null;
      return inc.flag('snoozed', true);
    case 'wake':
      state.snoozedUntil = null;
      return inc.flag('snoozed', false);
    case 'release':
      return inc.flag('held', false);
    case 'handback':
      state.handedBack = true;
      return;
    case 'cancel':
    case 'close':
    case 'retry':
      state.orders.push(order);
  }
}
