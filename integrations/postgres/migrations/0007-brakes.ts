// Kill switches and freezes that people set: few, read before every write.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table brakes (id text primary key, lifted_at text, document jsonb not null)`,
  `create index brakes_standing on brakes (id) where lifted_at is null`,
];

export const brakes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
