// The interfaces to the outside. integrations/ implements them, workers/compose.ts wires them, activities use them.
import type { AuditEntry, AuditFault, AuditRow } from './audit-entry';
import type { ConnectionFacts, ConnectionState } from './connection-state';
import type { Provider } from './connection-ref';
import type { Evidence } from './diagnosis';
import type { Incident, IncidentStatus } from './incident';
import type { StepCommand } from './step';

/** One provider account with its credentials and limits. Every method throws `OpError`. */
export interface ProviderAccount {
  readonly provider: Provider;
  readonly account: string;
  /** One or two calls; what guards and read backs use. */
  readState(connectionId: string): Promise<ConnectionState>;
  /** State and recent runs; what cannot be read is listed in `missing`, not thrown. */
  readFacts(connectionId: string): Promise<ConnectionFacts>;
  /**
   * One HTTP write, never repeated inside. Resolves only on a clean answer; `satisfied` when the answer itself
   * proves the effect. Throws `provider.outcome_unknown` when the write may have been applied
   * (timeout, dropped answer, 5xx), `provider.rate_limited`, `provider.conflict`, `provider.rejected`, …
   */
  apply(command: StepCommand): Promise<{ evidence: string; runId?: string; satisfied?: boolean }>;
  /** Page a person opens in the provider's own console. */
  consoleUrl(connectionId: string): string;
  /** Cheapest call that proves reachability and credentials; answers whose they are. */
  whoAmI(): Promise<{ identity: string }>;
}

export interface ProviderAccounts {
  /** @throws OpError `provider.unknown_account` */
  get(provider: Provider, account: string): ProviderAccount;
  list(): ProviderAccount[];
}

/** Row written before an act: what we are about to do, for whom, and what we saw. */
export interface StepIntent {
  /** `{incidentId}/{stepId}/{attempt}` */
  key: string;
  incidentId: string;
  stepId: string;
  kind: string;
  target: string;
  planHash: string;
  approvedBy: string[];
  before: ConnectionState;
  at: string;
}

/** How a closed incident ended; reports and later the memory of diagnosis read these. */
export interface Outcome {
  incidentId: string;
  class: string;
  action: string;
  playbook: string | null;
  verified: boolean;
  openedAt: string;
  closedAt: string;
}

/** Written by activities, one transaction a call, idempotent: repeating a call changes nothing. */
export interface IncidentStore {
  /** First incident to claim an event keeps it; answers who that is. */
  claimEvents(input: {
    incidentId: string;
    eventIds: string[];
  }): Promise<{ eventId: string; ownedBy: string }[]>;
  /** Upserts the read model (an older `updatedAt` never overwrites a newer) and appends audit rows. */
  record(input: { incident: Incident | null; audit: AuditEntry[]; outcome?: Outcome }): Promise<void>;
  recordIntent(intent: StepIntent): Promise<void>;
  /** Full evidence text, which history holds only in short. */
  keepEvidence(input: { incidentId: string; evidence: Evidence[] }): Promise<void>;
}

export interface IncidentFilter {
  status?: IncidentStatus[];
  provider?: Provider;
  account?: string;
  connectionId?: string;
  /** Opaque, from a previous page. */
  cursor?: string;
  limit?: number;
}

/** Read by API, CLI and reports, never by the incident path. */
export interface IncidentReader {
  list(filter: IncidentFilter): Promise<{ items: Incident[]; nextCursor: string | null }>;
  get(id: string): Promise<Incident | null>;
  evidence(incidentId: string): Promise<Evidence[]>;
  audit(filter: { incidentId?: string; afterSeq?: number; limit?: number }): Promise<AuditRow[]>;
  /** Walks the whole chain; an empty list means intact. */
  verifyAudit(): Promise<{ rows: number; faults: AuditFault[] }>;
  /** Throws when the database cannot be reached. */
  ping(): Promise<void>;
}
