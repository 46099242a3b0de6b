// Tokens made through the API: looked up by their hash, remembered for seconds so that a revocation is soon felt.
import { createHash, randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { callerBy, stateOf, type ApiToken } from '../domain/access/api-token';
import type { Person } from '../domain/person';
import type { AuditLog, TokenStore } from '../domain/store-ports';
import { unauthorised, type Recogniser } from './auth';

/** Known to secret scanners by its beginning; then 256 random bits. */
const SHAPE = /^pst_[A-Za-z0-9_-]{43}$/;
const SECRET_BYTES = 32;
const REMEMBERED_FOR_MS = 5000;
const REMEMBERED_MAX = 2000;
const USED_EVERY_MS = 60_000;

/** A new token for somebody to hold, and what is kept of it. */
export function makeSecret(): { secret: string; hash: string } {
  const secret = `pst_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, hash: hashOf(secret) };
}

export interface ApiTokenDeps {
  people: readonly Person[];
  tokenStore: TokenStore;
  auditLog: AuditLog;
  logger: Logger;
  now: () => Date;
}

/** Finding by a hash of 256 random bits tells a guesser nothing, however long it takes. */
export function apiTokens(deps: ApiTokenDeps): Recogniser {
  const remembered = new Remembered(deps);
  const used = new Map<string, number>();
  return {
    async recognise(secret) {
      if (!SHAPE.test(secret)) return null;
      const token = await remembered.find(hashOf(secret));
      if (!token) return null;
      const now = deps.now();
      const owner = deps.people.find(({ id }) => id === token.owner);
      const state = stateOf(token, now);
      if (state !== 'valid' || !owner) {
        await keepRefusal(token, state === 'valid' ? 'owner_unknown' : state, deps);
        throw unauthorised(wordsFor(token, state));
      }
      if (now.getTime() - (used.get(token.id) ?? 0) >= USED_EVERY_MS) {
        used.set(token.id, now.getTime());
        noteUse(token.id, deps);
      }
      return callerBy(owner, token);
    },
  };
}

class Remembered {
  private readonly known = new Map<string, { token: Promise<ApiToken | null>; at: number }>();

  constructor(private readonly deps: Pick<ApiTokenDeps, 'tokenStore' | 'now'>) {}

  find(hash: string): Promise<ApiToken | null> {
    const now = this.deps.now().getTime();
    const known = this.known.get(hash);
    if (known && now >= known.at && now < known.at + REMEMBERED_FOR_MS) return known.token;
    const token = this.deps.tokenStore.byHash(hash);
    this.known.delete(hash);
    const oldest = this.known.keys().next().value;
    if (this.known.size >= REMEMBERED_MAX && oldest !== undefined) this.known.delete(oldest);
    this.known.set(hash, { token, at: now });
    token.catch(() => this.known.delete(hash));
    return token;
  }
}

/** One row a minute and token: a program that goes on trying must not fill the record. */
async function keepRefusal(
  token: ApiToken,
  why: string,
  { auditLog, logger, now }: ApiTokenDeps,
): Promise<void> {
  const at = now().toISOString();
  const { id, owner, name } = token;
  logger.warn({ tokenId: id, owner, why }, 'token.refused');
  try {
    await auditLog.append([
      {
        key: `${id}/refused/${why}/${at.slice(0, 16)}`,
        ...{ at, incidentId: id, actor: 'system', action: 'token.refused' },
        details: { owner, name, why },
      },
    ]);
  } catch (error) {
    logger.error(
      { tokenId: id, error: error instanceof Error ? error.message : String(error) },
      'audit.failed',
    );
  }
}

/** Nobody waits for it. */
function noteUse(id: string, { tokenStore, logger, now }: ApiTokenDeps): void {
  tokenStore.used(id, now().toISOString()).catch((error: unknown) => {
    logger.warn(
      { tokenId: id, error: error instanceof Error ? error.message : String(error) },
      'token.use_not_kept',
    );
  });
}

function wordsFor(token: ApiToken, state: 'valid' | 'expired' | 'revoked'): string {
  const { id, owner, expiresAt, revokedAt, revokedBy } = token;
  switch (state) {
    case 'expired':
      return `the token ${id} expired at ${expiresAt}: make another (penstock token create)`;
    case 'revoked':
      return `the token ${id} was revoked at ${revokedAt ?? '?'} by ${revokedBy ?? '?'}`;
    case 'valid':
      return `the token ${id} belongs to ${owner}, who is not in config/people.yaml any more`;
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
