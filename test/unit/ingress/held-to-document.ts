// Every answer that a test gets from the server is held to the document that the server gives of itself.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { conformanceTo, type Conformance, type OpenapiDocument } from '../../openapi-conformance';

/** The same server; `inject` rejects when an answer is not as documented. */
export function heldToDocument(app: FastifyInstance): FastifyInstance {
  const inject = app.inject.bind(app);
  let conformance: Conformance | undefined;
  const held = async (request: string | InjectOptions): Promise<LightMyRequestResponse> => {
    const answer = await inject(request);
    conformance ??= conformanceTo((await inject('/openapi.json')).json<OpenapiDocument>());
    const { method = 'GET', url } = typeof request === 'string' ? { url: request } : request;
    const fault = conformance(method, String(url), answer);
    if (fault !== null) throw new Error(fault);
    return answer;
  };
  // Tests use the one form of `inject` that takes a request and gives a promise.
  app.inject = held as typeof app.inject;
  return app;
}

/** `GET /api/v1/incidents/{id}`, as the router has them. */
export function registeredRoutes(app: FastifyInstance): string[] {
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods] =
        /^([│ ]*)[└├]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
      if (part === '') return [];
      const depth = indent.length / 4;
      above.splice(depth, above.length, part);
      const path = above.join('').replace(/:([A-Za-z]+)/g, '{$1}');
      const named = (methods ?? '').split(', ').filter((method) => method !== '' && method !== 'HEAD');
      return named.map((method) => `${method} ${path}`);
    });
}
