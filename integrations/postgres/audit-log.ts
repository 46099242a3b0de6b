// Audit rows that no other write brings with it.
import type { Kysely } from 'kysely';
import type { AuditLog } from '../../domain/store-ports';
import { appendAudit } from './audit-append';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createAuditLog(db: Kysely<Tables>): AuditLog {
  return {
    append: (entries) => asStoreError(() => db.transaction().execute(async (tx) => appendAudit(tx, entries))),
  };
}
