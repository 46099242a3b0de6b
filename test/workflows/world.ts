// A world for workflow tests: the real workflow on a real server, shipped configuration with second-scale timings,
// a provider that does what a test says, and a store that keeps everything in memory.
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import { NoWorkerAnswer } from '../../client/incident-door';
import { IncidentsClient } from '../../client/incidents';
import type { Brake, FreezeWindow } from '../../domain/brakes/brake';
import type { AuditEntry } from '../../domain/audit-entry';
import { incidentWorkflowId, type AccountRef } from '../../domain/connection-ref';
import type { ConnectionFacts, ConnectionState, SyncRun } from '../../domain/connection-state';
import type { Incident } from '../../domain/incident';
import { EFFECT_JUDGED, type Effect, type Repair } from '../../domain/modes/effect';
import type { ModeSetting } from '../../domain/modes/mode-setting';
import type { TrackRecord } from '../../domain/modes/track-record';
import type { Post } from '../../domain/notice/post';
import type { PastCase } from '../../domain/memory/past-case';
import { OpError } from '../../domain/op-error';
import type { PipelineEvent } from '../../domain/pipeline-event';
import type { ProviderAccount } from '../../domain/ports';
import type { CaseReader, IncidentReader } from '../../domain/reader-ports';
import type {
  AuditLog,
  ConnectionStore,
  IncidentStore,
  Outcome,
  PostStore,
  StepIntent,
  Surroundings,
  TrackRecords,
} from '../../domain/store-ports';
import type { KnownConnection } from '../../domain/sweep/known-connection';
import type { StepCommand, TargetReading } from '../../domain/step';
import type { AccountSurvey, SweepPage } from '../../domain/sweep/survey';
import { loadConfigFiles, type ConfigFiles } from '../../integrations/config-files/load';
import { startWorker, type RunningWorker } from '../../workers/compose';
import { TOLD_TO_NOBODY, type ComposedNotices } from '../../workers/compose-notices';
import { loadBundle } from '../../workers/bundle';
import { installRuntime } from '../../workers/runtime-logging';
import { ensureSearchAttributes } from '../../workers/search-attributes';
import { fivetranAccount } from '../account';
import { connectionState } from '../connection-state';

/** A provider whose connection is plain data, and whose answers a test may spoil. */
export class ScriptedProvider implements ProviderAccount {
  readonly provider = 'fivetran';
  readonly account = 'sim';
  readonly applied: StepCommand['kind'][] = [];
  /** What `apply` does instead of answering cleanly; it may apply first. */
  spoil: ((command: StepCommand, apply: () => void) => void) | null = null;
  spoilRead: (() => void) | null = null;
  runs: SyncRun[] = [];
  state: ConnectionState;

  constructor(readonly connectionId: string) {
    const at = new Date(Date.now() - 60_000).toISOString();
    this.state = connectionState({
      readAt: at,
      connectionId,
      schedule: { kind: 'manual' },
      lastSuccessAt: null,
      lastFailureAt: at,
    });
  }

  async readState(): Promise<ConnectionState> {
    this.spoilRead?.();
    return { ...this.state, readAt: new Date().toISOString() };
  }

  async readFacts(): Promise<ConnectionFacts> {
    return { state: await this.readState(), runs: this.runs, missing: [] };
  }

  async apply(command: StepCommand): Promise<{ evidence: string }> {
    const apply = () => this.change(command.kind);
    if (this.spoil) this.spoil(command, apply);
    else apply();
    return { evidence: `${command.kind} accepted` };
  }

  /** A sync that moved data ends well now. */
  succeed(): void {
    const at = new Date().toISOString();
    this.state = { ...this.state, running: null, lastSuccessAt: at };
    this.runs = [
      {
        id: `r${this.runs.length}`,
        kind: 'sync',
        status: 'succeeded',
        startedAt: at,
        endedAt: at,
        rows: 10,
        bytes: 100,
      },
      ...this.runs,
    ];
  }

  readonly access = 'read_write';
  /** What steps that set a value find and leave. */
  target: TargetReading | null = null;

  readTarget(): Promise<TargetReading | null> {
    return Promise.resolve(this.target);
  }

  sweep(): Promise<SweepPage> {
    return Promise.resolve({ connections: [this.state], runs: [], next: null, calls: 1, missing: [] });
  }

  repairLink(): Promise<null> {
    return Promise.resolve(null);
  }

  survey(): Promise<AccountSurvey> {
    return Promise.resolve({ findings: [] });
  }

  /** A sync ends badly now. */
  fail(message: string): void {
    const at = new Date().toISOString();
    this.state = { ...this.state, running: null, lastFailureAt: at };
    this.runs = [
      {
        ...{ id: `r${this.runs.length}`, kind: 'sync', status: 'failed', startedAt: at, endedAt: at },
        ...{ rows: null, bytes: null, failure: { message } },
      },
      ...this.runs,
    ];
  }

  consoleUrl(): string {
    return `https://provider.example/${this.connectionId}`;
  }

  async whoAmI(): Promise<{ identity: string }> {
    return { identity: 'test' };
  }

  private change(kind: StepCommand['kind']): void {
    this.applied.push(kind);
    if (kind === 'pause') this.state = { ...this.state, active: false };
    else if (kind === 'resume') this.state = { ...this.state, active: true };
    else if (kind === 'trigger_sync' || kind === 'resync')
      this.state = { ...this.state, running: { startedAt: new Date().toISOString() } };
    else if (kind === 'set_schedule' && this.target) this.target = { ...this.target, satisfied: true };
    else if (kind === 'cancel_sync') this.state = { ...this.state, running: null };
  }
}

/** The store as the workflow sees it. */
export class MemoryStore
  implements IncidentStore, ConnectionStore, CaseReader, Surroundings, TrackRecords, PostStore, AuditLog
{
  readonly audit = new Map<string, AuditEntry>();
  readonly incidents = new Map<string, Incident>();
  readonly intents: StepIntent[] = [];
  readonly outcomes: Outcome[] = [];
  /** What earlier incidents taught; tests do not learn from each other. */
  readonly taught: PastCase[] = [];
  readonly connections = new Map<string, KnownConnection>();
  private readonly owners = new Map<string, string>();

  async known(_: AccountRef, ids: string[]): Promise<KnownConnection[]> {
    return ids.flatMap((id) => this.connections.get(id) ?? []);
  }

  async keep(connections: KnownConnection[]): Promise<void> {
    for (const one of connections) this.connections.set(one.connectionId, one);
  }

  async markGone(_: AccountRef, listed: ReadonlySet<string>): Promise<number> {
    return [...this.connections.keys()].filter((id) => !listed.has(id)).length;
  }

  async lastClosed(): Promise<Map<string, string>> {
    return new Map();
  }

  async claimEvents({ incidentId, eventIds }: { incidentId: string; eventIds: string[] }) {
    return eventIds.map((eventId) => {
      if (!this.owners.has(eventId)) this.owners.set(eventId, incidentId);
      return { eventId, ownedBy: this.owners.get(eventId) ?? incidentId };
    });
  }

  /** Lets a test do something while a row is being written. */
  meanwhile: ((incident: Incident) => Promise<void>) | null = null;

  async record({ incident, audit, outcome }: Parameters<IncidentStore['record']>[0]): Promise<void> {
    if (incident) await this.meanwhile?.(incident);
    for (const entry of audit) if (!this.audit.has(entry.key)) this.audit.set(entry.key, entry);
    if (incident) this.incidents.set(incident.id, incident);
    if (outcome) this.outcomes.push(outcome);
  }

  async casesAfter(seq: number, limit: number): Promise<{ cases: PastCase[]; seq: number }> {
    const page = this.taught.slice(seq, seq + limit);
    return { cases: page, seq: seq + page.length };
  }

  async around(): Promise<Awaited<ReturnType<Surroundings['around']>>> {
    return { neighbours: [], ownChanges: [] };
  }

  /** What people set about automation, and what it rests on; a test may say so. */
  readonly settings: ModeSetting[] = [];
  readonly repairs: Repair[] = [];

  async read(): Promise<TrackRecord> {
    const effects = [...this.audit.values()].filter(({ action }) => action === EFFECT_JUDGED);
    // The workflow writes effects as details of these rows.
    return {
      ...{ settings: this.settings, repairs: this.repairs },
      effects: effects.map(({ details }) => details as unknown as Effect),
    };
  }

  async earlier(): Promise<string[]> {
    return [];
  }

  /** Looks at every intent at the moment at which the guard lets it through. */
  onIntent: ((intent: StepIntent) => void) | null = null;

  async recordIntent(intent: StepIntent): Promise<void> {
    this.onIntent?.(intent);
    this.intents.push(intent);
  }

  async keepEvidence(): Promise<void> {
    return Promise.resolve();
  }

  /** What the store would show of it. */
  readonly reader: IncidentReader = {
    list: ({ status }) =>
      Promise.resolve({
        items: [...this.incidents.values()].filter((one) => status?.includes(one.status) ?? true),
        nextCursor: null,
      }),
    get: (id) => Promise.resolve(this.incidents.get(id) ?? null),
    audit: ({ incidentId, afterSeq = 0 }) =>
      Promise.resolve(
        [...this.audit.values()]
          .map((entry, index) => ({ ...entry, seq: index + 1, previousHash: '', hash: '' }))
          .filter((row) => row.seq > afterSeq && (incidentId === undefined || row.incidentId === incidentId)),
      ),
    evidence: () => Promise.resolve([]),
    modelUsage: () => Promise.resolve([]),
    verifyAudit: () => Promise.resolve({ rows: this.audit.size, faults: [] }),
    ping: () => Promise.resolve(),
  };

  readonly posts = new Map<string, Post>();

  post(incidentId: string, target: string): Promise<Post | null> {
    return Promise.resolve(this.posts.get(`${incidentId} ${target}`) ?? null);
  }

  postsAlike(target: string, group: string, since: string): Promise<Post[]> {
    const alike = [...this.posts.values()].filter(
      (post) => post.target === target && post.group === group && (post.firstShownAt ?? '') >= since,
    );
    return Promise.resolve(alike);
  }

  keepPost(post: Post): Promise<void> {
    this.posts.set(`${post.incidentId} ${post.target}`, post);
    return Promise.resolve();
  }

  append(entries: AuditEntry[]): Promise<void> {
    for (const entry of entries) if (!this.audit.has(entry.key)) this.audit.set(entry.key, entry);
    return Promise.resolve();
  }

  actions(incidentId: string): string[] {
    return [...this.audit.values()]
      .filter((entry) => entry.incidentId === incidentId)
      .map((entry) => entry.action);
  }
}

export interface World {
  client: Client;
  incidents: IncidentsClient;
  store: MemoryStore;
  /** What the workers decide by; a test may change it, as a deploy does. */
  config: ConfigFiles;
  /** What stops every write; a test may set and lift. */
  brakes: Brake[];
  /** The scripted connection of this ID, made where there is none yet. */
  provider(connectionId: string): ScriptedProvider;
  /** Looks at an incident until the condition holds; fails with the incident's own words at the deadline. */
  until(workflowId: string, holds: (incident: Incident) => boolean): Promise<Incident>;
  /** Reports a failed sync of a new connection and answers everything about its incident. */
  open(message: string, changes?: Partial<PipelineEvent>): Promise<OpenCase>;
  stop(): Promise<void>;
}

export interface OpenCase {
  event: PipelineEvent;
  provider: ScriptedProvider;
  handle: WorkflowHandle;
  look(): Promise<Incident>;
  /** Looks until the condition holds; fails with the incident's own words at the deadline. */
  until(holds: (incident: Incident) => boolean): Promise<Incident>;
}

let cases = 0;
/** Test files share a server, and may share a process: what one leaves open must not be another's. */
const run = `${process.pid}-${Date.now().toString(36)}`;
const opened: WorkflowHandle[] = [];

/** @param tell who is told of incidents; nobody when absent */
export async function startWorld(
  tell: (parts: {
    client: Client;
    store: MemoryStore;
    config: ConfigFiles;
  }) => Promise<ComposedNotices> = () => Promise.resolve(TOLD_TO_NOBODY),
  { freezes = [], ...options }: { maxCachedWorkflows?: number; freezes?: FreezeWindow[] } = {},
): Promise<World> {
  const address = process.env.PENSTOCK_TEST_TEMPORAL ?? '';
  installRuntime(pino({ level: 'silent' }));
  const account = fivetranAccount({
    name: 'sim',
    baseUrl: 'http://127.0.0.1:1',
    requestsPerSecond: 600,
    readTimeoutMs: 1000,
    writeTimeoutMs: 1000,
  });
  const config = await loadConfigFiles(join(__dirname, '..', '..', 'config'), {});
  const quick = {
    settleMs: 600,
    readBackEveryMs: 100,
    verifyPollMs: 400,
    handoffPollMs: 400,
    retryBackoffMs: 50,
    // A machine that stalls for seconds must not make a scripted sync look stuck.
    stuckAfterMs: 60_000,
  };
  config.policies.files.unshift({
    name: 'test',
    version: '1',
    rules: [{ id: 'quick', why: 'tests do not wait', match: {}, timings: quick }],
  });
  const brakes: Brake[] = [];
  const providers = new Map<string, ScriptedProvider>();
  const store = new MemoryStore();
  const connection = await NativeConnection.connect({ address });
  await ensureSearchAttributes(connection, 'default');
  const client = new Client({ connection: await Connection.connect({ address }) });
  const incidents = new IncidentsClient(client);
  const worker: RunningWorker = await startWorker({
    ...{ connection, namespace: 'default', config, accounts: [account], store, versioned: false },
    bundle: loadBundle(process.env.PENSTOCK_TEST_BUNDLE),
    ...options,
    logger: pino({ level: 'silent' }),
    providers: { get: () => router(providers), list: () => [] },
    ...{ connections: store, cases: store, events: incidents, model: null },
    ...{
      brakes: { standing: () => Promise.resolve(brakes) },
      freezes,
      notices: await tell({ client, store, config }),
    },
    records: store,
    correlation: {
      ...{ windowMs: 3_600_000, timeLimitMs: 1000, surroundings: store, metrics: [] },
      status: { read: () => Promise.resolve(null) },
    },
  });
  const world: World = {
    client,
    incidents,
    store,
    config,
    brakes,
    provider(id) {
      const provider = providers.get(id) ?? new ScriptedProvider(id);
      providers.set(id, provider);
      return provider;
    },
    until: (workflowId, holds) => until(() => incidents.get(workflowId), holds),
    async open(message, changes = {}) {
      cases += 1;
      const connectionId = changes.connectionId ?? `case-${run}-${cases}`;
      const provider = world.provider(connectionId);
      const event: PipelineEvent = {
        ...{
          id: `event-${connectionId}-${cases}`,
          kind: 'sync_failed',
          provider: 'fivetran',
          account: 'sim',
        },
        ...{
          connectionId,
          source: 'drill',
          occurredAt: new Date(Date.now() - 30_000).toISOString(),
          message,
        },
        ...changes,
      };
      await incidents.report(event);
      const handle = client.workflow.getHandle(incidentWorkflowId(event));
      opened.push(handle);
      const look = () => incidents.get(incidentWorkflowId(event));
      return { event, provider, handle, look, until: (holds) => until(look, holds) };
    },
    async stop() {
      await Promise.all(
        opened.splice(0).map((one) => one.terminate('the test is over').catch(() => undefined)),
      );
      await worker.shutdown();
      await connection.close();
      await client.connection.close();
    },
  };
  return world;
}

/** What the scripted account shows to a sweep; a test sets it. */
export const sweeping: { page: ProviderAccount['sweep'] } = {
  page: () => Promise.resolve({ connections: [], runs: [], next: null, calls: 1, missing: [] }),
};

/** One adapter that finds the scripted connection by its ID. */
function router(providers: Map<string, ScriptedProvider>): ProviderAccount {
  const of = (id: string) => {
    const found = providers.get(id);
    if (!found) throw new OpError('provider.not_found', { message: `no scripted connection ${id}` });
    return found;
  };
  return {
    provider: 'fivetran',
    account: 'sim',
    readState: (id) => of(id).readState(),
    access: 'read_write',
    readFacts: (id) => of(id).readFacts(),
    readTarget: (command) => of(command.connectionId).readTarget(),
    sweep: (request) => sweeping.page(request),
    repairLink: (id) => of(id).repairLink(),
    survey: () => Promise.resolve({ findings: [] }),
    apply: (command) => of(command.connectionId).apply(command),
    consoleUrl: (id) => providers.get(id)?.consoleUrl() ?? 'https://provider.example/',
    whoAmI: () => Promise.resolve({ identity: 'test' }),
  };
}

async function until(
  look: () => Promise<Incident>,
  holds: (incident: Incident) => boolean,
): Promise<Incident> {
  const deadline = Date.now() + 25_000;
  for (;;) {
    const incident = await look().catch(notAnswering);
    if (incident && holds(incident)) return incident;
    if (Date.now() > deadline)
      throw new Error(
        incident ? `not in time; the incident is ${incident.status}: ${incident.next}` : 'no answer in time',
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** On a machine that stalls, a query may outlast its deadline; the next one answers. */
function notAnswering(error: unknown): null {
  if (error instanceof NoWorkerAnswer) return null;
  throw error;
}
