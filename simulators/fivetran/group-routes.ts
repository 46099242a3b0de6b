// Fivetran's account and groups: who am I, list, create, rename, delete, the group's users.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { microTime } from './connection-view';
import { FivetranError, notFound, page, readInput, success } from './envelope';
import { groupView, type Group } from './groups';
import { idWords } from './names';
import { SIM_USER, userView } from './users';

const nameBody = z.looseObject({ name: z.string({ error: 'is required' }).min(1) });
type ById = { Params: { id: string } };

export function findGroup(account: FivetranAccount, id: string): Group {
  const group = account.groups.get(id);
  if (group === undefined) throw notFound('Group', id);
  return group;
}

export function addGroupRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const { groups, world } = account;

  server.get('/v1/account/info', async () =>
    success({ account_id: 'sim_account', account_name: 'Simulated account', user_id: SIM_USER }),
  );
  server.get('/v1/groups', async (request) => success(page(groups.all(), request.query, groupView)));
  server.post('/v1/groups', async (request, reply) => {
    const { name } = readInput(nameBody, request.body);
    if (groups.all().some((group) => group.name === name))
      throw new FivetranError(409, 'Conflict', `Group with name '${name}' already exists`);
    const id = idWords(account.random, (taken) => groups.get(taken) !== undefined);
    const group = { id, name, createdAt: microTime(account.clock.now()) };
    groups.add(group);
    return reply.code(201).send(success(groupView(group), 'Group has been created'));
  });
  server.get<ById>('/v1/groups/:id', async (request) =>
    success(groupView(findGroup(account, request.params.id))),
  );
  server.patch<ById>('/v1/groups/:id', async (request) => {
    const group = findGroup(account, request.params.id);
    group.name = readInput(nameBody, request.body).name;
    return success(groupView(group), 'Group has been updated');
  });
  server.delete<ById>('/v1/groups/:id', async (request) => {
    const { id } = findGroup(account, request.params.id);
    if ([...world.connections.values()].some(({ native }) => native.groupId === id))
      throw new FivetranError(
        409,
        'Conflict',
        `Group with id '${id}' still has connections: delete them first`,
      );
    groups.remove(id);
    account.destinations.byId.delete(id);
    return success(undefined, `Group with id '${id}' has been deleted`);
  });
  server.get<ById>('/v1/groups/:id/users', async (request) => {
    findGroup(account, request.params.id);
    return success(page(account.users.all(), request.query, userView));
  });
  server.get<ById>('/v1/groups/:id/public-key', async (request) =>
    success({ public_key: `ssh-rsa ${findGroup(account, request.params.id).id}` }),
  );
  server.get<ById>('/v1/groups/:id/service-account', async (request) =>
    success({ service_account: `g-${findGroup(account, request.params.id).id}@fivetran.example` }),
  );
}
