// What models were asked, at what cost: digests and figures, never words.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table model_calls (
     id text primary key, incident_id text not null, at text not null,
     model text not null, prompt_version text not null, outcome text not null,
     tokens_in integer not null, tokens_out integer not null, cost_usd double precision,
     latency_ms integer not null, request_digest text not null, answer_digest text, verdict text)`,
  // Budgets are compared before every call.
  `create index model_calls_by_time on model_calls (at)`,
  `create index model_calls_by_incident on model_calls (incident_id)`,
];

export const modelCalls: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
