// What stands where about an incident: one row a place.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table posts (incident_id text not null, target text not null, document jsonb not null, primary key (incident_id, target))`,
];

export const posts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
