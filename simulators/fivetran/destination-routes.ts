// Fivetran's destinations: list, read, set up, change, delete, and the setup tests that see an outage.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { destinationTests, destinationView, type Destination } from './destinations';
import { FivetranError, notFound, page, readInput, success } from './envelope';
import { findGroup } from './group-routes';

const fields = z.object({
  region: z.string().optional(),
  time_zone_offset: z.string().optional(),
  daylight_saving_time_enabled: z.boolean().optional(),
  networking_method: z.enum(['Directly', 'PrivateLink', 'SshTunnel', 'ProxyAgent']).optional(),
  private_link_id: z.string().optional(),
  proxy_agent_id: z.string().optional(),
  hybrid_deployment_agent_id: z.string().optional(),
});
const common = fields.extend({
  config: z.record(z.string(), z.unknown()).default({}),
  run_setup_tests: z.boolean().default(true),
  trust_certificates: z.boolean().optional(),
  trust_fingerprints: z.boolean().optional(),
});
const createBody = common.extend({
  group_id: z.string({ error: 'is required' }),
  service: z.string({ error: 'is required' }),
});
type ById = { Params: { id: string } };

export function addDestinationRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const { destinations } = account;
  const find = (id: string): Destination => {
    const found = destinations.get(id);
    if (found === undefined) throw notFound('Destination', id);
    return found;
  };
  const view = (destination: Destination) =>
    destinationView(destination, destinations.outageOf(destination.id));
  const tested = (destination: Destination, tests: boolean) => ({
    ...view(destination),
    ...(tests ? { setup_tests: destinationTests(destinations.outageOf(destination.id)) } : {}),
  });

  server.get('/v1/destinations', async (request) => {
    const all = account.groups.all().flatMap(({ id }) => destinations.get(id) ?? []);
    return success(page(all, request.query, view));
  });
  server.post('/v1/destinations', async (request, reply) => {
    const body = readInput(createBody, request.body);
    const { id } = findGroup(account, body.group_id);
    if (destinations.get(id) !== undefined)
      throw new FivetranError(409, 'Conflict', `Destination for group '${id}' already exists`);
    const destination: Destination = { id, service: body.service, settings: {}, config: {} };
    destinations.change(destination, fields.parse(body), body.config);
    destinations.byId.set(id, destination);
    return reply
      .code(201)
      .send(success(tested(destination, body.run_setup_tests), 'Destination has been created'));
  });
  server.get<ById>('/v1/destinations/:id', async (request) => success(view(find(request.params.id))));
  server.patch<ById>('/v1/destinations/:id', async (request) => {
    const destination = find(request.params.id);
    const body = readInput(common, request.body);
    destinations.change(destination, fields.parse(body), body.config);
    return success(tested(destination, body.run_setup_tests), 'Destination has been updated');
  });
  server.delete<ById>('/v1/destinations/:id', async (request) => {
    const { id } = find(request.params.id);
    destinations.byId.delete(id);
    account.groups.remove(id);
    return success(undefined, `Destination with id '${id}' has been deleted`);
  });
  server.post<ById>('/v1/destinations/:id/test', async (request) => {
    const destination = find(request.params.id);
    return success(tested(destination, true), 'Setup tests have been completed');
  });
}
