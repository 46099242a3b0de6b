// What is kept in the store, as activities and acts write it and policy reads it.
import type { ConnectionState } from './connection-state';
import type { AccountRef, ConnectionRef } from './connection-ref';
import type { Here, Neighbour } from './correlation/neighbours';
import type { Incident } from './incident';
import type { ModelCall, ModelSpend, ModelVerdict } from './model/reply';
import type { TargetReading } from './step';
import type { ApiToken } from './access/api-token';
import type { Delegation } from './access/delegation';
import type { AuditEntry } from './audit-entry';
import type { Brake } from './brakes/brake';
import type { OwnChange } from './correlation/own-changes';
import type { Evidence } from './diagnosis';
import type { Effect } from './modes/effect';
import type { ModeSetting } from './modes/mode-setting';
import type { RecordAsked, TrackRecord } from './modes/track-record';
import type { Post } from './notice/post';
import type { DiagnosedClass } from './failure-class';
import type { PastCase } from './memory/past-case';
import type { KnownConnection } from './sweep/known-connection';

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
  /** Value before the change, for kinds that set one. */
  targetBefore: TargetReading | null;
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
  /** What was tried and whether it helped; absent in outcomes of earlier versions. */
  cases?: PastCase[];
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

/** What is remembered of every connection between two sweeps. */
export interface ConnectionStore {
  /** Those of the given connections that are known. */
  known(account: AccountRef, connectionIds: string[]): Promise<KnownConnection[]>;
  /** Upserts; one statement however many. */
  keep(connections: KnownConnection[]): Promise<void>;
  /** Marks every connection of the account as `gone` that a complete listing did not name; answers how many. */
  markGone(account: AccountRef, listed: ReadonlySet<string>): Promise<number>;
  /** When the newest incident of each of these connections was closed, ISO 8601 UTC; absent = never. */
  lastClosed(account: AccountRef, connectionIds: string[]): Promise<Map<string, string>>;
}

/** What the store knows of the time around a failure. */
export interface Surroundings {
  /**
   * Incidents of the tenant's other connections and our own changes to this one, since then (ISO 8601 UTC).
   * @param tenant accounts whose incidents may be seen here @throws OpError
   */
  around(
    here: Here,
    since: string,
    tenant: readonly AccountRef[],
  ): Promise<{ neighbours: Neighbour[]; ownChanges: OwnChange[] }>;
  /** When earlier, ended incidents of this class opened on the connection, newest first. @throws OpError */
  earlier(ref: ConnectionRef, failureClass: DiagnosedClass, since: string): Promise<string[]>;
}

/** Kill switches and freezes that people set. */
export interface BrakeStore {
  /** Those not lifted and not over at this moment (ISO 8601 UTC), the oldest first. @throws OpError */
  standing(now: string): Promise<Brake[]>;
  /** The same ID sets one. @throws OpError */
  apply(brake: Brake, audit: AuditEntry): Promise<void>;
  /** False when no such brake stands. @throws OpError */
  lift(id: string, at: string, audit: AuditEntry): Promise<boolean>;
}

/** API tokens, known only by the hashes of what people hold. */
export interface TokenStore {
  /** By SHA-256 of the token, hex; `null` = never made here. @throws OpError */
  byHash(hash: string): Promise<ApiToken | null>;
  /** By its public ID. @throws OpError */
  get(id: string): Promise<ApiToken | null>;
  /** The newest first; all owners' without one. @throws OpError */
  list(owner?: string): Promise<ApiToken[]>;
  /** @throws OpError */
  create(token: ApiToken, hash: string, audit: AuditEntry): Promise<void>;
  /** False when no such token stands any more. @throws OpError */
  revoke(id: string, by: { at: string; who: string }, audit: AuditEntry): Promise<boolean>;
  /** Writes at most once a minute and token. @throws OpError */
  used(id: string, at: string): Promise<void>;
}

/** What models have cost. Every method throws `OpError` `store.unreachable`. */
export interface ModelLedger {
  /** Since midnight UTC, over all incidents. */
  spentToday(): Promise<ModelSpend>;
  spentOn(incidentId: string): Promise<ModelSpend>;
  /** Idempotent by the call's ID: the newest record of a call stands. */
  record(call: ModelCall): Promise<void>;
  judged(callId: string, verdict: ModelVerdict): Promise<void>;
}

/** What stands where: messages, tickets and alerts that were made for incidents. */
export interface PostStore {
  /** @throws OpError */
  post(incidentId: string, target: string): Promise<Post | null>;
  /** Posts of one group at a place since then (ISO 8601 UTC), the oldest first. @throws OpError */
  postsAlike(target: string, group: string, since: string): Promise<Post[]>;
  /** @throws OpError */
  keepPost(post: Post): Promise<void>;
}

/** The record of what people did that belongs to no workflow. */
export interface AuditLog {
  /** An entry whose key is known already changes nothing. @throws OpError */
  append(entries: AuditEntry[]): Promise<void>;
}

/** What people set about automation, and what earlier repairs came to. */
export interface TrackRecords {
  /**
   * Settings in force; effects on this class in the account since then, and as far back as an earned setting reaches;
   * automatic repairs since then as far as somebody counts them. @throws OpError
   */
  read(about: ConnectionRef & { class: DiagnosedClass }, asked: RecordAsked): Promise<TrackRecord>;
}

/** Votes given to others. */
export interface DelegationStore {
  /** Those that are given now (ISO 8601 UTC). @throws OpError */
  delegations(now: string): Promise<Delegation[]>;
  /** The same ID gives one. @throws OpError */
  delegate(delegation: Delegation, audit: AuditEntry): Promise<void>;
  /** False when it has ended already. @throws OpError */
  endDelegation(id: string, at: string, audit: AuditEntry): Promise<boolean>;
}

export interface ModeStore {
  /** Not taken back, the oldest first. @throws OpError */
  settings(): Promise<ModeSetting[]>;
  /** Replaces a setting of the same scope. @throws OpError */
  setMode(setting: ModeSetting, audit: AuditEntry): Promise<void>;
  /** False when no such setting stands. @throws OpError */
  takeBack(id: string, at: string, audit: AuditEntry): Promise<boolean>;
  /** Of all accounts, since then (ISO 8601 UTC). @throws OpError */
  effects(since: string): Promise<Effect[]>;
}
