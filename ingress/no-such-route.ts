// What is not there: 404 for a path, 405 with what is there for a method.
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem';

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
  app.setNotFoundHandler(({ method, url }) => {
    const path = url.split('?')[0] ?? '';
    const allowed = [...known.values()]
      .filter((one) => one.path.test(path))
      .flatMap(({ methods }) => methods);
    const shown = `${method} ${path.slice(0, 200)}`;
    if (allowed.length === 0) throw new Problem(404, `there is no ${shown}`);
    const allow = [...new Set(allowed)].sort().join(', ');
    throw new Problem(405, `there is no ${shown}; allowed are ${allow}`, { allow });
  });
}

/** `:name` stands for one part of the path. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
