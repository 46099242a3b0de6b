// Which quotas a request counts against: every one, those that run setup tests, those that reach into the source.
import type { FastifyRequest } from 'fastify';
import type { RequestClass } from './plans';

const TESTS: readonly RequestClass[] = ['setup_tests', 'source_interaction'];

const BY_ROUTE: Readonly<Record<string, readonly RequestClass[]>> = {
  'POST /v1/connections/:id/test': TESTS,
  'POST /v1/destinations/:id/test': TESTS,
  'POST /v1/connections/:id/schemas/reload': ['source_interaction'],
  'GET /v1/connections/:id/schemas/:schema/tables/:table/columns': ['source_interaction'],
  'POST /v1/users': ['user_creation'],
  'POST /v1/connections': ['connection_creation'],
};

/** Creating or changing these runs setup tests unless told otherwise. */
const TESTS_BY_DEFAULT = [
  'POST /v1/connections',
  'PATCH /v1/connections/:id',
  'POST /v1/destinations',
  'PATCH /v1/destinations/:id',
];

export function classesOf(request: FastifyRequest): RequestClass[] {
  const route = `${request.method} ${request.routeOptions.url ?? ''}`;
  const tests = TESTS_BY_DEFAULT.includes(route) && !declinesTests(request.body) ? TESTS : [];
  return ['all', ...(BY_ROUTE[route] ?? []), ...tests];
}

function declinesTests(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'run_setup_tests' in body && !body.run_setup_tests;
}
