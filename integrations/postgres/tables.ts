// The tables, as kysely sees them.
import type { ColumnType, Generated } from 'kysely';

/** Read as parsed JSON, written as text. */
type Json<T> = ColumnType<T, string, string>;

interface IncidentTable {
  id: string;
  status: string;
  provider: string;
  account: string;
  connection_id: string;
  opened_at: string;
  updated_at: string;
  document: Json<unknown>;
}

interface ConnectionTable {
  provider: string;
  account: string;
  connection_id: string;
  health: string;
  document: Json<unknown>;
}

interface EventTable {
  event_id: string;
  incident_id: string;
}

interface IntentTable {
  key: string;
  incident_id: string;
  document: Json<unknown>;
}

interface EvidenceTable {
  incident_id: string;
  evidence_id: string;
  document: Json<unknown>;
}

interface OutcomeTable {
  /** In the order of writing; text from one driver, a number from the other. */
  seq: Generated<string>;
  incident_id: string;
  closed_at: string;
  document: Json<unknown>;
}

export interface AuditTable {
  seq: number;
  key: string;
  incident_id: string;
  at: string;
  actor: string;
  action: string;
  details: Json<unknown>;
  previous_hash: string;
  hash: string;
}

/** One row: where the chain ends, so that a cut-off tail is noticed too. */
interface AuditHeadTable {
  singleton: Generated<boolean>;
  seq: number;
  hash: string;
}

interface ModelCallTable {
  id: string;
  incident_id: string;
  at: string;
  model: string;
  prompt_version: string;
  outcome: string;
  tokens_in: number;
  tokens_out: number;
  /** Absent where no price was configured. */
  cost_usd: number | null;
  latency_ms: number;
  request_digest: string;
  answer_digest: string | null;
  /** `used`, or why the answer was discarded; absent until it was judged. */
  verdict: Generated<string | null>;
}

interface BrakeTable {
  id: string;
  lifted_at: string | null;
  document: Json<unknown>;
}

interface ApiTokenTable {
  id: string;
  hash: string;
  owner: string;
  created_at: string;
  revoked_at: string | null;
  revoked_by: string | null;
  last_used_at: string | null;
  document: Json<unknown>;
}

interface PostTable {
  incident_id: string;
  target: string;
  group_key: string | null;
  first_shown_at: string | null;
  document: Json<unknown>;
}

interface ModeSettingTable {
  id: string;
  taken_back_at: string | null;
  document: Json<unknown>;
}

interface EffectTable {
  key: string;
  provider: string;
  account: string;
  at: string;
  document: Json<unknown>;
}

interface DelegationTable {
  id: string;
  until: string;
  ended_at: string | null;
  document: Json<unknown>;
}

export interface Tables {
  incidents: IncidentTable;
  connections: ConnectionTable;
  events: EventTable;
  intents: IntentTable;
  evidence: EvidenceTable;
  outcomes: OutcomeTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  model_calls: ModelCallTable;
  brakes: BrakeTable;
  api_tokens: ApiTokenTable;
  posts: PostTable;
  mode_settings: ModeSettingTable;
  effects: EffectTable;
  delegations: DelegationTable;
}
