// API tokens: looked up by hash at requests, listed by owner.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table api_tokens (id text primary key, hash text not null unique, owner text not null,
    created_at text not null, revoked_at text, revoked_by text, last_used_at text, document jsonb not null)`,
  `create index api_tokens_by_owner on api_tokens (owner, created_at)`,
];

export const apiTokens: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
