// Connections with their health, for API, CLI and console: the sick ones first.
import { sql, type Kysely } from 'kysely';
import type { ConnectionReader } from '../../domain/reader-ports';
import { type CONNECTION_HEALTHS, type KnownConnection } from '../../domain/sweep/known-connection';
import { decodeCursor, encodeCursor } from './cursor';
import { asStoreError } from './store-error';
import type { Tables } from './tables';
import { withinSight } from './within-sight';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

/** What asks for attention first. */
const ORDER: readonly string[] = [
  'failing',
  'setup_broken',
  'stuck',
  'late',
  'paused',
  'unknown',
  'healthy',
  'gone',
] satisfies (typeof CONNECTION_HEALTHS)[number][];

export function createConnectionReader(db: Kysely<Tables>): ConnectionReader {
  const rank = sql<string>`lpad(coalesce(array_position(${sql.lit(`{${ORDER.join(',')}}`)}::text[], health), 99)::text, 2, '0')`;
  const key = sql<string>`provider || '/' || account || '/' || connection_id`;
  return {
    list: (filter) =>
      asStoreError(async () => {
        const limit = Math.min(Math.max(filter.limit ?? PAGE_DEFAULT, 1), PAGE_MAX);
        let query = db
          .selectFrom('connections')
          .select(['document', rank.as('rank'), key.as('key')])
          .orderBy(rank)
          .orderBy(key)
          .limit(limit + 1);
        if (filter.health && filter.health.length > 0) query = query.where('health', 'in', filter.health);
        if (filter.sight) query = query.where(withinSight(filter.sight, sql`document -> 'tags'`));
        if (filter.provider) query = query.where('provider', '=', filter.provider);
        if (filter.account) query = query.where('account', '=', filter.account);
        if (filter.connectionId) query = query.where('connection_id', '=', filter.connectionId);
        if (filter.cursor) {
          const after = decodeCursor(filter.cursor);
          query = query.where(sql<boolean>`(${rank}, ${key}) > (${after.updatedAt}, ${after.id})`);
        }
        const rows = await query.execute();
        const last = rows[limit - 1];
        return {
          // Only the sweep writes this column.
          items: rows.slice(0, limit).map((row) => row.document as KnownConnection),
          nextCursor:
            rows.length > limit && last ? encodeCursor({ updatedAt: last.rank, id: last.key }) : null,
        };
      }),
  };
}
