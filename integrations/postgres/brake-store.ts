// Brakes: set and lifted with their audit row in one transaction, so that neither stands without the other.
import type { Kysely } from 'kysely';
import type { Brake } from '../../domain/brakes/brake';
import type { BrakeStore } from '../../domain/store-ports';
import { appendAudit } from './audit-append';
import { storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createBrakeStore(db: Kysely<Tables>): BrakeStore {
  return {
    standing: (now) =>
      asStoreError(async () => {
        const rows = await db
          .selectFrom('brakes')
          .select('document')
          .where('lifted_at', 'is', null)
          .execute();
        // Only `apply` writes this column.
        return rows
          .map((row) => row.document as Brake)
          .filter(({ until }) => until === null || Date.parse(until) > Date.parse(now))
          .sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
      }),

    apply: (brake, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          await tx
            .insertInto('brakes')
            .values({ id: brake.id, lifted_at: null, document: storableJson(brake) })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .execute();
          await appendAudit(tx, [audit]);
        }),
      ),

    lift: (id, at, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          const { numUpdatedRows } = await tx
            .updateTable('brakes')
            .set({ lifted_at: at })
            .where('id', '=', id)
            .where('lifted_at', 'is', null)
            .executeTakeFirst();
          const lifted = Number(numUpdatedRows) > 0;
          if (lifted) await appendAudit(tx, [audit]);
          return lifted;
        }),
      ),
  };
}
