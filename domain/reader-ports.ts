// What is read from the store by API, CLI, console, surfaces and memory; never by the incident path.
import type { Provider } from './connection-ref';
import type { Incident, IncidentStatus } from './incident';
import type { Sight } from './access/sight';
import type { AuditFault, AuditRow } from './audit-entry';
import type { Evidence } from './diagnosis';
import type { DiagnosedClass } from './failure-class';
import type { ModelUsage } from './model/reply';
import type { PastCase } from './memory/past-case';
import type { Severity } from './plan';
import type { ConnectionHealth, KnownConnection } from './sweep/known-connection';

export interface ConnectionFilter {
  /** Only what somebody may see. */
  sight?: Sight;
  provider?: Provider;
  account?: string;
  connectionId?: string;
  health?: ConnectionHealth[];
  /** Opaque, from a previous page. */
  cursor?: string;
  limit?: number;
}

/** Read by API, CLI and console. */
export interface ConnectionReader {
  list(filter: ConnectionFilter): Promise<{ items: KnownConnection[]; nextCursor: string | null }>;
}

export interface IncidentFilter {
  /** Only what somebody may see. */
  sight?: Sight;
  status?: IncidentStatus[];
  provider?: Provider;
  account?: string;
  connectionId?: string;
  class?: DiagnosedClass[];
  severity?: Severity[];
  /** Stands in its ID, its connection or the summary of its diagnosis; letters of either case. */
  text?: string;
  /** Opaque, from a previous page. */
  cursor?: string;
  limit?: number;
}

export interface AuditFilter {
  incidentId?: string;
  /** Exactly this person, or `system`. */
  actor?: string;
  /** The action, or the noun before its dot. */
  action?: string;
  /** Any of these actions, whole. */
  actions?: readonly string[];
  /** Not older than this, ISO 8601 UTC. */
  since?: string;
  afterSeq?: number;
  /** Older than this; with `newestFirst` the next page. */
  beforeSeq?: number;
  newestFirst?: boolean;
  limit?: number;
}

/** Read by API, CLI and reports, never by the incident path. */
export interface IncidentReader {
  list(filter: IncidentFilter): Promise<{ items: Incident[]; nextCursor: string | null }>;
  get(id: string): Promise<Incident | null>;
  evidence(incidentId: string): Promise<Evidence[]>;
  /** Oldest first unless told otherwise. */
  audit(filter: AuditFilter): Promise<AuditRow[]>;
  /** What models were asked and what became of the answers, by model, prompt, outcome and verdict. */
  modelUsage(): Promise<ModelUsage[]>;
  /** Walks the whole chain; an empty list means intact. */
  verifyAudit(): Promise<{ rows: number; faults: AuditFault[] }>;
  /** Throws when the database cannot be reached. */
  ping(): Promise<void>;
}

/** Cases of closed incidents, as the store keeps them. */
export interface CaseReader {
  /**
   * Of at most `limit` outcomes after number `seq`, in the order in which they were written; `seq` of the last one
   * read, or the one given. @throws OpError `store.unreachable`
   */
  casesAfter(seq: number, limit: number): Promise<{ cases: PastCase[]; seq: number }>;
}
