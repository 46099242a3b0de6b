// GitHub's issues and comments, and what it refuses. Token `ghp_sim`, repository `sim/incidents`; `GET /_sim/github`.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ChatWorld } from './world';

const TOKEN = 'ghp_sim';
const REPOSITORY = { owner: 'sim', repo: 'incidents' };
const DOCS = 'https://docs.github.com/rest/issues';

const title = z.string().min(1).max(256);
const body = z.string().max(65_536);
const newIssue = z.object({ title, body: body.optional(), labels: z.array(z.string().max(50)).default([]) });
const change = z.object({
  title: title.optional(),
  body: body.optional(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'reopened', 'duplicate']).nullish(),
});
const newComment = z.object({ body: body.min(1) });
const listQuery = z.object({
  state: z.enum(['open', 'closed', 'all']).default('open'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  since: z.iso.datetime({ offset: true }).optional(),
  per_page: z.coerce.number().int().min(1).max(100).default(30),
  page: z.coerce.number().int().min(1).default(1),
});

interface Comment {
  id: number;
  body: string;
  created_at: string;
  updated_at: string;
}

interface Issue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  labels: { name: string }[];
  created_at: string;
  updated_at: string;
  comments: Comment[];
}

export function addGithub(server: FastifyInstance, world: ChatWorld): void {
  let issues: Issue[] = [];
  let comments = 0;
  world.onReset(() => void (issues = []));
  world.addControls((sim) => void sim.get('/github', async () => ({ items: issues })));
  const now = () => new Date(world.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');

  void server.register(
    async (scope) => {
      scope.setErrorHandler((_error, _request, reply) =>
        reply.code(400).send({ message: 'Problems parsing JSON', documentation_url: DOCS }),
      );
      scope.addHook('preHandler', async (request, reply) => refuse(request, reply));

      scope.get('/issues', async (request, reply) => {
        const query = read(listQuery, request.query, reply);
        if (!query) return reply;
        const listed = issues
          .filter((one) => query.state === 'all' || one.state === query.state)
          .filter((one) => query.since === undefined || Date.parse(one.updated_at) >= Date.parse(query.since))
          .sort((a, b) => (query.direction === 'asc' ? a.number - b.number : b.number - a.number));
        return page(listed, query).map(shown);
      });

      scope.post('/issues', async (request, reply) => {
        const made = read(newIssue, request.body, reply);
        if (!made) return reply;
        const issue: Issue = {
          ...{ number: issues.length + 1, title: made.title, body: made.body ?? '' },
          ...{ state: 'open', state_reason: null, labels: made.labels.map((name) => ({ name })) },
          ...{ created_at: now(), updated_at: now(), comments: [] },
        };
        issues.push(issue);
        return reply.code(201).send(shown(issue));
      });

      scope.patch('/issues/:number', async (request, reply) => {
        const issue = find(issues, request, reply);
        const changed = issue && read(change, request.body, reply);
        if (!issue || !changed) return reply;
        const { state_reason: reason = null, ...rest } = changed;
        Object.assign(
          issue,
          Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
        );
        issue.updated_at = now();
        if (changed.state !== undefined)
          issue.state_reason = changed.state === 'closed' ? (reason ?? 'completed') : null;
        return shown(issue);
      });

      scope.get('/issues/:number/comments', async (request, reply) => {
        const issue = find(issues, request, reply);
        const query = issue && read(listQuery, request.query, reply);
        if (!issue || !query) return reply;
        return page(issue.comments, query);
      });

      scope.post('/issues/:number/comments', async (request, reply) => {
        const issue = find(issues, request, reply);
        const made = issue && read(newComment, request.body, reply);
        if (!issue || !made) return reply;
        comments += 1;
        const comment = { id: comments, body: made.body, created_at: now(), updated_at: now() };
        issue.comments.push(comment);
        issue.updated_at = now();
        return reply.code(201).send(comment);
      });
    },
    { prefix: '/repos/:owner/:repo' },
  );
}

/** GitHub tells nobody without access that a repository exists, and serves no client that does not say who it is. */
function refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { authorization = '', 'user-agent': agent } = request.headers;
  const { owner, repo } = request.params as Record<string, string>;
  if (agent === undefined)
    return reply.code(403).send({ message: 'Request forbidden by administrative rules.' });
  if (!/^(bearer|token) \S+$/i.test(authorization) || !authorization.endsWith(` ${TOKEN}`))
    return reply.code(401).send({ message: 'Bad credentials', documentation_url: DOCS, status: '401' });
  if (owner !== REPOSITORY.owner || repo !== REPOSITORY.repo)
    return reply.code(404).send({ message: 'Not Found', documentation_url: DOCS, status: '404' });
  return undefined;
}

function read<S extends z.ZodType>(schema: S, given: unknown, reply: FastifyReply): z.output<S> | null {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({
    ...{ resource: 'Issue', field: path.join('.'), code: 'invalid', message },
  }));
  void reply.code(422).send({ message: 'Validation Failed', errors, documentation_url: DOCS, status: '422' });
  return null;
}

function find(issues: Issue[], request: FastifyRequest, reply: FastifyReply): Issue | null {
  const { number } = request.params as Record<string, string>;
  const issue = issues.find((one) => String(one.number) === number);
  if (!issue) void reply.code(404).send({ message: 'Not Found', documentation_url: DOCS, status: '404' });
  return issue ?? null;
}

function page<T>(items: T[], { page, per_page: size }: z.output<typeof listQuery>): T[] {
  return items.slice((page - 1) * size, page * size);
}

function shown(issue: Issue) {
  return {
    ...issue,
    comments: issue.comments.length,
    html_url: `https://github.com/sim/incidents/issues/${issue.number}`,
  };
}
