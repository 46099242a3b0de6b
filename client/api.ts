// Penstock's HTTP API as a typed client: the paths are those of its own document.
import type { AuditFault, AuditRow } from '../domain/audit-entry';
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { Brake, BrakeKind, BrakeScope } from '../domain/brakes/brake';
import type { ConnectionFacts } from '../domain/connection-state';
import type { Incident } from '../domain/incident';
import type { LiveDiagnosis } from '../domain/live-diagnosis';
import type { Control, Decision, DecisionReceipt } from '../domain/messages';
import type { ModeSetting } from '../domain/modes/mode-setting';
import type { Delegation } from '../domain/access/delegation';
import type { TokenAsked } from '../domain/access/api-token';
import type { Caller } from '../domain/access/caller';
import type { IncidentPolicy } from '../domain/policy/incident-policy';
import type { ChangeRequest } from '../domain/pipeline-event';
import type { PostIncidentReport } from '../domain/report/post-incident';
import type { KnownConnection } from '../domain/sweep/known-connection';
import type { AccountSurvey } from '../domain/sweep/survey';
import type { WebhookOrder, WebhookState } from '../domain/webhook-order';
import type { SweepReport } from '../domain/sweep/sweep-report';
import { answerOrElse, type Fetched } from './api-call';
import { ApiHttp, acting, type Acting, type Body, type Filters, type Query, type Why } from './api-http';
import type {
  AccountSummary,
  ListedToken,
  ModesAnswer,
  Page,
  Readiness,
  StandingBrakes,
  Timeline,
} from './api-shapes';

const SWEEP_TIMEOUT_MS = 6 * 60_000;

const BRAKE_PATHS = { kill: '/api/v1/kill-switch', freeze: '/api/v1/freezes' } as const;
const CONNECTION_PATH = '/api/v1/connections/{provider}/{account}/{connectionId}';
const ACCOUNT_PATH = '/api/v1/accounts/{provider}/{account}';

export { ApiProblem, ApiUnreachable } from './api-call';
export type { ListedToken, ModesAnswer } from './api-shapes';

export class ApiClient extends ApiHttp {
  incidents(filters: Filters = {}): Promise<Page<Incident>> {
    // As people type them; the server says what does not fit.
    const query = filters as Query<'/api/v1/incidents'>;
    return this.ask((init) => this.http.GET('/api/v1/incidents', { ...init, params: { query } }));
  }

  incident(id: string): Promise<Incident> {
    const params = { path: { id } };
    return this.ask((init) => this.http.GET('/api/v1/incidents/{id}', { ...init, params }));
  }

  timeline(id: string): Promise<Timeline> {
    const params = { path: { id } };
    return this.ask((init) => this.http.GET('/api/v1/incidents/{id}/timeline', { ...init, params }));
  }

  report(id: string): Promise<PostIncidentReport> {
    const params = { path: { id } };
    return this.ask(
      (init) =>
        // Markdown comes only to who asks for it: this client asks for JSON.
        this.http.GET('/api/v1/incidents/{id}/report', { ...init, params }) as Promise<
          Fetched<PostIncidentReport>
        >,
    );
  }

  approvals(): Promise<Page<Incident>> {
    return this.ask((init) => this.http.GET('/api/v1/approvals', init));
  }

  /** `by` is whoever the token belongs to. */
  decide(
    id: string,
    decision: Omit<Decision, 'by'>,
    options: Acting & { orQueue?: boolean },
  ): Promise<DecisionReceipt | { queued: true }> {
    const prefer = options.orQueue === true ? { prefer: 'respond-async' } : {};
    const params = { path: { id }, header: { ...acting(options), ...prefer } };
    const { breakGlass, ...vote } = decision;
    const body = breakGlass ? { ...vote, breakGlass: true, breakGlassFor: `${breakGlass.forMs}ms` } : vote;
    return this.ask((init) => this.http.POST('/api/v1/incidents/{id}/decisions', { ...init, params, body }));
  }

  control(
    id: string,
    order: Omit<Control, 'by'>,
    options: Acting,
  ): Promise<{ accepted: true; incidentId: string; command: string }> {
    const params = { path: { id }, header: acting(options) };
    return this.ask((init) =>
      this.http.POST('/api/v1/incidents/{id}/control', { ...init, params, body: order }),
    );
  }

  delegations(): Promise<{ items: Delegation[] }> {
    return this.ask((init) => this.http.GET('/api/v1/delegations', init));
  }

  delegate(
    asked: Pick<Delegation, 'to' | 'reason' | 'until'> & { from?: string },
    options: Acting,
  ): Promise<Delegation> {
    const params = { header: acting(options) };
    return this.ask((init) => this.http.POST('/api/v1/delegations', { ...init, params, body: asked }));
  }

  endDelegation(id: string, why: Why = {}): Promise<{ ended: true; id: string }> {
    const params = { path: { id }, query: why };
    return this.ask((init) => this.http.DELETE('/api/v1/delegations/{id}', { ...init, params }));
  }

  /** Says in the record that whoever the token belongs to looks after it. */
  acknowledge(id: string, body: { note?: string }): Promise<{ incidentId: string; by: string }> {
    const params = { path: { id } };
    return this.ask((init) => this.http.POST('/api/v1/incidents/{id}/ack', { ...init, params, body }));
  }

  brakes(kind: BrakeKind): Promise<StandingBrakes> {
    return this.ask<StandingBrakes>((init) =>
      kind === 'kill' ? this.http.GET('/api/v1/kill-switch', init) : this.http.GET('/api/v1/freezes', init),
    );
  }

  pullBrake(
    kind: BrakeKind,
    body: { scope: BrakeScope; reason: string; until?: string },
    options: Acting,
  ): Promise<Brake> {
    const params = { header: acting(options) };
    return this.ask((init) => this.http.POST(BRAKE_PATHS[kind], { ...init, params, body }));
  }

  liftBrake(kind: BrakeKind, id: string, why: Why = {}): Promise<{ lifted: true; id: string }> {
    const params = { path: { id }, query: why };
    return this.ask((init) => this.http.DELETE(`${BRAKE_PATHS[kind]}/{id}`, { ...init, params }));
  }

  modes(): Promise<ModesAnswer> {
    return this.ask((init) => this.http.GET('/api/v1/modes', init));
  }

  /** `by` is whoever the token belongs to. */
  setMode(
    body: Pick<ModeSetting, 'scope' | 'mode' | 'reason'> & { earned: boolean; until?: string },
    options: Acting,
  ): Promise<ModeSetting> {
    const params = { header: acting(options) };
    return this.ask((init) => this.http.POST('/api/v1/modes', { ...init, params, body }));
  }

  takeBackMode(id: string, why: Why = {}): Promise<{ takenBack: true }> {
    const params = { path: { id }, query: why };
    return this.ask((init) => this.http.DELETE('/api/v1/modes/{id}', { ...init, params }));
  }

  explainPolicy(incidentId: string): Promise<IncidentPolicy> {
    const params = { query: { incidentId } };
    return this.ask((init) => this.http.GET('/api/v1/policies/explain', { ...init, params }));
  }

  audit(query: { incidentId?: string; since?: string; afterSeq?: number; limit?: number }): Promise<{
    items: AuditRow[];
    nextAfterSeq: number | null;
  }> {
    return this.ask((init) => this.http.GET('/api/v1/audit', { ...init, params: { query } }));
  }

  verifyAudit(): Promise<{ intact: boolean; rows: number; faults: AuditFault[] }> {
    return this.ask((init) => this.http.GET('/api/v1/audit/verify', init));
  }

  connections(filters: Filters = {}): Promise<Page<KnownConnection>> {
    // As above.
    const query = filters as Query<'/api/v1/connections'>;
    return this.ask((init) => this.http.GET('/api/v1/connections', { ...init, params: { query } }));
  }

  connectionHistory(path: ConnectionRef): Promise<ConnectionFacts> {
    return this.ask((init) => this.http.GET(`${CONNECTION_PATH}/history`, { ...init, params: { path } }));
  }

  /** What is wrong with it now, as the provider tells it now. */
  diagnoseConnection(path: ConnectionRef): Promise<LiveDiagnosis> {
    return this.ask((init) => this.http.GET(`${CONNECTION_PATH}/diagnosis`, { ...init, params: { path } }));
  }

  requestChange(
    path: ConnectionRef,
    request: Omit<ChangeRequest, 'by'>,
    options: Acting,
  ): Promise<{ incidentId: string }> {
    const params = { path, header: acting(options) };
    // Steps as people type them; the server says what does not fit.
    const body = request as Body<`${typeof CONNECTION_PATH}/changes`>;
    return this.ask((init) => this.http.POST(`${CONNECTION_PATH}/changes`, { ...init, params, body }));
  }

  accounts(): Promise<{ items: AccountSummary[] }> {
    return this.ask((init) => this.http.GET('/api/v1/accounts', init));
  }

  survey(path: AccountRef): Promise<AccountSurvey> {
    return this.ask((init) => this.http.GET(`${ACCOUNT_PATH}/survey`, { ...init, params: { path } }));
  }

  webhooks(path: AccountRef): Promise<WebhookState[]> {
    return this.ask((init) => this.http.GET(`${ACCOUNT_PATH}/webhooks`, { ...init, params: { path } }));
  }

  tendWebhooks(path: AccountRef, body: Exclude<WebhookOrder, { do: 'list' }>): Promise<WebhookState[]> {
    return this.ask((init) =>
      this.http.POST(`${ACCOUNT_PATH}/webhooks`, { ...init, params: { path }, body }),
    );
  }

  /** Waits for the sweep, which may take a minute. */
  sweep({ provider, account }: AccountRef): Promise<SweepReport> {
    const body = { provider, account };
    return this.ask((init) => this.http.POST('/api/v1/sweeps', { ...init, body }), SWEEP_TIMEOUT_MS);
  }

  tokens(query: { owner?: string }): Promise<{ items: ListedToken[] }> {
    return this.ask((init) => this.http.GET('/api/v1/tokens', { ...init, params: { query } }));
  }

  createToken(
    body: TokenAsked & { owner?: string },
    options: Acting,
  ): Promise<ListedToken & { token: string | null }> {
    const params = { header: acting(options) };
    return this.ask((init) => this.http.POST('/api/v1/tokens', { ...init, params, body }));
  }

  revokeToken(id: string, why: Why = {}): Promise<{ revoked: true; id: string }> {
    const params = { path: { id }, query: why };
    return this.ask((init) => this.http.DELETE('/api/v1/tokens/{id}', { ...init, params }));
  }

  whoami(): Promise<Caller> {
    return this.ask((init) => this.http.GET('/api/v1/whoami', init));
  }

  /** That something is missing is an answer, too. */
  ready(): Promise<Readiness> {
    return answerOrElse(this.url, 503, this.http.GET('/readyz', this.init()));
  }
}
