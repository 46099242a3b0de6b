// Fivetran's system keys: list, create, read, change, rotate, delete. Permissions are kept, not enforced.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FivetranAccount } from './account';
import { notFound, page, readInput, success } from './envelope';
import { idWords } from './names';
import { expirationPeriod, expiryFrom, keyBody, systemKeyView, type SystemKey } from './system-keys';

const patchBody = keyBody.omit({ expiration_period: true }).partial();
const rotateBody = z.looseObject({ expiration_period: expirationPeriod.default('INFINITE') });
type ById = { Params: { id: string } };

export function addSystemKeyRoutes(server: FastifyInstance, account: FivetranAccount): void {
  const keys = account.systemKeys.byId;
  const find = (id: string): SystemKey => {
    const key = keys.get(id);
    if (key === undefined) throw notFound('SystemKey', id);
    return key;
  };
  const newSecret = (): string => account.random.uuid().replaceAll('-', '');

  server.get('/v1/system-keys', async (request) =>
    success(page([...keys.values()], request.query, (key) => systemKeyView(key, false))),
  );
  server.post('/v1/system-keys', async (request, reply) => {
    const body = readInput(keyBody, request.body);
    const now = account.clock.now();
    const key: SystemKey = {
      id: idWords(account.random, (taken) => keys.has(taken)),
      key: newSecret().slice(0, 16),
      secret: newSecret(),
      name: body.name,
      permissions: body.permissions,
      createdAt: now,
      updatedAt: now,
      expiresAt: expiryFrom(body.expiration_period, now),
    };
    keys.set(key.id, key);
    return reply.code(201).send(success(systemKeyView(key, true), 'System key has been created'));
  });
  server.get<ById>('/v1/system-keys/:id', async (request) =>
    success(systemKeyView(find(request.params.id), false)),
  );
  server.patch<ById>('/v1/system-keys/:id', async (request) => {
    const key = find(request.params.id);
    const body = readInput(patchBody, request.body);
    key.name = body.name ?? key.name;
    key.permissions = body.permissions ?? key.permissions;
    key.updatedAt = account.clock.now();
    return success(systemKeyView(key, false), 'System key has been updated');
  });
  server.post<ById>('/v1/system-keys/:id/rotate', async (request) => {
    const key = find(request.params.id);
    const { expiration_period: period } = readInput(rotateBody, request.body ?? {});
    key.secret = newSecret();
    key.updatedAt = account.clock.now();
    key.expiresAt = expiryFrom(period, key.updatedAt);
    return success(systemKeyView(key, true), `System key with id '${key.id}' has been rotated`);
  });
  server.delete<ById>('/v1/system-keys/:id', async (request) => {
    const { id } = find(request.params.id);
    keys.delete(id);
    return success(undefined, `System key with id '${id}' has been deleted`);
  });
}
