// Fivetran's users: list, read, invite, change, delete.
import type { FastifyInstance } from 'fastify';
import type { FivetranAccount } from './account';
import { microTime } from './connection-view';
import { FivetranError, notFound, page, readInput, success } from './envelope';
import { idWords } from './names';
import { userBody, userPatch, userView, type User } from './users';

type ById = { Params: { id: string } };

export function addUserRoutes(server: FastifyInstance, { users, random, clock }: FivetranAccount): void {
  const find = (id: string): User => {
    const user = users.get(id);
    if (user === undefined) throw notFound('User', id);
    return user;
  };

  server.get('/v1/users', async (request) => success(page(users.all(), request.query, userView)));
  server.post('/v1/users', async (request, reply) => {
    const body = readInput(userBody, request.body);
    if (users.all().some(({ email }) => email === body.email))
      throw new FivetranError(409, 'Conflict', 'User with this email already exists in the account');
    const id = idWords(random, (taken) => users.get(taken) !== undefined);
    const user: User = { ...body, id, createdAt: microTime(clock.now()) };
    users.set(user);
    return reply.code(201).send(success(userView(user), 'User has been invited to the account'));
  });
  server.get<ById>('/v1/users/:id', async (request) => success(userView(find(request.params.id))));
  server.patch<ById>('/v1/users/:id', async (request) => {
    const patch = readInput(userPatch, request.body);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const user: User = { ...find(request.params.id), ...given };
    users.set(user);
    return success(userView(user), 'User has been updated');
  });
  server.delete<ById>('/v1/users/:id', async (request) => {
    const { id } = find(request.params.id);
    users.remove(id);
    return success(undefined, `User with id '${id}' has been deleted`);
  });
}
