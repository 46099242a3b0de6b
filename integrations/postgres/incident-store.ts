// The write side: every call is one transaction and may be repeated without harm.
import type { Kysely, Transaction } from 'kysely';
import type { AuditEntry } from '../../domain/audit-entry';
import type { Incident } from '../../domain/incident';
import { EFFECT_JUDGED } from '../../domain/modes/effect';
import type { IncidentStore, Outcome } from '../../domain/store-ports';
import { appendAudit } from './audit-append';
import { storable, storableJson } from './storable-json';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createIncidentStore(db: Kysely<Tables>): IncidentStore {
  return {
    claimEvents: ({ incidentId, eventIds }) =>
      asStoreError(async () => {
        if (eventIds.length === 0) return [];
        // In one order everywhere: two incidents that claim the same events must not wait for each other.
        const ids = [...new Set(eventIds)].sort();
        await db
          .insertInto('events')
          .values(ids.map((event_id) => ({ event_id, incident_id: incidentId })))
          .onConflict((conflict) => conflict.column('event_id').doNothing())
          .execute();
        const rows = await db.selectFrom('events').selectAll().where('event_id', 'in', ids).execute();
        return rows.map((row) => ({ eventId: row.event_id, ownedBy: row.incident_id }));
      }),

    record: ({ incident, audit, outcome }) =>
      asStoreError(() =>
        db.transaction().execute(async (tx) => {
          // The chain last, so that its lock, which all incidents share, is held as briefly as can be.
          if (incident) await upsertIncident(tx, storable(incident));
          if (outcome) await upsertOutcome(tx, outcome);
          await keepEffects(tx, audit);
          await appendAudit(tx, audit);
        }),
      ),

    recordIntent: (given) =>
      asStoreError(async () => {
        const intent = storable(given);
        await db
          .insertInto('intents')
          .values({ key: intent.key, incident_id: intent.incidentId, document: JSON.stringify(intent) })
          .onConflict((conflict) => conflict.column('key').doNothing())
          .execute();
      }),

    keepEvidence: ({ incidentId, evidence }) =>
      asStoreError(async () => {
        if (evidence.length === 0) return;
        // One row an ID: a statement may not write the same row twice.
        const byId = new Map(evidence.map((e) => [e.id, e]));
        await db
          .insertInto('evidence')
          .values(
            [...byId.values()].map((e) => ({
              incident_id: incidentId,
              evidence_id: e.id,
              document: storableJson(e),
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

async function upsertIncident(tx: Transaction<Tables>, incident: Incident): Promise<void> {
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

/** An effect travels as an audit row, so that the record and what it rests on cannot part. */
async function keepEffects(tx: Transaction<Tables>, audit: AuditEntry[]): Promise<void> {
  const judged = audit.filter(({ action }) => action === EFFECT_JUDGED);
  if (judged.length === 0) return;
  await tx
    .insertInto('effects')
    .values(
      judged.map(({ key, at, details }) => ({
        ...{ key, at, document: storableJson(details) },
        ...{ provider: String(details['provider']), account: String(details['account']) },
      })),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

async function upsertOutcome(tx: Transaction<Tables>, outcome: Outcome): Promise<void> {
  const document = storableJson(outcome);
  await tx
    .insertInto('outcomes')
    .values({ incident_id: outcome.incidentId, closed_at: outcome.closedAt, document })
    .onConflict((conflict) =>
      // With a new number: whoever reads outcomes in order reads this one again.
      conflict.column('incident_id').doUpdateSet((eb) => ({
        closed_at: outcome.closedAt,
        document,
        seq: eb.ref('excluded.seq'),
      })),
    )
    .execute();
}
