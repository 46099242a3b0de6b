// Who and what is there besides: organizations, users, permissions, connector definitions, regions. Read-only, minimal.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { uuidFrom } from '../engine/random';
import { definitionId, type ActorKind } from './actors';
import type { AirbyteInstance } from './instance';
import { page } from './page';
import { readInput } from './problems';
import { ORGANIZATION_ID, WORKSPACE_ID } from './workspace';

const USER_ID = uuidFrom('user/sim');
const BASE = '/api/public/v1';
const definitionsQuery = z.looseObject({ type: z.string().default('source') });

export function addDirectoryRoutes(server: FastifyInstance, instance: AirbyteInstance): void {
  const list = (path: string, items: readonly object[]) =>
    server.get(`${BASE}/${path}`, async () => ({ data: items }));
  list('organizations', [
    { organizationId: ORGANIZATION_ID, organizationName: 'Simulated organization', email: 'org@example.com' },
  ]);
  list('users', [{ id: USER_ID, name: 'Sim User', email: 'sim-user@example.com' }]);
  list('permissions', [
    {
      permissionId: uuidFrom('permission/sim'),
      permissionType: 'workspace_admin',
      userId: USER_ID,
      scope: 'workspace',
      scopeId: WORKSPACE_ID,
    },
  ]);
  list('groups', []);
  list('regions', [{ regionId: uuidFrom('region/sim'), name: 'auto', organizationId: ORGANIZATION_ID }]);
  list('dataplanes', []);
  list('applications', [{ id: uuidFrom('application/sim'), name: 'Default application', createdAt: 0 }]);

  const definitions = (kind: ActorKind) => {
    const actors = kind === 'source' ? instance.sources : instance.destinations;
    return [...new Set([...actors.values()].map(({ type }) => type))].map((type) => ({
      id: definitionId(kind, type),
      connectorDefinitionId: definitionId(kind, type),
      connectorDefinitionType: kind,
      name: type,
      dockerRepository: `airbyte/${kind}-${type}`,
      dockerImageTag: '1.0.0',
    }));
  };
  server.get(`${BASE}/connector_definitions`, async (request) => {
    const { type } = readInput(definitionsQuery, request.query);
    return { data: definitions(type === 'destination' ? 'destination' : 'source') };
  });
  for (const kind of ['source', 'destination'] as const) {
    const path = `${BASE}/workspaces/:id/definitions/${kind}s`;
    server.get(path, async (request) =>
      page(instance, request, `/workspaces/definitions/${kind}s`, definitions(kind), (one) => one),
    );
  }
}
