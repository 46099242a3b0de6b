// API tokens: made and revoked with their audit row in one transaction; the token itself is never written.
import type { Kysely, Selectable } from 'kysely';
import type { ApiToken } from '../../domain/access/api-token';
import type { TokenStore } from '../../domain/store-ports';
import { appendAudit } from './audit-append';
import { storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

const USED_EVERY_MS = 60_000;
const LISTED_MAX = 1000;

export function createTokenStore(db: Kysely<Tables>): TokenStore {
  const one = (column: 'id' | 'hash', value: string) =>
    asStoreError(async () => {
      const row = await db.selectFrom('api_tokens').selectAll().where(column, '=', value).executeTakeFirst();
      return row ? asToken(row) : null;
    });
  return {
    byHash: (hash) => one('hash', hash),

    get: (id) => one('id', id),

    list: (owner) =>
      asStoreError(async () => {
        const all = db
          .selectFrom('api_tokens')
          .selectAll()
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .limit(LISTED_MAX);
        const rows = await (owner === undefined ? all : all.where('owner', '=', owner)).execute();
        return rows.map(asToken);
      }),

    create: (token, hash, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          const { id, owner, createdAt: created_at } = token;
          const none = { revoked_at: null, revoked_by: null, last_used_at: null };
          await tx
            .insertInto('api_tokens')
            .values({ id, hash, owner, created_at, ...none, document: storableJson(token) })
            .execute();
          await appendAudit(tx, [audit]);
        }),
      ),

    revoke: (id, { at, who }, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          const { numUpdatedRows } = await tx
            .updateTable('api_tokens')
            .set({ revoked_at: at, revoked_by: who })
            .where('id', '=', id)
            .where('revoked_at', 'is', null)
            .executeTakeFirst();
          const revoked = Number(numUpdatedRows) > 0;
          if (revoked) await appendAudit(tx, [audit]);
          return revoked;
        }),
      ),

    used: (id, at) =>
      asStoreError(async () => {
        const before = new Date(Date.parse(at) - USED_EVERY_MS).toISOString();
        await db
          .updateTable('api_tokens')
          .set({ last_used_at: at })
          .where('id', '=', id)
          .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', before)]))
          .execute();
      }),
  };
}

/** What changes after the making stands in columns of its own. */
function asToken(row: Selectable<Tables['api_tokens']>): ApiToken {
  // Only `create` writes this column.
  const made = row.document as ApiToken;
  return { ...made, revokedAt: row.revoked_at, revokedBy: row.revoked_by, lastUsedAt: row.last_used_at };
}
