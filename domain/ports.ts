// The interfaces to the outside. integrations/ implements them, workers/compose.ts wires them, activities use them.
// What is kept in the store has its own: store-ports.ts is written, reader-ports.ts is read.
import type { ConnectionFacts, ConnectionState } from './connection-state';
import type { AccountRef, Provider } from './connection-ref';
import type { MetricReading } from './correlation/metrics';
import type { Here } from './correlation/neighbours';
import type { ProviderStatusReport } from './correlation/provider-status';
import type { Notice, SurfaceKind, SurfaceMark } from './notice/notice';
import type { Digest } from './notice/digest';
import type { Incident } from './incident';
import type { ModelQuestion } from './model/question';
import type { ModelReply, ModelVerdict } from './model/reply';
import type { Recollection } from './memory/recollect';
import type { PipelineEvent } from './pipeline-event';
import type { StepCommand, TargetReading } from './step';
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

export interface ProviderAccounts {
  /** @throws OpError `provider.unknown_account` */
  get(provider: Provider, account: string): ProviderAccount;
  list(): ProviderAccount[];
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

/** Where the sweep reports what it found; the same door that webhooks use. */
export interface EventReporter {
  report(event: PipelineEvent): Promise<unknown>;
}

/** Proposes what is wrong, never decides. */
export interface DiagnosisModel {
  /** Never throws and never takes longer than its time limit: what goes wrong is a reason in the reply. */
  ask(question: ModelQuestion): Promise<ModelReply>;
  /** Writes down what became of the answer. Never throws: the diagnosis itself tells it too. */
  judged(callId: string, verdict: ModelVerdict): Promise<void>;
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

/** Tells the outside that an incident looks different now. Idempotent; resolves when that can no longer be lost. */
export interface Announcer {
  announce(incident: Incident): Promise<void>;
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
