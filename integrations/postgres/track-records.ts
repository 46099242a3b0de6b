// What policy looks at before it lets something happen by itself: settings, effects, automatic repairs.
import { sql, type Kysely } from 'kysely';
import type { Effect, Repair } from '../../domain/modes/effect';
import type { AccountRef } from '../../domain/connection-ref';
import type { TrackRecords } from '../../domain/ports';
import { standing } from './mode-store';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

export function createTrackRecords(db: Kysely<Tables>): TrackRecords {
  return {
    read: (account, since, except = '') =>
      asStoreError(async () => {
        const settings = await standing(db);
        const earned = settings.filter((one) => one.origin === 'earned').map((one) => one.since);
        const effectsSince = [since, ...earned].sort()[0] ?? since;
        const [effects, repairs] = await Promise.all([
          effectsOf(db, account, effectsSince),
          repairsOf(db, account, since, except),
        ]);
        return { settings, effects, repairs };
      }),
  };
}

async function effectsOf(db: Kysely<Tables>, account: AccountRef, since: string): Promise<Effect[]> {
  const rows = await db
    .selectFrom('effects')
    .select('document')
    .where('provider', '=', account.provider)
    .where('account', '=', account.account)
    .where('at', '>=', since)
    .execute();
  // Only `record` of the incident store writes this column.
  return rows.map((row) => row.document as Effect);
}

/** One a plan whose first write nobody had approved; undoing and what a person asked for are no repairs of ours. */
async function repairsOf(
  db: Kysely<Tables>,
  { provider, account }: AccountRef,
  since: string,
  except: string,
): Promise<Repair[]> {
  const { rows } = await sql<{ incident_id: string; connection_id: string; class: string; at: string }>`
    select i.id as incident_id, i.connection_id, coalesce(i.document->'diagnosis'->>'class', 'unknown') as class,
           min(n.document->>'at') as at
    from intents n join incidents i on i.id = n.incident_id
    where n.document->>'at' >= ${since} and i.provider = ${provider} and i.account = ${account} and i.id <> ${except}
      and jsonb_array_length(n.document->'approvedBy') = 0 and n.document->>'stepId' !~ '-c[0-9]+$'
      and coalesce(i.document->'plan'->>'playbook', '') not like 'requested@%'
    group by i.id, i.connection_id, class, n.document->>'planHash'`.execute(db);
  return rows.map((row) => ({
    ...{ incidentId: row.incident_id, provider, account, connectionId: row.connection_id, at: row.at },
    // Written by the incident from the same union.
    class: row.class as Repair['class'],
  }));
}
