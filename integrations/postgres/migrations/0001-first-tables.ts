// First tables. Times are ISO 8601 text: they come from workflows and sort as they stand.
import { sql, type Kysely, type Migration } from 'kysely';

const STATEMENTS = [
  `create table incidents (
     id text primary key, status text not null, provider text not null, account text not null,
     connection_id text not null, opened_at text not null, updated_at text not null, document jsonb not null)`,
  `create index incidents_by_update on incidents (updated_at desc, id desc)`,
  `create index incidents_by_connection on incidents (provider, account, connection_id)`,
  `create table events (event_id text primary key, incident_id text not null)`,
  `create table intents (key text primary key, incident_id text not null, document jsonb not null)`,
  `create table evidence (
     incident_id text not null, evidence_id text not null, document jsonb not null,
     primary key (incident_id, evidence_id))`,
  `create table outcomes (incident_id text primary key, closed_at text not null, document jsonb not null)`,
  `create table audit (
     seq integer primary key, key text not null unique, incident_id text not null, at text not null,
     actor text not null, action text not null, details jsonb not null,
     previous_hash text not null, hash text not null)`,
  `create index audit_by_incident on audit (incident_id, seq)`,
  `create table audit_head (singleton boolean primary key default true check (singleton), seq integer not null, hash text not null)`,
  `insert into audit_head (seq, hash) values (0, '')`,
  `create function audit_is_append_only() returns trigger language plpgsql as
     $$ begin raise exception 'the audit table is append-only'; end $$`,
  `create trigger audit_append_only before update or delete or truncate on audit
     for each statement execute function audit_is_append_only()`,
];

export const firstTables: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
