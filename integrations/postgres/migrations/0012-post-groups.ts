// What is told together: incidents of one kind at one place. Stores exist that have the columns already.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `alter table posts add column if not exists group_key text`,
  `alter table posts add column if not exists first_shown_at text`,
  `create index if not exists posts_by_group on posts (target, group_key, first_shown_at)`,
];

export const postGroups: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
