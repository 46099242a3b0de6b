// Outcomes in the order in which they were written: whoever reads them on (memory) misses none that was written late.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `alter table outcomes add column seq bigserial`,
  `create unique index outcomes_by_seq on outcomes (seq)`,
];

export const outcomesInOrder: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
