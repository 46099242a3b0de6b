// What policy looks at before it lets something happen by itself: settings, effects, automatic repairs.
import { sql, type Kysely } from 'kysely';
import type { Effect, Repair } from '../../domain/modes/effect';
import type { ConnectionRef } from '../../domain/connection-ref';
import type { RecordAsked } from '../../domain/modes/track-record';
import type { TrackRecords } from '../../domain/store-ports';
import { standing } from './mode-store';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

type About = ConnectionRef & { class: string };

/** The newest; more say nothing more. */
const EFFECTS_MAX = 500;

export function createTrackRecords(db: Kysely<Tables>): TrackRecords {
  return {
    read: (about, asked) =>
      asStoreError(async () => {
        const settings = await standing(db);
        const earned = settings.filter((one) => one.origin === 'earned').map((one) => one.since);
        const effectsSince = [asked.since, ...earned].sort()[0] ?? asked.since;
        const [effects, repairs] = await Promise.all([
          effectsOf(db, about, effectsSince),
          asked.repairsOf === 'none' ? [] : repairsOf(db, about, asked),
        ]);
        return { settings, effects, repairs };
      }),
  };
}

async function effectsOf(db: Kysely<Tables>, about: About, since: string): Promise<Effect[]> {
  const rows = await db
    .selectFrom('effects')
    .select('document')
    .where('provider', '=', about.provider)
    .where('account', '=', about.account)
    .where('at', '>=', since)
    .where(sql<boolean>`document->>'class' = ${about.class}`)
    .orderBy('at', 'desc')
    .limit(EFFECTS_MAX)
    .execute();
  // Only `record` of the incident store writes this column.
  return rows.map((row) => row.document as Effect);
}

/** One a plan whose first write nobody had approved; undoing and what a person asked for are no repairs of ours. */
async function repairsOf(
  db: Kysely<Tables>,
  { provider, account, connectionId }: About,
  { since, except = '', repairsOf: over }: RecordAsked,
): Promise<Repair[]> {
  const anywhere = over === 'account';
  const { rows } = await sql<{ incident_id: string; connection_id: string; class: string; at: string }>`
    select i.id as incident_id, i.connection_id, coalesce(i.document->'diagnosis'->>'class', 'unknown') as class,
           min(n.document->>'at') as at
    from incidents i join intents n on n.incident_id = i.id
    where i.provider = ${provider} and i.account = ${account} and (${anywhere} or i.connection_id = ${connectionId})
      and i.id <> ${except} and i.updated_at >= ${since} and n.document->>'at' >= ${since}
      and jsonb_array_length(n.document->'approvedBy') = 0 and n.document->>'stepId' !~ '-c[0-9]+$'
      and coalesce(i.document->'plan'->>'playbook', '') not like 'requested@%'
    group by i.id, i.connection_id, class, n.document->>'planHash'`.execute(db);
  return rows.map((row) => ({
    ...{ incidentId: row.incident_id, provider, account, connectionId: row.connection_id, at: row.at },
    // Written by the incident from the same union.
    class: row.class as Repair['class'],
  }));
}
