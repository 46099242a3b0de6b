// POST /webhooks/jira and /webhooks/servicenow: somebody moved a ticket, which may be a decision of theirs.
import type { FastifyInstance } from 'fastify';
import { verifyJiraWebhook } from '../../integrations/jira/webhook';
import { verifyServicenowWebhook } from '../../integrations/servicenow/webhook';
import type { WebhookDeps } from '../delivery';
import { JIRA_WEBHOOK, SERVICENOW_WEBHOOK } from '../operations/tickets';
import { rawBodyOf } from '../raw-body';
import { answerTicket } from '../tickets/answer';

export function ticketRoutes(app: FastifyInstance, deps: WebhookDeps): void {
  const { tickets } = deps;
  if (!tickets) return;
  const { jira, servicenow } = tickets;
  if (jira)
    app.post('/webhooks/jira', { schema: JIRA_WEBHOOK }, async (request, reply) => {
      const { secrets, statuses, projects } = jira;
      const received = { rawBody: rawBodyOf(request), headers: request.headers, now: deps.now() };
      const verdict = verifyJiraWebhook({ ...received, secrets, statuses, projects });
      await answerTicket('jira', verdict, { tickets, reply }, deps);
      return reply;
    });
  if (servicenow)
    app.post('/webhooks/servicenow', { schema: SERVICENOW_WEBHOOK }, async (request, reply) => {
      const received = { rawBody: rawBodyOf(request), headers: request.headers, now: deps.now() };
      const verdict = verifyServicenowWebhook({ ...received, tokens: servicenow.tokens });
      await answerTicket('servicenow', verdict, { tickets, reply }, deps);
      return reply;
    });
}
