// One simulated Fivetran account: the shared engine, joined with what Fivetran does when runs start and end.
import { Clock } from '../engine/clock';
import type { HistoryRecord } from '../engine/connection';
import { Random } from '../engine/random';
import { Runs } from '../engine/runs';
import { WebhookDelivery } from '../engine/webhook-delivery';
import { World } from '../engine/world';
import { newFivetranNative, type FivetranConnection, type FivetranNative } from './connection-native';
import { RegisteredWebhooks } from './registered-webhooks';
import { noteRunEnd, noteRunStart, syncEndData } from './run-outcome';
import { connectionName } from './names';
import { WebhookEvents } from './webhook-events';

export interface Features {
  syncHistory: boolean;
  errors: boolean;
  warnings: boolean;
}

export class FivetranAccount {
  readonly clock = new Clock();
  readonly random = new Random();
  readonly delivery = new WebhookDelivery(this.clock, this.random);
  readonly registered = new RegisteredWebhooks();
  readonly events = new WebhookEvents(this.delivery, this.registered);
  readonly features: Features = { syncHistory: true, errors: true, warnings: true };
  readonly world: World<FivetranNative>;
  readonly runs: Runs<FivetranNative>;

  constructor() {
    this.world = new World<FivetranNative>(this.clock, this.random, {
      newConnectionId: () => connectionName(this.random, (id) => this.world.connections.has(id)),
      newRunId: () => this.random.uuid(),
      connectionKind: (spec) => spec.service ?? spec.sourceType ?? 'postgres',
      newNative: newFivetranNative,
      pastRun: noteRunEnd,
      runStarted: (connection, run) => this.runStarted(connection, run),
      runEnded: (connection, run) => this.runEnded(connection, run),
      healed: (connection) => {
        connection.native.setupState = 'connected';
        connection.native.tasks = [];
      },
    });
    this.runs = new Runs(this.world);
  }

  reset(): void {
    this.registered.byId.clear();
    Object.assign(this.features, { syncHistory: true, errors: true, warnings: true });
  }

  private runStarted(connection: FivetranConnection, run: HistoryRecord): void {
    noteRunStart(connection);
    this.events.announce(connection, 'sync_start', { syncId: run.id });
  }

  private runEnded(connection: FivetranConnection, run: HistoryRecord): void {
    noteRunEnd(connection, run);
    this.events.announce(connection, 'sync_end', { syncId: run.id, data: { ...syncEndData(run) } });
    if (run.rescheduledFor !== null) this.resumeAt(connection, run.rescheduledFor);
  }

  /** Schedule type auto resumes by itself at `rescheduled_for`; manual never does (the vendor's documented trap). */
  private resumeAt(connection: FivetranConnection, at: number): void {
    this.clock.after(at - this.clock.now(), () => {
      const due =
        connection.native.rescheduledFor === at && this.world.connections.get(connection.id) === connection;
      if (!due || connection.paused || connection.active !== null || connection.scheduleType === 'manual')
        return;
      this.runs.start(connection, { kind: 'sync', trigger: 'schedule' });
    });
  }
}
