// What is remembered of every connection between two sweeps.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table connections (
     provider text not null, account text not null, connection_id text not null,
     health text not null, document jsonb not null,
     primary key (provider, account, connection_id))`,
  `create index connections_by_health on connections (health, provider, account, connection_id)`,
  // "When was this connection's newest incident closed": asked for every piece of news.
  `create index incidents_closed on incidents (provider, account, connection_id, updated_at desc)`,
];

export const connections: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
