// What people set about automation, and what came of plans: read before every plan and every automatic write.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table mode_settings (id text primary key, taken_back_at text, document jsonb not null)`,
  `create index mode_settings_standing on mode_settings (id) where taken_back_at is null`,
  `create table effects (key text primary key, provider text not null, account text not null, at text not null, document jsonb not null)`,
  `create index effects_by_account on effects (provider, account, at)`,
  `create index intents_by_time on intents ((document->>'at'))`,
];

export const modes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
