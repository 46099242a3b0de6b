// Penstock's HTTP API as a typed client, on Node's own fetch.
import type { AuditFault, AuditRow } from '../domain/audit-entry';
import type { AccountRef, ConnectionRef } from '../domain/connection-ref';
import type { Brake, BrakeKind, BrakeScope, FreezeWindow } from '../domain/brakes/brake';
import type { ConnectionFacts } from '../domain/connection-state';
import type { Evidence } from '../domain/diagnosis';
import type { Incident } from '../domain/incident';
import type { LiveDiagnosis } from '../domain/live-diagnosis';
import type { Control, Decision, DecisionReceipt } from '../domain/messages';
import type { Record as ModeRecord } from '../domain/modes/earned';
import type { ModeSetting } from '../domain/modes/mode-setting';
import type { Person } from '../domain/person';
import type { Mode } from '../domain/plan';
import type { IncidentPolicy } from '../domain/policy/incident-policy';
import type { ChangeRequest } from '../domain/pipeline-event';
import type { KnownConnection } from '../domain/sweep/known-connection';
import type { AccountSurvey } from '../domain/sweep/survey';
import type { WebhookOrder, WebhookState } from '../domain/webhook-order';
import type { SweepReport } from '../domain/sweep/sweep-report';

const TIMEOUT_MS = 30_000;
const SWEEP_TIMEOUT_MS = 6 * 60_000;

const BRAKE_PATHS: Record<BrakeKind, string> = { kill: '/api/v1/kill-switch', freeze: '/api/v1/freezes' };

/** Nothing answers there, or something that is not Penstock. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
}

/** The API said no; `detail` is its reason. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
  }
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Timeline {
  incidentId: string;
  items: AuditRow[];
  evidence: Evidence[];
}

export interface ModesAnswer {
  /** Where no rule sets one. */
  default: Mode;
  items: (ModeSetting & { lostBy: string | null })[];
  records: ModeRecord[];
}

export interface Readiness {
  status: 'ready' | 'not_ready';
  checks: { name: string; ok: boolean; detail: string }[];
}

export interface AccountSummary extends AccountRef {
  access: 'read_write' | 'read_only';
  sweepEveryMs: number;
}

export interface ApiClientOptions {
  url: string;
  token?: string;
  timeoutMs?: number;
}

interface Call {
  body?: unknown;
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** Statuses beside 2xx whose body is an answer. */
  also?: number[];
}

export class ApiClient {
  constructor(private readonly options: ApiClientOptions) {}

  get url(): string {
    return this.options.url;
  }

  incidents(query: Record<string, string | number | undefined> = {}): Promise<Page<Incident>> {
    return this.call('GET', '/api/v1/incidents', { query });
  }

  incident(id: string): Promise<Incident> {
    return this.call('GET', `/api/v1/incidents/${encodeURIComponent(id)}`);
  }

  timeline(id: string): Promise<Timeline> {
    return this.call('GET', `/api/v1/incidents/${encodeURIComponent(id)}/timeline`);
  }

  approvals(): Promise<Page<Incident>> {
    return this.call('GET', '/api/v1/approvals');
  }

  /** `by` is whoever the token belongs to. */
  decide(
    id: string,
    decision: Omit<Decision, 'by'>,
    options: { idempotencyKey: string; orQueue?: boolean },
  ): Promise<DecisionReceipt | { queued: true }> {
    return this.call('POST', `/api/v1/incidents/${encodeURIComponent(id)}/decisions`, {
      body: decision,
      headers: {
        'idempotency-key': options.idempotencyKey,
        ...(options.orQueue === true ? { prefer: 'respond-async' } : {}),
      },
    });
  }

  control(
    id: string,
    order: Omit<Control, 'by'>,
    options: { idempotencyKey: string },
  ): Promise<{ accepted: true; incidentId: string; command: string }> {
    return this.call('POST', `/api/v1/incidents/${encodeURIComponent(id)}/control`, {
      body: order,
      headers: { 'idempotency-key': options.idempotencyKey },
    });
  }

  /** `windows`: freezes that configuration states. */
  brakes(kind: BrakeKind): Promise<{ items: Brake[]; windows?: (FreezeWindow & { open: boolean })[] }> {
    return this.call('GET', BRAKE_PATHS[kind]);
  }

  pullBrake(
    kind: BrakeKind,
    body: { scope: BrakeScope; reason: string; until?: string },
    options: { idempotencyKey: string },
  ): Promise<Brake> {
    return this.call('POST', BRAKE_PATHS[kind], {
      body,
      headers: { 'idempotency-key': options.idempotencyKey },
    });
  }

  liftBrake(kind: BrakeKind, id: string): Promise<{ lifted: true; id: string }> {
    return this.call('DELETE', `${BRAKE_PATHS[kind]}/${encodeURIComponent(id)}`);
  }

  modes(): Promise<ModesAnswer> {
    return this.call('GET', '/api/v1/modes');
  }

  /** `by` is whoever the token belongs to. */
  setMode(
    asked: Pick<ModeSetting, 'scope' | 'mode' | 'reason'> & { earned: boolean; until?: string },
    options: { idempotencyKey: string },
  ): Promise<ModeSetting> {
    return this.call('POST', '/api/v1/modes', {
      body: asked,
      headers: { 'idempotency-key': options.idempotencyKey },
    });
  }

  takeBackMode(id: string): Promise<{ takenBack: true }> {
    return this.call('DELETE', `/api/v1/modes/${encodeURIComponent(id)}`);
  }

  explainPolicy(incidentId: string): Promise<IncidentPolicy> {
    return this.call('GET', '/api/v1/policies/explain', { query: { incidentId } });
  }

  audit(query: { incidentId?: string; afterSeq?: number; limit?: number }): Promise<{
    items: AuditRow[];
    nextAfterSeq: number | null;
  }> {
    return this.call('GET', '/api/v1/audit', { query });
  }

  verifyAudit(): Promise<{ intact: boolean; rows: number; faults: AuditFault[] }> {
    return this.call('GET', '/api/v1/audit/verify');
  }

  connections(query: Record<string, string | number | undefined> = {}): Promise<Page<KnownConnection>> {
    return this.call('GET', '/api/v1/connections', { query });
  }

  connectionHistory(ref: ConnectionRef): Promise<ConnectionFacts> {
    return this.call('GET', `${pathOf(ref)}/history`);
  }

  /** What is wrong with it now, as the provider tells it now. */
  diagnoseConnection(ref: ConnectionRef): Promise<LiveDiagnosis> {
    return this.call('GET', `${pathOf(ref)}/diagnosis`);
  }

  requestChange(
    ref: ConnectionRef,
    request: Omit<ChangeRequest, 'by'>,
    options: { idempotencyKey: string },
  ): Promise<{ incidentId: string }> {
    return this.call('POST', `${pathOf(ref)}/changes`, {
      body: request,
      headers: { 'idempotency-key': options.idempotencyKey },
    });
  }

  accounts(): Promise<{ items: AccountSummary[] }> {
    return this.call('GET', '/api/v1/accounts');
  }

  survey({ provider, account }: AccountRef): Promise<AccountSurvey> {
    return this.call('GET', `/api/v1/accounts/${provider}/${encodeURIComponent(account)}/survey`);
  }

  webhooks({ provider, account }: AccountRef): Promise<WebhookState[]> {
    return this.call('GET', `/api/v1/accounts/${provider}/${encodeURIComponent(account)}/webhooks`);
  }

  tendWebhooks({ provider, account }: AccountRef, order: WebhookOrder): Promise<WebhookState[]> {
    return this.call('POST', `/api/v1/accounts/${provider}/${encodeURIComponent(account)}/webhooks`, {
      body: order,
    });
  }

  /** Waits for the sweep, which may take a minute. */
  sweep({ provider, account }: AccountRef): Promise<SweepReport> {
    return this.call('POST', '/api/v1/sweeps', { body: { provider, account }, timeoutMs: SWEEP_TIMEOUT_MS });
  }

  whoami(): Promise<Person> {
    return this.call('GET', '/api/v1/whoami');
  }

  ready(): Promise<Readiness> {
    return this.call('GET', '/readyz', { also: [503] });
  }

  private async call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, call: Call = {}): Promise<T> {
    const answer = await this.send(method, this.address(path, call.query), call);
    const text = await answer.text();
    const body = parse(text);
    // Our own server of the same version: its answers are what the types say.
    if (answer.ok || (call.also?.includes(answer.status) === true && body !== undefined)) return body as T;
    throw new ApiProblem(answer.status, detailOf(body) ?? `${method} ${path} answered ${answer.status}`);
  }

  private address(path: string, query: Call['query'] = {}): string {
    const given = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined) given.set(key, String(value));
    const search = given.toString();
    return `${this.options.url.replace(/\/+$/, '')}${path}${search === '' ? '' : `?${search}`}`;
  }

  private async send(method: string, url: string, call: Call): Promise<Response> {
    const { token } = this.options;
    const timeoutMs = this.options.timeoutMs ?? call.timeoutMs ?? TIMEOUT_MS;
    try {
      return await fetch(url, {
        method,
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...call.headers,
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
    } catch (error) {
      throw new ApiUnreachable(`the API at ${this.options.url} cannot be reached: ${whyOf(error)}`, {
        cause: error,
      });
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function detailOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('detail' in body)) return undefined;
  return typeof body.detail === 'string' ? body.detail : undefined;
}

function pathOf({ provider, account, connectionId }: ConnectionRef): string {
  const path = [provider, account, connectionId].map(encodeURIComponent).join('/');
  return `/api/v1/connections/${path}`;
}

/** fetch hides "connection refused" in the cause. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
