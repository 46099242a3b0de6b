// What is not there or cannot be: 404 for a path, 405 with what is there for a method, and what nothing can be called.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem, sendProblem } from './problem';

interface Known {
  path: RegExp;
  methods: string[];
}

/** Call before any route is registered. */
export function answerUnknown(app: FastifyInstance): void {
  const known = new Map<string, Known>();
  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? { path: patternOf(url), methods: [] };
    route.methods.push(...[method].flat());
    known.set(url, route);
  });
  const refuse = ({ method, url }: FastifyRequest): never => {
    const path = url.split('?')[0] ?? '';
    const allowed = [...known.values()]
      .filter((one) => one.path.test(path))
      .flatMap(({ methods }) => methods);
    const shown = `${method} ${path.slice(0, 200)}`;
    if (allowed.length === 0) throw new Problem(404, `there is no ${shown}`);
    const allow = [...new Set(allowed)].sort().join(', ');
    throw new Problem(405, `there is no ${shown}; allowed are ${allow}`, { allow });
  };
  // Before a body is looked at: nobody asked for one there.
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.is404) refuse(request);
    const [path = '', query = ''] = request.url.split('?');
    if (NUL.test(path)) throw new Problem(404, 'nothing has a NUL character in its name');
    if (NUL.test(query)) throw new Problem(400, 'the query has a NUL character in it');
    done();
  });
  app.setNotFoundHandler(refuse);
}

/** PostgreSQL's text holds none, so nothing is named so. */
const NUL = /%00/;

/** Errors of the router itself, which no handler of a route sees. */
export function frameworkProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
  sendProblem(tooLong ? new Problem(400, 'a part of the path is too long') : error, request, reply);
}

/** `:name` stands for one part of the path. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
