// One simulated Airbyte instance: the shared engine, its workspaces and jobs, and the ends of its connections.
import { Clock } from '../engine/clock';
import type { ConnectionSpec } from '../engine/connection-spec';
import { isRun, type HistoryRecord } from '../engine/connection';
import { Random, uuidFrom } from '../engine/random';
import { Runs } from '../engine/runs';
import { WebhookDelivery } from '../engine/webhook-delivery';
import { World } from '../engine/world';
import { syncFailed, syncSucceeded } from './auto-disable';
import { attemptFailed, jobEnded, jobStarted, startDelayMs } from './job-progress';
import { JobBook } from './job-book';
import { newAirbyteNative, type Actor, type AirbyteConnection, type AirbyteNative } from './native';
import { Notifications } from './notifications';
import { runPendingRefresh } from './refresh';
import { refreshSchema } from './schema-refresh';
import { settingsSchema, type Settings } from './settings';
import { Tags } from './tags';
import { Workspace, WORKSPACE_ID } from './workspace';

const SECRET = 'sim-password';

export class AirbyteInstance {
  readonly clock = new Clock();
  readonly random = new Random();
  readonly delivery = new WebhookDelivery(this.clock, this.random);
  readonly workspaces = new Map<string, Workspace>();
  readonly tags = new Tags();
  readonly sources = new Map<string, Actor>();
  readonly destinations = new Map<string, Actor>();
  readonly jobs = new JobBook();
  /** Deleted connections are kept as `deprecated`, with their jobs. */
  readonly deleted = new Map<string, AirbyteConnection>();
  readonly notifications: Notifications;
  readonly world: World<AirbyteNative>;
  readonly runs: Runs<AirbyteNative>;
  settings: Settings;

  constructor(private readonly initial: Partial<Settings> = {}) {
    this.settings = settingsSchema.parse(initial);
    this.notifications = new Notifications(this);
    this.world = new World<AirbyteNative>(this.clock, this.random, {
      newConnectionId: () => this.random.uuid(),
      newRunId: () => this.jobs.newId(),
      connectionKind: (spec) => this.typeOf(spec),
      newNative: (spec, id, name) => this.newNative(spec, id, name),
      recorded: (connection, record) => {
        if (isRun(record)) this.jobs.add(connection, record);
      },
      pastRun: () => {},
      startDelayMs: (_connection, run) => startDelayMs(this, run),
      runStarted: (connection, run) => this.runStarted(connection, run),
      retryAfterMs: (_connection, run, broken) => {
        const job = this.jobs.of(run);
        return job === undefined ? null : attemptFailed(this, job, broken);
      },
      runEnded: (connection, run) => this.runEnded(connection, run),
      healed: () => {},
    });
    this.runs = new Runs(this.world);
    this.reset(undefined);
  }

  reset(seed: number | undefined): void {
    this.settings = settingsSchema.parse(this.initial);
    this.sources.clear();
    this.destinations.clear();
    this.jobs.clear(seed);
    this.deleted.clear();
    this.tags.clear();
    this.workspaces.clear();
    this.workspaces.set(WORKSPACE_ID, new Workspace(WORKSPACE_ID, 'Simulated workspace'));
  }

  connectionsOf(actor: Actor): AirbyteConnection[] {
    return [...this.world.connections.values()].filter(
      ({ native }) => native.sourceId === actor.id || native.destinationId === actor.id,
    );
  }

  /** What runs is cancelled first. */
  remove(connection: AirbyteConnection): void {
    this.runs.cancel(connection, 'The connection was deleted');
    this.world.remove(connection);
    this.deleted.set(connection.id, connection);
  }

  addActor(actors: Map<string, Actor>, actor: Actor): Actor {
    actors.set(actor.id, actor);
    return actor;
  }

  private typeOf(spec: ConnectionSpec): string {
    const source = spec.sourceId === undefined ? undefined : this.sources.get(spec.sourceId);
    return spec.sourceType ?? spec.service ?? source?.type ?? 'postgres';
  }

  private newNative(spec: ConnectionSpec, id: string, name: string): AirbyteNative {
    const workspaceId = spec.workspaceId ?? WORKSPACE_ID;
    const type = this.typeOf(spec);
    const sourceId =
      spec.sourceId ?? this.namedActor(this.sources, `source/${id}`, type, name, spec, workspaceId);
    const warehouse = spec.destination ?? 'Sim warehouse';
    const destinationId =
      spec.destinationId ??
      this.namedActor(
        this.destinations,
        `destination/${warehouse}`,
        'snowflake',
        warehouse,
        spec,
        workspaceId,
      );
    return newAirbyteNative(spec, { workspaceId, sourceId, destinationId }, this.clock.now());
  }

  private runStarted(connection: AirbyteConnection, run: HistoryRecord): void {
    const job = this.jobs.of(run);
    if (job === undefined) return;
    jobStarted(this, job);
    if (run.kind === 'sync') refreshSchema(this, connection);
  }

  private runEnded(connection: AirbyteConnection, run: HistoryRecord): void {
    const job = this.jobs.of(run);
    if (job === undefined) return;
    jobEnded(this, job);
    this.notifications.jobEnded(job);
    if (run.status === 'succeeded') connection.native.state = null;
    if (run.kind === 'sync' && run.status === 'succeeded') syncSucceeded(connection);
    if (run.kind === 'sync' && run.status === 'failed') syncFailed(this, connection);
    runPendingRefresh(this, connection);
  }

  /** IDs follow from names, so that what a test remembers survives a restart of the simulator. */
  private namedActor(
    actors: Map<string, Actor>,
    key: string,
    type: string,
    name: string,
    { tables }: ConnectionSpec,
    workspaceId: string,
  ): string {
    const id = uuidFrom(key);
    if (actors.has(id)) return id;
    const configuration = { host: `${type}.example`, username: 'airbyte', password: SECRET };
    this.addActor(actors, {
      id,
      type,
      name,
      tables,
      workspaceId,
      configuration,
      createdAt: this.clock.now(),
    });
    return id;
  }
}
