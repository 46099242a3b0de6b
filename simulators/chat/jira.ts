// Jira Cloud with one project, DATA: tickets, comments, transitions, and webhooks signed as Jira signs them.
import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { request } from 'undici';
import { z } from 'zod';
import { BadControl, read } from '../engine/control-body';
import { addJiraRoutes } from './jira/routes';
import { STATUSES, Tickets, shownStatus, type Ticket } from './jira/tickets';
import type { ChatWorld } from './world';

const hook = z.strictObject({ url: z.url().nullable(), secret: z.string().default('') });
const move = z.strictObject({ key: z.string(), to: z.string(), accountId: z.string() });
const relabel = z.strictObject({ key: z.string(), labels: z.array(z.string()) });
const workflow = z.strictObject({
  closed: z.array(z.string()).default([]),
  screened: z.array(z.string()).default([]),
});

/** `GET /_sim/jira`, `POST /_sim/jira/move`, `/relabel` (as a person does), `/webhook` (where changes go), `/workflow`. */
export function addJira(server: FastifyInstance, world: ChatWorld): void {
  const tickets = new Tickets();
  let target: z.output<typeof hook> = { url: null, secret: '' };
  world.onReset(() => {
    tickets.clear();
    target = { url: null, secret: '' };
  });

  world.addControls((sim) => {
    sim.get('/jira', async () => ({ items: tickets.all }));
    sim.post('/jira/webhook', async (asked) => (target = read(hook, asked.body)));
    sim.post('/jira/workflow', async (asked) => {
      const { closed, screened } = read(workflow, asked.body);
      for (const name of closed) tickets.closed.add(name);
      for (const name of screened) tickets.screened.add(name);
      return { closed, screened };
    });
    sim.post('/jira/relabel', async (asked) => {
      const { key, labels } = read(relabel, asked.body);
      const ticket = tickets.find(key);
      if (!ticket) throw new BadControl(404, `no ticket ${key}`);
      ticket.labels = labels;
      return { key, labels };
    });
    sim.post('/jira/move', async (asked) => {
      const { key, to, accountId } = read(move, asked.body);
      const ticket = tickets.find(key);
      const status = STATUSES.find(({ name }) => name === to);
      if (!ticket || !status) throw new BadControl(404, `no ticket ${key} or no status ${to}`);
      const from = ticket.status;
      ticket.status = status;
      const body = changeOf(ticket, from, accountId, world.clock.now());
      return { delivered: target.url === null ? null : await deliver(target.url, target.secret, body), body };
    });
  });

  void server.register(
    async (scope) => {
      scope.setErrorHandler((_error, _request, reply) =>
        reply.code(400).send({ errorMessages: ['Bad request'] }),
      );
      addJiraRoutes(scope, tickets);
    },
    { prefix: '/rest/api/3' },
  );
}

function changeOf(ticket: Ticket, from: Ticket['status'], accountId: string, at: number) {
  const item = {
    ...{ field: 'status', fieldtype: 'jira', fieldId: 'status', from: from.id, fromString: from.name },
    ...{ to: ticket.status.id, toString: ticket.status.name },
  };
  return {
    timestamp: at,
    webhookEvent: 'jira:issue_updated',
    issue_event_type_name: 'issue_generic',
    user: { accountId, displayName: accountId, active: true, accountType: 'atlassian' },
    issue: {
      ...{ id: ticket.id, key: ticket.key },
      fields: {
        ...{ summary: ticket.summary, labels: ticket.labels, status: shownStatus(ticket.status) },
        project: { key: ticket.key.split('-')[0] },
      },
    },
    changelog: { id: '1', items: [item] },
  };
}

async function deliver(url: string, secret: string, body: object): Promise<number> {
  const text = JSON.stringify(body);
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  const answer = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature': `sha256=${signature}` },
    body: text,
  });
  await answer.body.dump();
  return answer.statusCode;
}
