// Modes that people set and the record they rest on; setting and audit row in one transaction.
import type { Kysely, Transaction } from 'kysely';
import { isSameScope, type ModeSetting } from '../../domain/modes/mode-setting';
import type { Effect } from '../../domain/modes/effect';
import type { ModeStore } from '../../domain/store-ports';
import { appendAudit } from './audit-append';
import { storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createModeStore(db: Kysely<Tables>): ModeStore {
  return {
    settings: () => asStoreError(() => standing(db)),

    setMode: (setting, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          // Asked again after a lost answer: it stands, or something newer does.
          if (await isKnown(tx, setting.id)) return;
          const replaced = (await standing(tx)).filter((one) => isSameScope(one.scope, setting.scope));
          if (replaced.length > 0)
            await tx
              .updateTable('mode_settings')
              .set({ taken_back_at: setting.since })
              .where(
                'id',
                'in',
                replaced.map((one) => one.id),
              )
              .execute();
          await tx
            .insertInto('mode_settings')
            .values({ id: setting.id, taken_back_at: null, document: storableJson(setting) })
            .execute();
          await appendAudit(tx, [audit]);
        }),
      ),

    takeBack: (id, at, audit) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          const { numUpdatedRows } = await tx
            .updateTable('mode_settings')
            .set({ taken_back_at: at })
            .where('id', '=', id)
            .where('taken_back_at', 'is', null)
            .executeTakeFirst();
          const done = Number(numUpdatedRows) > 0;
          if (done) await appendAudit(tx, [audit]);
          return done;
        }),
      ),

    effects: (since) =>
      asStoreError(async () => {
        const rows = await db.selectFrom('effects').select('document').where('at', '>=', since).execute();
        // Only `record` of the incident store writes this column.
        return rows.map((row) => row.document as Effect);
      }),
  };
}

async function isKnown(tx: Transaction<Tables>, id: string): Promise<boolean> {
  const row = await tx.selectFrom('mode_settings').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export async function standing(db: Kysely<Tables> | Transaction<Tables>): Promise<ModeSetting[]> {
  const rows = await db
    .selectFrom('mode_settings')
    .select('document')
    .where('taken_back_at', 'is', null)
    .execute();
  // Only `setMode` writes this column.
  return rows
    .map((row) => row.document as ModeSetting)
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
}
