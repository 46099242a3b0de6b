// The part of Jira Cloud's REST API v3 that trackers of incidents call, and what it refuses.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { documentFault } from './document';
import { PROJECT, shownStatus, type Ticket, type Tickets } from './tickets';

export const CREDENTIALS = 'penstock@sim.example:sim-jira-token';

const label = z.string().regex(/^\S{1,255}$/, 'The label contains spaces which is invalid.');
const summary = z
  .string()
  .min(1, 'You must specify a summary of the issue.')
  .max(255, 'Summary must be less than 255 characters.')
  .regex(/^[^\r\n]*$/, 'The summary is invalid because it contains newline characters.');
const description = z.unknown().superRefine((value, context) => {
  const fault = documentFault(value);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});
const creation = z.object({
  fields: z.strictObject({
    ...{ summary, description, labels: z.array(label).default([]) },
    project: z.object({ key: z.literal(PROJECT, 'valid project is required') }),
    issuetype: z.object({ name: z.enum(['Task', 'Bug'], 'The issue type selected is invalid.') }),
  }),
});
const labelChange = z.union([z.strictObject({ add: label }), z.strictObject({ remove: label })]);
const edit = z.strictObject({
  fields: z.strictObject({ summary: summary.optional(), description: description.optional() }).optional(),
  update: z.strictObject({ labels: z.array(labelChange).optional() }).optional(),
});
const newComment = z.object({
  body: description,
  properties: z.array(z.object({ key: z.string().min(1).max(255), value: z.unknown() })).default([]),
});
const search = z.object({
  jql: z.string().min(1),
  fields: z.array(z.string()).default([]),
  maxResults: z.number().int().min(1).max(5000).default(50),
});

export function addJiraRoutes(scope: FastifyInstance, tickets: Tickets): void {
  scope.addHook('preHandler', async (request, reply) => {
    const basic = Buffer.from(CREDENTIALS).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`)
      return reply
        .code(401)
        .send({ errorMessages: ['Client must be authenticated to access this resource.'] });
    return undefined;
  });

  scope.get<{ Params: { key: string } }>('/project/:key', async ({ params }, reply) =>
    params.key === PROJECT
      ? { id: '10000', key: PROJECT, name: 'Data platform' }
      : reply.code(404).send({ errorMessages: [`No project could be found with key '${params.key}'.`] }),
  );

  scope.post('/issue', async (request, reply) => {
    const made = read(creation, request.body, reply);
    if (!made) return reply;
    const { summary: title, description: text, labels } = made.fields;
    const { id, key } = tickets.add({ summary: title, description: text, labels });
    return reply.code(201).send({ id, key, self: `/rest/api/3/issue/${id}` });
  });

  scope.post('/search/jql', async (request, reply) => {
    const asked = read(search, request.body, reply);
    if (!asked) return reply;
    const [, project, wanted] = /^project = "([^"]+)" AND labels = "([^"]+)"/.exec(asked.jql) ?? [];
    if (project !== PROJECT)
      return reply
        .code(400)
        .send({ errorMessages: [`The value '${project}' does not exist for the field 'project'.`] });
    const found = tickets.all.filter(({ labels }) => wanted !== undefined && labels.includes(wanted));
    const issues = found.slice(0, asked.maxResults).map(({ id, key, labels }) => ({
      ...{ id, key },
      fields: asked.fields.includes('labels') ? { labels } : {},
    }));
    return { issues, isLast: true };
  });

  onTicket('get', '/issue/:key', async (ticket) => ({
    ...{ id: ticket.id, key: ticket.key },
    fields: { summary: ticket.summary, labels: ticket.labels, status: shownStatus(ticket.status) },
  }));

  onTicket('put', '/issue/:key', async (ticket, request, reply) => {
    const changed = read(edit, request.body, reply);
    if (!changed) return reply;
    for (const change of changed.update?.labels ?? []) {
      if ('add' in change && !ticket.labels.includes(change.add)) ticket.labels.push(change.add);
      if ('remove' in change) ticket.labels = ticket.labels.filter((one) => one !== change.remove);
    }
    if (changed.fields?.summary !== undefined) ticket.summary = changed.fields.summary;
    if (changed.fields?.description !== undefined) ticket.description = changed.fields.description;
    return reply.code(204).send();
  });

  onTicket('get', '/issue/:key/comment', async ({ comments }, request) => {
    const { expand = '' } = request.query as { expand?: string };
    const listed = [...comments].reverse().map(({ properties, ...rest }) => ({
      ...rest,
      ...(expand.includes('properties') && { properties }),
    }));
    return { comments: listed.slice(0, 100), startAt: 0, total: listed.length };
  });

  onTicket('post', '/issue/:key/comment', async (ticket, request, reply) => {
    const made = read(newComment, request.body, reply);
    if (!made) return reply;
    const comment = tickets.comment(
      ticket,
      made.body,
      made.properties.map(({ key, value }) => ({ key, value })),
    );
    return reply.code(201).send({ id: comment.id, body: comment.body });
  });

  onTicket('get', '/issue/:key/transitions', async (ticket) => ({
    transitions: tickets
      .ways(ticket)
      .map((to) => ({ id: to.id, name: `Move to ${to.name}`, to: shownStatus(to) })),
  }));

  onTicket('post', '/issue/:key/transitions', async (ticket, request, reply) => {
    const asked = read(z.object({ transition: z.object({ id: z.string() }) }), request.body, reply);
    if (!asked) return reply;
    const to = tickets.ways(ticket).find(({ id }) => id === asked.transition.id);
    if (!to) return reply.code(400).send({ errorMessages: ['Transition id is not valid for this issue.'] });
    if (tickets.screened.has(to.name))
      return reply.code(400).send({ errorMessages: [], errors: { resolution: 'Resolution is required.' } });
    ticket.status = to;
    return reply.code(204).send();
  });

  function onTicket(
    method: 'get' | 'put' | 'post',
    path: string,
    answer: (ticket: Ticket, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  ): void {
    scope[method](path, async (request, reply) => {
      const { key } = request.params as { key: string };
      const ticket = tickets.find(key);
      if (ticket) return answer(ticket, request, reply);
      const words = 'Issue does not exist or you do not have permission to see it.';
      return reply.code(404).send({ errorMessages: [words], errors: {} });
    });
  }
}

function read<S extends z.ZodType>(schema: S, given: unknown, reply: FastifyReply): z.output<S> | null {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [
      path.filter((part) => part !== 'fields').join('.'),
      message,
    ]),
  );
  void reply.code(400).send({ errorMessages: [], errors });
  return null;
}
