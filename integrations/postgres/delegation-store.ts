// Delegated votes: given and ended with their audit row in one transaction.
import type { Kysely } from 'kysely';
import type { Delegation } from '../../domain/access/delegation';
import type { DelegationStore } from '../../domain/store-ports';
import { appendAudit } from './audit-append';
import { storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createDelegationStore(db: Kysely<Tables>): DelegationStore {
  return {
    delegations: (now) =>
      asStoreError(async () => {
        const rows = await db
          .selectFrom('delegations')
          .select('document')
          .where('ended_at', 'is', null)
          .where('until', '>', now)
          .orderBy('until')
          .execute();
        // Only `delegate` writes this column.
        return rows.map((row) => row.document as Delegation);
      }),

    delegate: (delegation, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          const { id, until } = delegation;
          await tx
            .insertInto('delegations')
            .values({ id, until, ended_at: null, document: storableJson(delegation) })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .execute();
          await appendAudit(tx, [audit]);
        }),
      ),

    endDelegation: (id, at, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          const { numUpdatedRows } = await tx
            .updateTable('delegations')
            .set({ ended_at: at })
            .where('id', '=', id)
            .where('ended_at', 'is', null)
            .executeTakeFirst();
          const done = Number(numUpdatedRows) > 0;
          if (done) await appendAudit(tx, [audit]);
          return done;
        }),
      ),
  };
}
