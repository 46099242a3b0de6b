// Forms of the incident page: the very acts of the API, told back on the page that follows.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Incident } from '../../../domain/incident';
import { LIMITS } from '../../../domain/limits';
import { CONTROL_COMMANDS, type DecisionReceipt } from '../../../domain/messages';
import { demandOrder, incidentFor } from '../../access';
import { decide } from '../../acts/decide';
import { incidentToDecide } from '../../acts/incident-to-decide';
import { order } from '../../acts/order';
import { Problem } from '../../problem';
import type { ConsoleDeps } from '../deps';
import { readForm } from '../form';
import { sendBack } from '../send-page';
import { destroyedBy } from './destroyed-by';
import { untilAfter } from '../duration';

const reason = z.string().max(LIMITS.reasonCharsMax).optional();

const DecisionForm = z.object({
  decision: z.enum(['approve', 'reject'], { error: 'nothing was decided: press Approve or Reject' }),
  planHash: z.string().min(8).max(128),
  optionId: z.string().min(1).max(100).optional(),
  reason,
  understood: z.literal('yes').optional(),
  onBehalfOf: z.string().max(64).optional(),
  breakGlass: z
    .literal('yes')
    .transform(() => true)
    .optional(),
});

const OrderForm = z.object({
  command: z.enum(CONTROL_COMMANDS),
  reason,
  note: reason,
  for: z.string().max(20).optional(),
});
type OrderForm = z.output<typeof OrderForm>;

interface ById {
  Params: { id: string };
}

export function incidentActs(app: FastifyInstance, deps: ConsoleDeps): void {
  app.post<ById>('/incidents/:id/decisions', async (request, reply) => {
    const { visit, input, key } = readForm(DecisionForm, request, deps);
    const incident = await incidentToDecide(visit.person, input, request.params.id, deps);
    assertMeant(input, incident);
    const { decision, planHash, optionId, reason: why, onBehalfOf, breakGlass } = input;
    const vote = { decision, planHash, optionId, reason: why, onBehalfOf, breakGlass };
    const asked = { ...vote, incidentId: incident.id, by: visit.person.id, key, orQueue: true };
    const answer = await deps.idempotency.once(key, request, () => decide(asked, deps));
    return sendBack(`/incidents/${incident.id}`, toldOf(answer), visit, reply);
  });

  app.post<ById>('/incidents/:id/control', async (request, reply) => {
    const { visit, input, key } = readForm(OrderForm, request, deps);
    const incident = await incidentFor(visit.person, 'operator', request.params.id, deps);
    const { command } = input;
    demandOrder(visit.person, command);
    const asked = { command, ...wordsOf(input, deps.now()), incidentId: incident.id, by: visit.person.id };
    await deps.idempotency.once(key, request, () => order(asked, deps));
    return sendBack(`/incidents/${incident.id}`, `The incident has your order: ${command}.`, visit, reply);
  });
}

/** @throws Problem 400 */
function assertMeant(
  { decision, optionId, reason: why, understood }: z.output<typeof DecisionForm>,
  incident: Incident,
): void {
  if (decision === 'reject' && (why ?? '').trim() === '')
    throw new Problem(400, 'say why you reject: whoever reads this later will ask');
  if (
    decision === 'approve' &&
    optionId === undefined &&
    destroyedBy(incident).length > 0 &&
    understood === undefined
  )
    throw new Problem(400, 'this plan destroys something: tick that you know what, then approve');
}

function wordsOf({ command, reason: why, note, for: long }: OrderForm, now: Date) {
  if (command === 'snooze') return { until: untilAfter(long, now) };
  return { reason: note === undefined ? why : `${why ?? ''}: ${note}` };
}

function toldOf(answer: DecisionReceipt | { queued: true }): string {
  if ('queued' in answer) return 'Your vote is kept; it counts as soon as a worker runs.';
  const { votes, quorum, verdict } = answer;
  if (verdict === 'rejected') return 'Rejected: this plan will not be carried out.';
  if (verdict === 'approved') return `Approved, ${votes} of ${quorum}: the plan goes ahead.`;
  return `Your approval counts, ${votes} of ${quorum}: it waits for others.`;
}
