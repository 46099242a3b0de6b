// The interfaces to the outside. integrations/ implements them, workers/compose.ts wires them, activities use them.
import type { ApiToken } from './access/api-token';
import type { Sight } from './access/sight';
import type { Delegation } from './access/delegation';
import type { AuditEntry, AuditFault, AuditRow } from './audit-entry';
import type { ConnectionFacts, ConnectionState } from './connection-state';
import type { AccountRef, ConnectionRef, Provider } from './connection-ref';
import type { Brake } from './brakes/brake';
import type { MetricReading } from './correlation/metrics';
import type { Here, Neighbour } from './correlation/neighbours';
import type { OwnChange } from './correlation/own-changes';
import type { ProviderStatusReport } from './correlation/provider-status';
import type { Evidence } from './diagnosis';
import type { Effect } from './modes/effect';
import type { ModeSetting } from './modes/mode-setting';
import type { RecordAsked, TrackRecord } from './modes/track-record';
import type { Notice, SurfaceKind, SurfaceMark } from './notice/notice';
import type { Digest } from './notice/digest';
import type { Post } from './notice/post';
import type { DiagnosedClass } from './failure-class';
import type { Incident, IncidentStatus } from './incident';
import type { ModelQuestion } from './model/question';
import type { ModelCall, ModelReply, ModelSpend, ModelUsage, ModelVerdict } from './model/reply';
import type { PastCase } from './memory/past-case';
import type { Recollection } from './memory/recollect';
import type { PipelineEvent } from './pipeline-event';
import type { Severity } from './plan';
import type { StepCommand, TargetReading } from './step';
import type { ConnectionHealth, KnownConnection } from './sweep/known-connection';
import type { AccountSurvey, SweepPage, SweepRequest } from './sweep/survey';

/** One provider account with its credentials and limits. Every method throws `OpError`. */
export interface ProviderAccount {
  readonly provider: Provider;
  readonly account: string;
  /** `read_only`: no credentials that may write; plans for it only watch. */
  readonly access: 'read_write' | 'read_only';
  /** One or two calls; what guards and read backs use. */
  readState(connectionId: string): Promise<ConnectionState>;
  /** State and recent runs; what cannot be read is listed in `missing`, not thrown. */
  readFacts(connectionId: string): Promise<ConnectionFacts>;
  /**
   * What this step would change, as it is now; `null` (without a call) for kinds whose effect the state shows.
   * Never a secret: masked settings stay masked.
   */
  readTarget(command: StepCommand): Promise<TargetReading | null>;
  /**
   * One HTTP write, never repeated inside. Resolves only on a clean answer; `satisfied` when the answer itself
   * proves the effect. Throws `provider.outcome_unknown` when the write may have been applied
   * (timeout, dropped answer, 5xx), `provider.rate_limited`, `provider.conflict`, `provider.rejected`, …
   */
  apply(command: StepCommand): Promise<{ evidence: string; runId?: string; satisfied?: boolean }>;
  /** One page of the whole account, in as few calls as the API allows; at most 1,000 connections. */
  sweep(request: SweepRequest): Promise<SweepPage>;
  /**
   * A page where a person renews credentials without knowing the provider's console (Fivetran Connect Card);
   * `null` where the account does not offer or want one. The link lets whoever has it change credentials.
   */
  repairLink(connectionId: string): Promise<{ url: string } | null>;
  /** Page a person opens in the provider's own console. */
  consoleUrl(connectionId: string): string;
  /** Cheapest call that proves reachability and credentials; answers whose they are. */
  whoAmI(): Promise<{ identity: string }>;
  /** Reachability, kind of key, permissions, limits, clock, webhooks: what is in order and what to mend. */
  survey(): Promise<AccountSurvey>;
  /** Where this account's webhooks can be set up through the API. */
  readonly webhooks?: WebhookRegistry;
}

/** A webhook as the provider keeps it; its secret is never shown again. */
export interface RegisteredWebhook {
  id: string;
  url: string;
  /** The provider's own event names. */
  events: string[];
  /** False after the provider switched it off (Fivetran: three days of failing) or a person did. */
  active: boolean;
  /** Fivetran group or Airbyte workspace it is limited to; absent = the whole account. */
  scope?: string;
}

export interface WebhookInput {
  url: string;
  /** Signs deliveries, where the provider signs. */
  secret?: string;
  /** Fivetran group or Airbyte workspace; absent = the whole account. */
  scope?: string;
}

/** Set up and tended by an operator's command, never by the incident path. Every method throws `OpError`. */
export interface WebhookRegistry {
  list(): Promise<RegisteredWebhook[]>;
  /** Idempotent by URL and scope: one that exists is updated (events, secret) and switched on. */
  register(input: WebhookInput): Promise<RegisteredWebhook>;
  /** Has the provider send a test delivery; `delivered` is false when our end did not take it. */
  test(id: string): Promise<{ delivered: boolean; detail: string }>;
  /** Switches on again what the provider switched off. */
  activate(id: string): Promise<RegisteredWebhook>;
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

/** The status pages of providers. */
export interface ProviderStatus {
  /** `null` where no page is configured for the provider. @throws OpError */
  read(provider: Provider): Promise<ProviderStatusReport | null>;
}

/** A system that measures what connections depend on. */
export interface MetricSource {
  /** Named in evidence. */
  readonly name: string;
  /** The configured series of this connection between two moments (ISO 8601 UTC). @throws OpError */
  read(here: Here, from: string, to: string): Promise<MetricReading[]>;
}

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

/** Where the sweep reports what it found; the same door that webhooks use. */
export interface EventReporter {
  report(event: PipelineEvent): Promise<unknown>;
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

/** Proposes what is wrong, never decides. */
export interface DiagnosisModel {
  /** Never throws and never takes longer than its time limit: what goes wrong is a reason in the reply. */
  ask(question: ModelQuestion): Promise<ModelReply>;
  /** Writes down what became of the answer. Never throws: the diagnosis itself tells it too. */
  judged(callId: string, verdict: ModelVerdict): Promise<void>;
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

/** Cases of closed incidents, as the store keeps them. */
export interface CaseReader {
  /**
   * Of at most `limit` outcomes after number `seq`, in the order in which they were written; `seq` of the last one
   * read, or the one given. @throws OpError `store.unreachable`
   */
  casesAfter(seq: number, limit: number): Promise<{ cases: PastCase[]; seq: number }>;
}

/** What earlier incidents taught. */
export interface CaseMemory {
  /** @param tenant accounts whose incidents may be remembered here @throws OpError `store.unreachable` */
  recall(about: {
    fingerprint: string;
    service: string;
    tenant: readonly AccountRef[];
  }): Promise<Recollection>;
}

/** A place outside where people follow incidents: a chat, a ticket system, a pager. */
export interface Surface {
  readonly kind: SurfaceKind;
  /**
   * Makes what stands there agree with the incident: creates it the first time, edits the same later, and tells the
   * progress. `mark` is what the previous call answered. `again` = an earlier call may have worked although its answer
   * was lost: look for what it made before making another.
   * @throws OpError
   */
  show(notice: Notice, mark: SurfaceMark | null, again: boolean): Promise<SurfaceMark>;
  /** Tells what happened in a day; absent where nobody would read it. `again` as for `show`. @throws OpError */
  digest?(digest: Digest, place: string | undefined, again: boolean): Promise<void>;
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

/** Tells the outside that an incident looks different now. Idempotent; resolves when that can no longer be lost. */
export interface Announcer {
  announce(incident: Incident): Promise<void>;
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
