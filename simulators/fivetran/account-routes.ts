// Fivetran's account, groups and destinations: every group named by a connection exists, with one destination each.
import type { FastifyInstance } from 'fastify';
import type { FivetranAccount } from './account';
import { notFound, page, success } from './envelope';

const DEFAULT_GROUP = 'sim_group';
const CREATED_AT = '2026-01-01T00:00:00.000000Z';

export function addAccountRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const groups = () => {
    const named = [...account.world.connections.values()].map(({ native }) => native.groupId);
    return [...new Set([DEFAULT_GROUP, ...named])];
  };
  const known = (id: string, what: string) => {
    if (!groups().includes(id)) throw notFound(what, id);
    return id;
  };

  server.get('/v1/account/info', async () =>
    success({ account_id: 'sim_account', account_name: 'Simulated account', user_id: 'sim_user' }),
  );
  server.get('/v1/groups', async (request) => success(page(groups(), request.query, groupView)));
  server.get<{ Params: { id: string } }>('/v1/groups/:id', async (request) =>
    success(groupView(known(request.params.id, 'Group'))),
  );
  server.get('/v1/destinations', async (request) => success(page(groups(), request.query, destinationView)));
  server.get<{ Params: { id: string } }>('/v1/destinations/:id', async (request) =>
    success(destinationView(known(request.params.id, 'Destination'))),
  );
}

function groupView(id: string) {
  return { id, name: id, created_at: CREATED_AT };
}

/** A destination has its group's ID (1:1). */
function destinationView(id: string) {
  return {
    id,
    service: 'snowflake',
    region: 'GCP_US_EAST4',
    group_id: id,
    time_zone_offset: '0',
    setup_status: 'CONNECTED',
    daylight_saving_time_enabled: false,
    networking_method: 'Directly',
    setup_tests: [],
    config: { host: 'warehouse.example', database: 'sim', password: '******' },
  };
}
