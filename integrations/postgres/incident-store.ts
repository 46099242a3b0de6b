// The write side: every call is one transaction and may be repeated without harm.
import { type Kysely, type Transaction } from 'kysely';
import type { AuditEntry } from '../../domain/audit-entry';
import type { IncidentStore } from '../../domain/ports';
import { chainHash } from './audit-chain';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createIncidentStore(db: Kysely<Tables>): IncidentStore {
  return {
    claimEvents: ({ incidentId, eventIds }) =>
      asStoreError(async () => {
        if (eventIds.length === 0) return [];
        await db
          .insertInto('events')
          .values(eventIds.map((event_id) => ({ event_id, incident_id: incidentId })))
          .onConflict((conflict) => conflict.column('event_id').doNothing())
          .execute();
        const rows = await db.selectFrom('events').selectAll().where('event_id', 'in', eventIds).execute();
        return rows.map((row) => ({ eventId: row.event_id, ownedBy: row.incident_id }));
      }),

    record: ({ incident, audit, outcome }) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          await append(tx, audit);
          if (incident) {
            await tx
              .insertInto('incidents')
              .values({
                id: incident.id,
                status: incident.status,
                provider: incident.provider,
                account: incident.account,
                connection_id: incident.connection.id,
                opened_at: incident.openedAt,
                updated_at: incident.updatedAt,
                document: JSON.stringify(incident),
              })
              .onConflict((conflict) =>
                conflict
                  .column('id')
                  .doUpdateSet((eb) => ({
                    status: eb.ref('excluded.status'),
                    updated_at: eb.ref('excluded.updated_at'),
                    document: eb.ref('excluded.document'),
                  }))
                  .whereRef('incidents.updated_at', '<=', 'excluded.updated_at'),
              )
              .execute();
          }
          if (outcome) {
            const document = JSON.stringify(outcome);
            await tx
              .insertInto('outcomes')
              .values({ incident_id: outcome.incidentId, closed_at: outcome.closedAt, document })
              .onConflict((conflict) =>
                conflict.column('incident_id').doUpdateSet({ closed_at: outcome.closedAt, document }),
              )
              .execute();
          }
        }),
      ),

    recordIntent: (intent) =>
      asStoreError(async () => {
        await db
          .insertInto('intents')
          .values({ key: intent.key, incident_id: intent.incidentId, document: JSON.stringify(intent) })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute();
      }),

    keepEvidence: ({ incidentId, evidence }) =>
      asStoreError(async () => {
        if (evidence.length === 0) return;
        await db
          .insertInto('evidence')
          .values(
            evidence.map((e) => ({
              incident_id: incidentId,
              evidence_id: e.id,
              document: JSON.stringify(e),
            })),
          )
          .onConflict((conflict) =>
            conflict
              .columns(['incident_id', 'evidence_id'])
              .doUpdateSet((eb) => ({ document: eb.ref('excluded.document') })),
          )
          .execute();
      }),
  };
}

/** Appends what is not there yet; the lock on the head row makes N writers one chain. */
async function append(tx: Transaction<Tables>, entries: AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const head = await tx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const keys = entries.map((entry) => entry.key);
  const written = new Set(
    (await tx.selectFrom('audit').select('key').where('key', 'in', keys).execute()).map((row) => row.key),
  );
  let { seq, hash } = head;
  const rows = entries
    .filter((entry) => !written.has(entry.key))
    .map((entry) => {
      const previous_hash = hash;
      seq += 1;
      hash = chainHash(previous_hash, seq, entry);
      const { key, incidentId, at, actor, action, details } = entry;
      return {
        seq,
        key,
        incident_id: incidentId,
        at,
        actor,
        action,
        details: JSON.stringify(details),
        previous_hash,
        hash,
      };
    });
  if (rows.length === 0) return;
  await tx.insertInto('audit').values(rows).execute();
  await tx.updateTable('audit_head').set({ seq, hash }).where('singleton', '=', true).execute();
}
