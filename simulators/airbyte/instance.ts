// One simulated Airbyte instance with one workspace: the shared engine, its jobs, and the ends of its connections.
import { Clock } from '../engine/clock';
import { isRun, type HistoryRecord } from '../engine/connection';
import { Random, uuidFrom } from '../engine/random';
import { Runs } from '../engine/runs';
import { WebhookDelivery } from '../engine/webhook-delivery';
import { World } from '../engine/world';
import { newAirbyteNative, type Actor, type AirbyteConnection, type AirbyteNative } from './native';
import { Notifications } from './notifications';
import { pauseOnBreakingChange } from './schema-changes';
import { Workspace } from './workspace';

const JOBS_MAX = 200_000;
/** Job IDs start from the clock, so that a restarted simulator does not repeat those of yesterday. */
const JOB_ID_EPOCH = Date.UTC(2026, 0, 1);

export interface Job {
  readonly id: number;
  readonly record: HistoryRecord;
  readonly connection: AirbyteConnection;
}

export class AirbyteInstance {
  readonly clock = new Clock();
  readonly random = new Random();
  readonly delivery = new WebhookDelivery(this.clock, this.random);
  readonly workspace = new Workspace();
  readonly sources = new Map<string, Actor>();
  readonly destinations = new Map<string, Actor>();
  readonly jobs = new Map<number, Job>();
  readonly notifications: Notifications;
  readonly world: World<AirbyteNative>;
  readonly runs: Runs<AirbyteNative>;
  private lastJobId = Math.floor((Date.now() - JOB_ID_EPOCH) / 1000);

  constructor() {
    this.notifications = new Notifications(this, this.delivery);
    this.world = new World<AirbyteNative>(this.clock, this.random, {
      newConnectionId: () => this.random.uuid(),
      newRunId: () => String((this.lastJobId += 1)),
      connectionKind: (spec) => spec.sourceType ?? spec.service ?? 'postgres',
      newNative: (spec, id, name) => {
        const source = this.addActor(
          this.sources,
          `source/${id}`,
          spec.sourceType ?? spec.service ?? 'postgres',
          name,
        );
        const warehouse = spec.destination ?? 'Sim warehouse';
        const destination = this.addActor(
          this.destinations,
          `destination/${warehouse}`,
          'snowflake',
          warehouse,
        );
        return newAirbyteNative(spec, source.id, destination.id);
      },
      recorded: (connection, record) => {
        if (isRun(record)) this.addJob(connection, record);
      },
      pastRun: () => {},
      runStarted: (connection) => pauseOnBreakingChange(this, connection),
      runEnded: (connection, run) => this.notifications.runEnded(connection, run),
      healed: () => {},
    });
    this.runs = new Runs(this.world);
  }

  reset(): void {
    this.sources.clear();
    this.destinations.clear();
    this.jobs.clear();
    this.workspace.reset();
  }

  connectionsOf(actor: Actor): AirbyteConnection[] {
    return [...this.world.connections.values()].filter(
      ({ native }) => native.sourceId === actor.id || native.destinationId === actor.id,
    );
  }

  private addJob(connection: AirbyteConnection, record: HistoryRecord): void {
    const id = Number(record.id);
    this.jobs.set(id, { id, record, connection });
    if (this.jobs.size <= JOBS_MAX) return;
    for (const oldest of this.jobs.keys()) {
      this.jobs.delete(oldest);
      break;
    }
  }

  /** IDs follow from names, so that what a test remembers survives a restart of the simulator. */
  private addActor(actors: Map<string, Actor>, key: string, type: string, name: string): Actor {
    const id = uuidFrom(key);
    const known = actors.get(id);
    if (known !== undefined) return known;
    const configuration = { host: `${type}.example`, username: 'airbyte', password: '**********' };
    const actor: Actor = { id, type, name, createdAt: this.clock.now(), configuration };
    actors.set(id, actor);
    return actor;
  }
}
