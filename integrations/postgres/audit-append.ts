// Appends to the chain. The lock on the head row makes N writers one chain without gaps.
import { sql, type Insertable, type Transaction } from 'kysely';
import type { AuditEntry } from '../../domain/audit-entry';
import { chainHash } from './audit-chain';
import { storable, storableJson } from './storable-json';
import type { AuditTable, Tables } from './tables';

/** A writer that vanishes from the network while it holds the head would stop all others until TCP gives up. */
const HOLD_MAX = '15s';

/** Appends what is not there yet: a key that was written before takes no place in the chain. */
export async function appendAudit(tx: Transaction<Tables>, given: AuditEntry[]): Promise<void> {
  if (given.length === 0) return;
  const head = await tx
    .selectFrom('audit_head')
    .select([
      'seq',
      'hash',
      sql`set_config('idle_in_transaction_session_timeout', ${HOLD_MAX}, true)`.as('max'),
    ])
    .forUpdate()
    .executeTakeFirstOrThrow();
  // A statement of its own: it must see what was committed while the lock was waited for.
  const entries = given.map(storable);
  const keys = entries.map((entry) => entry.key);
  const written = await tx.selectFrom('audit').select('key').where('key', 'in', keys).execute();
  const seen = new Set(written.map((row) => row.key));
  let { seq, hash } = head;
  const rows: Insertable<AuditTable>[] = [];
  for (const entry of entries) {
    if (seen.has(entry.key)) continue;
    seen.add(entry.key);
    const { key, incidentId: incident_id, at, actor, action } = entry;
    const previous_hash = hash;
    seq += 1;
    // Hashed as it is stored, so that it can be hashed again when read.
    hash = chainHash(previous_hash, seq, entry);
    const details = storableJson(entry.details);
    rows.push({ seq, key, incident_id, at, actor, action, details, previous_hash, hash });
  }
  if (rows.length === 0) return;
  await tx
    .with('appended', (query) => query.insertInto('audit').values(rows))
    .updateTable('audit_head')
    .set({ seq, hash })
    .where('singleton', '=', true)
    .execute();
}
