// Which orders fit the incident now, and how a close order is read.
import type { IncidentState } from './incident-state';
import { statusOf } from './incident-state';
import { CLOSE_REASONS, type Transition } from './incident';
import { CONTROL_COMMANDS, type CloseOrder, type Control } from './messages';

/** Why an order is refused, or `null` when it will be obeyed. Changes nothing. */
export function controlRefusal(state: IncidentState, order: Control, nowMs: number): string | null {
  if (!CONTROL_COMMANDS.includes(order.command))
    return `unknown command; use one of ${CONTROL_COMMANDS.join(', ')}`;
  if (!order.by) return 'an order needs "by": who gives it';
  if (state.phase === 'over') return `the incident is ${statusOf(state)}`;
  switch (order.command) {
    case 'snooze': {
      const until = Date.parse(order.until ?? '');
      if (Number.isNaN(until)) return 'snooze needs "until" as an ISO 8601 time';
      return until <= nowMs ? `"until" (${order.until ?? ''}) lies in the past` : null;
    }
    case 'wake':
      return state.snoozedUntil === null ? 'the incident is not snoozed' : null;
    case 'close':
      return closeOrder(order.reason) === null
        ? `close needs a reason: one of ${CLOSE_REASONS.join(', ')}`
        : null;
    case 'release':
      return state.flags.includes('held') ? null : 'nothing holds this incident';
    case 'handback':
      return state.flags.includes('handoff') ? null : 'nothing was handed to a person';
    case 'cancel':
    case 'retry':
      return null;
  }
}

/** Reads `fixed_by_human: rotated the key`. */
export function closeOrder(reason: string | undefined): CloseOrder | null {
  const [word = '', ...note] = (reason ?? '').split(':');
  const known = CLOSE_REASONS.find((r) => r === word.trim());
  if (!known) return null;
  const text = note.join(':').trim();
  return text ? { reason: known, note: text } : { reason: known };
}

/** What a person can usefully send right now; surfaces show exactly these. */
export function availableTransitions(state: IncidentState): Transition[] {
  if (state.phase === 'over') return [];
  const list: Transition[] = [];
  if (state.phase === 'awaiting_approval' && state.approval?.verdict === 'pending')
    list.push('approve', 'reject');
  if (state.flags.includes('handoff')) list.push('handback');
  if (state.flags.includes('held')) list.push('release');
  list.push(state.snoozedUntil === null ? 'snooze' : 'wake', 'retry', 'close', 'cancel');
  return list;
}
