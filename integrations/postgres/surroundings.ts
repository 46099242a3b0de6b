// What else happened around a failure: other connections' incidents, and what we changed on this one.
import { sql, type Kysely } from 'kysely';
import type { AccountRef } from '../../domain/connection-ref';
import type { Incident } from '../../domain/incident';
import type { StepIntent, Surroundings } from '../../domain/store-ports';
import type { ProviderStepKind } from '../../domain/step';
import { asStoreError } from './store-error';
import type { Tables } from './tables';

/** Newest ones; more say nothing more. */
const NEIGHBOURS_MAX = 200;
const CHANGES_MAX = 20;
/** No rule may ask for more. */
const EARLIER_MAX = 50;

export function createSurroundings(db: Kysely<Tables>): Surroundings {
  return {
    around: (here, since, tenant) =>
      asStoreError(async () => {
        const [incidents, intents] = await Promise.all([
          db
            .selectFrom('incidents')
            .select(['id', 'opened_at', 'document'])
            .where('opened_at', '>=', since)
            .where(sql<boolean>`provider || '/' || account = any(${tenant.map(nameOf)})`)
            .where(
              sql<boolean>`(provider, account, connection_id) <> (${here.provider}, ${here.account}, ${here.connectionId})`,
            )
            .orderBy('opened_at', 'desc')
            .limit(NEIGHBOURS_MAX)
            .execute(),
          db
            .selectFrom('intents')
            .innerJoin('incidents', 'incidents.id', 'intents.incident_id')
            .select(['intents.document as intent'])
            .where('incidents.provider', '=', here.provider)
            .where('incidents.account', '=', here.account)
            .where('incidents.connection_id', '=', here.connectionId)
            .where(sql<boolean>`intents.document->>'at' >= ${since}`)
            .orderBy(sql`intents.document->>'at'`, 'desc')
            .limit(CHANGES_MAX)
            .execute(),
        ]);
        return {
          // Only `record` and `recordIntent` write these columns.
          neighbours: incidents.map((row) => neighbourOf(row.document as Incident)),
          ownChanges: intents.map(({ intent }) => {
            const { kind, incidentId, at } = intent as StepIntent;
            return { kind: kind as ProviderStepKind, incidentId, at };
          }),
        };
      }),

    earlier: (ref, failureClass, since) =>
      asStoreError(async () => {
        const rows = await db
          .selectFrom('incidents')
          .select('opened_at')
          .where('provider', '=', ref.provider)
          .where('account', '=', ref.account)
          .where('connection_id', '=', ref.connectionId)
          .where('opened_at', '>=', since)
          .where('status', 'in', ['resolved', 'closed', 'cancelled'])
          .where(sql<boolean>`document->'diagnosis'->>'class' = ${failureClass}`)
          .orderBy('opened_at', 'desc')
          .limit(EARLIER_MAX)
          .execute();
        return rows.map((row) => row.opened_at);
      }),
  };
}

function nameOf({ provider, account }: AccountRef): string {
  return `${provider}/${account}`;
}

function neighbourOf({ id, provider, account, connection, diagnosis, openedAt }: Incident) {
  return {
    ...{ provider, account, connectionId: connection.id },
    ...{ incidentId: id, service: connection.service, destination: connection.destination, openedAt },
    class: diagnosis?.class ?? null,
  };
}
