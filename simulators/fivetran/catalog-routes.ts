// What an account can look up beyond its connections: connector types, hybrid agents, log services.
import type { FastifyInstance } from 'fastify';
import type { FivetranAccount } from './account';
import { agentView, type Agent } from './agents';
import { microTime } from './connection-view';
import { CONNECTOR_TYPES, connectorTypeView } from './connector-types';
import { notFound, page, success } from './envelope';

type ById = { Params: { id: string } };

export function addCatalogRoutes(server: FastifyInstance, account: FivetranAccount): void {
  /** The quickstart names the second path, and the third needs no key. */
  for (const path of ['/v1/metadata/connector-types', '/v1/metadata/connectors', '/public/connector-types']) {
    server.get(path, async (request) => success(page(CONNECTOR_TYPES, request.query, connectorTypeView)));
  }
  server.get<ById>('/v1/metadata/connector-types/:id', async (request) => {
    const type = CONNECTOR_TYPES.find(({ id }) => id === request.params.id);
    if (type === undefined) throw notFound('ConnectorType', request.params.id);
    return success({ ...connectorTypeView(type), config: { type: 'object', properties: {} } });
  });

  const view = (agent: Agent) => {
    const users = [...account.world.connections.values()].filter(
      ({ native }) => native.settings['hybrid_deployment_agent_id'] === agent.id,
    );
    const ids = users.map(({ id }) => id);
    return agentView(agent, ids, microTime(account.clock.now()));
  };
  server.get('/v1/hybrid-deployment-agents', async (request) =>
    success(page([...account.agents.byId.values()], request.query, view)),
  );
  server.get<ById>('/v1/hybrid-deployment-agents/:id', async (request) => {
    const agent = account.agents.byId.get(request.params.id);
    if (agent === undefined) throw notFound('RemoteExecutionAgent', request.params.id);
    return success(view(agent));
  });

  server.get('/v1/external-logging', async (request) => success(page([], request.query, (none) => none)));
  server.get<ById>('/v1/external-logging/:id', async (request) => {
    throw notFound('LogService', request.params.id);
  });
}
