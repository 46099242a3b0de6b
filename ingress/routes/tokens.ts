// /api/v1/tokens: people make tokens for themselves and their programs; administrators for anybody.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { newToken, stateOf, tendsTokensOf, type ApiToken } from '../../domain/access/api-token';
import type { Caller } from '../../domain/access/caller';
import { mayDecide } from '../../domain/access/role-for';
import { LIMITS } from '../../domain/limits';
import { present } from '../../domain/present';
import { makeSecret } from '../api-tokens';
import type { Auth } from '../auth';
import { idempotencyKey, type Idempotency } from '../idempotency';
import {
  CREATE_TOKEN,
  LIST_TOKENS,
  REVOKE_TOKEN,
  TokenBody,
  TokenId,
  TokenQuery,
} from '../operations/tokens';
import type { IngressOptions } from '../options';
import { Problem } from '../problem';
import { readInput } from '../read-input';
import { ReasonQuery } from '../schemas/query';
import type { ListedToken, MadeToken } from '../schemas/token';

type Deps = IngressOptions & { auth: Auth; idempotency: Idempotency; now: () => Date };

export function tokens(app: FastifyInstance, deps: Deps): void {
  const { tokenStore: store, logger } = deps;
  const listed = (token: ApiToken): ListedToken => ({ ...token, state: stateOf(token, deps.now()) });

  app.post('/tokens', { schema: CREATE_TOKEN }, async (request, reply) => {
    const maker = deps.auth.person(request, 'viewer');
    const { owner = maker.id, ...asked } = readInput(TokenBody, request.body);
    const key = idempotencyKey(request, maker.id);
    let shown: string | null = null;
    const token = await deps.idempotency.once(key, request, async () => {
      const made = make(asked, owner, maker, deps);
      await assertRoom(owner, deps);
      const { secret, hash } = makeSecret();
      await store.create(made, hash, audited(made, 'token.created', maker.id, made.createdAt));
      logger.warn({ tokenId: made.id, owner, by: maker.id }, 'token.created');
      shown = secret;
      return made;
    });
    const answer: MadeToken = { ...listed(token), token: shown };
    return reply.status(201).header('cache-control', 'no-store').send(answer);
  });

  app.get('/tokens', { schema: LIST_TOKENS }, async (request) => {
    const person = deps.auth.person(request, 'viewer');
    const { owner } = readInput(TokenQuery, request.query);
    const all = await store.list(owner ?? (tendsTokensOf(person, '') ? undefined : person.id));
    return { items: all.filter((token) => tendsTokensOf(person, token.owner)).map(listed) };
  });

  app.delete<{ Params: { id: string } }>('/tokens/:id', { schema: REVOKE_TOKEN }, async (request) => {
    const person = deps.auth.person(request, 'viewer');
    const { id } = request.params;
    const { reason } = readInput(ReasonQuery, request.query);
    const token = TokenId.safeParse(id).success ? await store.get(id) : null;
    const at = deps.now().toISOString();
    const done =
      token &&
      mayRevoke(person, token) &&
      (await store.revoke(
        id,
        { at, who: person.id },
        audited(token, 'token.revoked', person.id, at, reason),
      ));
    if (done !== true) throw new Problem(404, `no token ${id} stands that you may revoke; see GET /tokens`);
    logger.warn({ tokenId: id, by: person.id }, 'token.revoked');
    return { revoked: true, id };
  });
}

/** @throws Problem 400, 403, 404 */
function make(
  asked: Parameters<typeof newToken>[0],
  ownerId: string,
  maker: Caller,
  { people, now }: Deps,
): ApiToken {
  if (!tendsTokensOf(maker, ownerId))
    throw new Problem(
      403,
      `${maker.id} may make tokens for themselves; for others it takes an administrator`,
    );
  const owner = people.find(({ id }) => id === ownerId);
  if (!owner)
    throw new Problem(404, `${ownerId} is not in config/people.yaml: only people there have tokens`);
  const id = `tok-${randomBytes(6).toString('hex')}`;
  const token = newToken(asked, owner, maker, { id, now: now() });
  if ('refused' in token) throw new Problem(403, token.refused);
  return token;
}

/** @throws Problem 409 */
async function assertRoom(owner: string, { tokenStore, now }: Deps): Promise<void> {
  const standing = (await tokenStore.list(owner)).filter((token) => stateOf(token, now()) === 'valid');
  if (standing.length < LIMITS.tokensPerOwnerMax) return;
  throw new Problem(409, `${owner} has ${standing.length} tokens: revoke some before making more`);
}

/** A program may end itself, and nothing else. */
function mayRevoke(person: Caller, token: ApiToken): boolean {
  return mayDecide(person) ? tendsTokensOf(person, token.owner) : person.token.id === token.id;
}

/** Tokens belong to no incident; the record keeps them under their own ID. */
function audited(token: ApiToken, action: string, actor: string, at: string, why?: string) {
  const { id, owner, name, kind, role, scopes = [], expiresAt, madeWith } = token;
  return {
    ...{ key: `${id}/${action}`, at, incidentId: id, actor, action },
    details: { owner, name, kind, role, scopes, expiresAt, madeWith, ...present({ why }) },
  };
}
