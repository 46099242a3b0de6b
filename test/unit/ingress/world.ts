// The outside of the HTTP server for tests: a fake door and reader that keep what they were given, and real signatures.
import { createHash, createHmac } from 'node:crypto';
import pino from 'pino';
import type { FastifyInstance } from 'fastify';
import type { IncidentDoor } from '../../../client/incident-door';
import type { AuditEntry, AuditRow } from '../../../domain/audit-entry';
import type { Effect } from '../../../domain/modes/effect';
import type { ModeSetting } from '../../../domain/modes/mode-setting';
import type { Brake } from '../../../domain/brakes/brake';
import type { AccountDoor } from '../../../client/account-door';
import {
  incidentWorkflowId,
  publicIncidentId,
  type AccountRef,
  type ConnectionRef,
} from '../../../domain/connection-ref';
import type { Timings } from '../../../domain/plan';
import type { PolicySet } from '../../../domain/policy/policy';
import type { LiveDiagnosis } from '../../../domain/live-diagnosis';
import type { ConnectionFacts } from '../../../domain/connection-state';
import type { Evidence } from '../../../domain/diagnosis';
import type { Incident } from '../../../domain/incident';
import { openState } from '../../../domain/incident-state';
import { incidentView } from '../../../domain/incident-view';
import type { PipelineEvent } from '../../../domain/pipeline-event';
import type {
  ConnectionFilter,
  ConnectionReader,
  IncidentFilter,
  IncidentReader,
} from '../../../domain/reader-ports';
import type { BrakeStore, DelegationStore, ModeStore } from '../../../domain/store-ports';
import type { Delegation } from '../../../domain/access/delegation';
import type { WebhookState } from '../../../domain/webhook-order';
import type { AccountSurvey } from '../../../domain/sweep/survey';
import type { KnownConnection } from '../../../domain/sweep/known-connection';
import { airbyteAccount, fivetranAccount } from '../../account';
import { connectionState } from '../../connection-state';
import { knownConnection, sweepReport } from '../../known-connection';
import type { IngressOptions } from '../../../ingress/options';
import { memoryTokens } from './memory-tokens';
import { buildIngress } from '../../../ingress/server';
import { heldToDocument } from './held-to-document';

export const NOW = new Date('2026-11-20T12:00:00Z');
export const SECRET = 'whsec-one';
export const RUN_ID = '0123abcd-0000-4000-8000-000000000000';

const account = {
  baseUrl: 'http://127.0.0.1:1',
  webhookSecrets: [SECRET, 'whsec-next'],
  requestsPerSecond: 5,
  readTimeoutMs: 1000,
  writeTimeoutMs: 1000,
  connectionTags: {},
};

export const EVENT: PipelineEvent = {
  provider: 'fivetran',
  account: 'prod',
  connectionId: 'frozen_lemon',
  id: 'e1',
  kind: 'sync_failed',
  occurredAt: NOW.toISOString(),
  source: 'webhook',
};

/** An incident as the workflow would show it. */
export function anIncident(changes: Partial<Incident> = {}): Incident {
  const ids = { workflowId: incidentWorkflowId(EVENT), runId: RUN_ID };
  return { ...incidentView(openState(EVENT, ids, NOW.toISOString())), ...changes };
}

type Page = Awaited<ReturnType<IncidentReader['list']>>;

export interface World {
  app: FastifyInstance;
  reported: PipelineEvent[];
  door: jest.Mocked<IncidentDoor>;
  reader: jest.Mocked<IncidentReader>;
  connections: jest.Mocked<ConnectionReader>;
  provider: jest.Mocked<AccountDoor>;
  /** Lines logged. */
  log: string[];
}

const TIMINGS: Timings = {
  ...{ approvalExpiresMs: 86_400_000, approvalEscalatesMs: 3_600_000, settleMs: 120_000 },
  ...{ readBackEveryMs: 5000, verifyWithinMs: 86_400_000, verifyAtLeastIntervals: 3, verifyPollMs: 600_000 },
  ...{ handoffPollMs: 600_000, stuckAfterMs: 21_600_000, retryBackoffMs: 300_000 },
};

const SHIPPED: PolicySet = {
  files: [
    {
      ...{ name: 'default', version: '1' },
      rules: [
        { id: 'retry', why: 'harmless', match: { class: ['network_transient'] }, mode: 'automate' },
        { id: 'destroys', why: 'two people', match: { destructive: true }, approval: { quorum: 2 } },
      ],
    },
  ],
  defaults: { mode: 'recommend', severity: 'high', approval: { quorum: 1 }, timings: TIMINGS },
};

export async function aWorld(options: Partial<IngressOptions> = {}): Promise<World> {
  const reported: PipelineEvent[] = [];
  const log: string[] = [];
  const door: jest.Mocked<IncidentDoor> = {
    report: jest.fn((event: PipelineEvent) => {
      reported.push(event);
      const incidentId = publicIncidentId(createHash('sha256').update(event.connectionId).digest('hex'));
      return Promise.resolve({ incidentWorkflowId: incidentWorkflowId(event), runId: RUN_ID, incidentId });
    }),
    decide: jest.fn(),
    control: jest.fn((..._: Parameters<IncidentDoor['control']>) => Promise.resolve()),
    get: jest.fn((_: Parameters<IncidentDoor['get']>[0]) => Promise.resolve(anIncident())),
    list: jest.fn(() => Promise.resolve([])),
  };
  const reader: jest.Mocked<IncidentReader> = {
    list: jest.fn((_: IncidentFilter) => Promise.resolve<Page>({ items: [anIncident()], nextCursor: null })),
    get: jest.fn((id: string) => Promise.resolve(id === anIncident().id ? anIncident() : null)),
    evidence: jest.fn((_: string) => Promise.resolve<Evidence[]>([])),
    audit: jest.fn((_: object) => Promise.resolve<AuditRow[]>([])),
    modelUsage: jest.fn(() => Promise.resolve([])),
    verifyAudit: jest.fn(() => Promise.resolve({ rows: 3, faults: [] })),
    ping: jest.fn(() => Promise.resolve()),
  };
  const connections: jest.Mocked<ConnectionReader> = {
    list: jest.fn((_: ConnectionFilter) =>
      Promise.resolve<{ items: KnownConnection[]; nextCursor: string | null }>({
        items: [knownConnection({ account: 'prod' })],
        nextCursor: null,
      }),
    ),
  };
  const provider: jest.Mocked<AccountDoor> = {
    survey: jest.fn((_: AccountRef) => Promise.resolve<AccountSurvey>({ findings: [] })),
    lookAt: jest.fn((_: ConnectionRef) =>
      Promise.resolve<ConnectionFacts>({ state: connectionState({}), runs: [], missing: [] }),
    ),
    diagnose: jest.fn((ref: ConnectionRef) =>
      Promise.resolve<LiveDiagnosis>({
        connection: { ...ref, name: 'Orders', service: 'postgres', destination: 'warehouse' },
        ...{ health: 'healthy', readAt: '2026-11-20T12:00:00.000Z', diagnosis: null, providerUrl: null },
      }),
    ),
    webhooks: jest.fn((..._: Parameters<AccountDoor['webhooks']>) => Promise.resolve<WebhookState[]>([])),
    sweepNow: jest.fn((ref: AccountRef) => Promise.resolve(sweepReport(ref))),
    requestChange: jest.fn((..._: Parameters<AccountDoor['requestChange']>) =>
      Promise.resolve({ incidentId: 'inc-0123abcd' }),
    ),
  };
  const set = new Map<string, Brake>();
  const brakes: jest.Mocked<BrakeStore> = {
    standing: jest.fn((_: string) => Promise.resolve([...set.values()])),
    apply: jest.fn((brake: Brake, _: AuditEntry) => Promise.resolve(void set.set(brake.id, brake))),
    lift: jest.fn((id: string, _at: string, _audit: AuditEntry) => Promise.resolve(set.delete(id))),
  };
  const app = await buildIngress({
    host: '127.0.0.1',
    port: 0,
    accounts: [fivetranAccount({ ...account, name: 'prod' }), airbyteAccount({ ...account, name: 'lake' })],
    people: [
      { id: 'vera', name: 'Vera', role: 'viewer', groups: [] },
      { id: 'olga', name: 'Olga', role: 'operator', groups: [] },
      { id: 'anna', name: 'Anna', role: 'approver', groups: [] },
    ],
    tokens: ['vera', 'olga', 'anna'].map((personId) => ({ personId, hash: sha256(`token-${personId}`) })),
    incidents: door,
    policy: { policies: SHIPPED, hash: 'hash-of-today' },
    brakes,
    tokenStore: memoryTokens(),
    auditLog: { append: () => Promise.resolve() },
    modes: memoryModes(),
    delegations: memoryDelegations(),
    records: { read: () => Promise.resolve({ settings: [], effects: [], repairs: [] }) },
    freezes: [],
    surroundings: {
      around: () => Promise.resolve({ neighbours: [], ownChanges: [] }),
      earlier: () => Promise.resolve([]),
    },
    reader,
    ...{ connections, provider },
    logger: pino({ level: 'info' }, { write: (line) => log.push(line) }),
    now: () => NOW,
    ...options,
  });
  return { app: heldToDocument(app), reported, door, reader, connections, provider, log };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Header that makes the request that person's. */
export function as(person: string): { authorization: string } {
  return { authorization: `Bearer token-${person}` };
}

/** A Fivetran delivery, correctly signed unless told otherwise. */
export function fivetranDelivery(
  body: string | Buffer | Record<string, unknown>,
  headers: Record<string, string> = {},
) {
  const payload = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method: 'POST' as const,
    url: '/webhooks/fivetran/prod',
    payload,
    headers: {
      'content-type': 'application/json',
      'x-fivetran-signature-256': createHmac('sha256', SECRET).update(payload).digest('hex'),
      ...headers,
    },
  };
}

/** A failed sync as Fivetran reports it. */
export function failedSync(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event: 'sync_end',
    created: '2026-11-20T11:59:00Z',
    connector_id: 'frozen_lemon',
    connector_type: 'salesforce',
    sync_id: 'sync-1',
    data: { status: 'FAILURE', reason: 'Rate limit exceeded' },
    ...changes,
  };
}

/** Settings of modes, kept in memory. */
export function memoryModes(effects: Effect[] = []): ModeStore {
  const kept = new Map<string, ModeSetting>();
  return {
    settings: () => Promise.resolve([...kept.values()]),
    setMode: (setting) => Promise.resolve(void kept.set(setting.id, setting)),
    takeBack: (id) => Promise.resolve(kept.delete(id)),
    effects: () => Promise.resolve(effects),
  };
}

/** Votes given to others, kept in memory. */
export function memoryDelegations(): DelegationStore {
  const kept = new Map<string, Delegation>();
  return {
    delegations: (now) => Promise.resolve([...kept.values()].filter((one) => one.until > now)),
    delegate: (one) => Promise.resolve(void kept.set(one.id, one)),
    endDelegation: (id) => Promise.resolve(kept.delete(id)),
  };
}
