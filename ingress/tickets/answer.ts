// From a verified change of a ticket to its answer: 200 once it is known what it came to, so that nothing is sent again.
import type { FastifyReply } from 'fastify';
import { Refused } from '../../client/incident-door';
import type { TicketDecision } from '../../domain/notice/ticket-decision';
import type { WebhookVerdict } from '../../integrations/http/webhook-verdict';
import { refuseDelivery, type WebhookDeps } from '../delivery';
import { decideFrom, type CameOf } from '../surface-decisions/decide-from';
import type { OpenTickets, TicketSystem } from './open';

type Decided = Extract<TicketDecision, { kind: 'decision' }>;

/** @throws Problem; TemporalUnavailable, NoWorkerAnswer, OpError: the sender may try again */
export async function answerTicket(
  system: TicketSystem,
  verdict: WebhookVerdict<TicketDecision>,
  { tickets, reply }: { tickets: OpenTickets; reply: FastifyReply },
  deps: WebhookDeps,
): Promise<void> {
  if (verdict.kind !== 'verified') return refuseDelivery({ provider: system }, verdict, deps);
  const { payload } = verdict;
  if (payload.kind === 'ignored') {
    deps.metrics.webhooks.inc({ provider: system, result: 'ignored' });
    await reply.status(200).send({ outcome: 'ignored', incidentId: null, why: payload.reason });
    return;
  }
  const came = await decided(system, payload, tickets, deps);
  const { incidentId, ticket } = payload;
  const answer = { outcome: came.kind === 'stranger' ? 'refused' : came.kind, ...whyOf(came) };
  deps.metrics.webhooks.inc({ provider: system, result: came.kind });
  deps.logger.info({ system, ticket, incidentId, ...answer }, 'ticket.heard');
  await reply.status(200).send({ ...answer, incidentId });
}

async function decided(
  surface: TicketSystem,
  { incidentId, decision, user, planHash, ticket }: Decided,
  tickets: OpenTickets,
  deps: WebhookDeps,
): Promise<CameOf> {
  const who = { surface, user, ticket, reason: `on ${ticket}` };
  const what = { incidentId, decision, planHash, delivery: `${ticket}/${decision}/${planHash ?? ''}` };
  return decideFrom({ ...who, ...what }, deps, async (incident) => {
    const own = await tickets.ticketsOf(surface, incident);
    // Anybody may label a ticket, and have somebody else move it for another reason.
    if (!own.includes(ticket)) throw new Refused(`${ticket} is not the ticket that ${incidentId} made`);
  });
}

function whyOf(came: CameOf): { why?: string } {
  if (came.kind === 'stranger') return { why: came.words };
  return came.kind === 'refused' ? { why: came.why } : {};
}
