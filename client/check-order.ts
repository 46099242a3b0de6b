// Does an order fit the incident as last seen? Asked before sending, because a signal brings no answer back.
import { closeOrder } from '../domain/control';
import { CLOSE_REASONS, type Incident } from '../domain/incident';
import type { Control } from '../domain/messages';

export type OrderFault = { kind: 'malformed' | 'refused'; reason: string };

/** What is wrong with the order, or `undefined`. The incident itself has the last word (its timeline tells). */
export function checkOrder(
  order: Control,
  incident: Pick<Incident, 'id' | 'status' | 'availableTransitions'>,
  nowMs: number,
): OrderFault | undefined {
  const malformed = malformation(order, nowMs);
  if (malformed !== undefined) return { kind: 'malformed', reason: malformed };
  const { availableTransitions: open, id, status } = incident;
  // Snoozing again moves the end of a snooze, although surfaces then offer `wake`.
  const wanted = order.command === 'snooze' && open.includes('wake') ? 'wake' : order.command;
  if (open.includes(wanted)) return undefined;
  const offered = open.length === 0 ? 'nothing any more' : open.join(', ');
  return {
    kind: 'refused',
    reason: `${id} is ${status}: ${order.command} does not apply; it takes ${offered}`,
  };
}

function malformation(order: Control, nowMs: number): string | undefined {
  if (order.command === 'close' && closeOrder(order.reason) === null) {
    return `close needs a reason, one of ${CLOSE_REASONS.join(', ')}, optionally followed by ": text"`;
  }
  if (order.command !== 'snooze') return undefined;
  const until = Date.parse(order.until ?? '');
  if (Number.isNaN(until)) return 'snooze needs "until" as an ISO 8601 time';
  return until <= nowMs ? `"until" (${order.until ?? ''}) lies in the past` : undefined;
}
