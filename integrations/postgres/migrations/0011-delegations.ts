// Votes that people gave to others for a time.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table delegations (id text primary key, until text not null, ended_at text, document jsonb not null)`,
];

export const delegations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
