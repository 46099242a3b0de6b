// Connections as the sweep remembers them: read and written by the thousand, one statement each.
import { sql, type Kysely } from 'kysely';
import type { ConnectionStore } from '../../domain/store-ports';
import type { KnownConnection } from '../../domain/sweep/known-connection';
import { storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createConnectionStore(db: Kysely<Tables>): ConnectionStore {
  return {
    known: ({ provider, account }, connectionIds) =>
      asStoreError(async () => {
        if (connectionIds.length === 0) return [];
        const rows = await db
          .selectFrom('connections')
          .select('document')
          .where('provider', '=', provider)
          .where('account', '=', account)
          .where(sql<boolean>`connection_id = any(${connectionIds})`)
          .execute();
        // Only keep() and markGone() write this column.
        return rows.map((row) => row.document as KnownConnection);
      }),

    keep: (connections) =>
      asStoreError(async () => {
        if (connections.length === 0) return;
        // One parameter a column instead of one a value: PostgreSQL takes 65,535 of them at most.
        const column = (of: (one: KnownConnection) => string) => connections.map(of);
        await sql`
          insert into connections (provider, account, connection_id, health, document)
          select * from unnest(
            ${column((c) => c.provider)}::text[], ${column((c) => c.account)}::text[],
            ${column((c) => c.connectionId)}::text[], ${column((c) => c.health)}::text[],
            ${column((c) => storableJson(c))}::jsonb[])
          on conflict (provider, account, connection_id)
          do update set health = excluded.health, document = excluded.document`.execute(db);
      }),

    markGone: ({ provider, account }, listed) =>
      asStoreError(async () => {
        const result = await db
          .updateTable('connections')
          .set({ health: 'gone', document: sql`document || '{"health":"gone"}'::jsonb` })
          .where('provider', '=', provider)
          .where('account', '=', account)
          .where('health', '<>', 'gone')
          .where(sql<boolean>`not (connection_id = any(${[...listed]}))`)
          .executeTakeFirst();
        return Number(result.numUpdatedRows);
      }),

    lastClosed: ({ provider, account }, connectionIds) =>
      asStoreError(async () => {
        if (connectionIds.length === 0) return new Map();
        const rows = await db
          .selectFrom('incidents')
          .select(['connection_id', (eb) => eb.fn.max('updated_at').as('at')])
          .where('provider', '=', provider)
          .where('account', '=', account)
          .where('status', 'in', ['resolved', 'closed', 'cancelled'])
          .where(sql<boolean>`connection_id = any(${connectionIds})`)
          .groupBy('connection_id')
          .execute();
        return new Map(rows.map((row) => [row.connection_id, row.at]));
      }),
  };
}
