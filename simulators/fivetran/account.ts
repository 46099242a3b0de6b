// One simulated Fivetran account: the shared engine, joined with what Fivetran does when runs start and end.
import { breakSpec, newBreakage, type Breakage } from '../engine/break-spec';
import { Clock } from '../engine/clock';
import type { HistoryRecord } from '../engine/connection';
import { Random } from '../engine/random';
import { Runs } from '../engine/runs';
import { WebhookDelivery } from '../engine/webhook-delivery';
import { World } from '../engine/world';
import { Agents } from './agents';
import { ALL_FEATURES, USUAL_BEHAVIOUR, type Behaviour, type Features } from './behaviour';
import { newFivetranNative, type FivetranConnection, type FivetranNative } from './connection-native';
import { Destinations } from './destinations';
import { noteFailureInRow } from './failures-in-row';
import { Groups } from './groups';
import { idWords } from './names';
import { PLANS } from './plans';
import { Quota } from './quota';
import { RegisteredWebhooks } from './registered-webhooks';
import { noteRunEnd, noteRunStart, syncEndData } from './run-outcome';
import { SystemKeys } from './system-keys';
import { Transformations } from './transformations';
import { Users } from './users';
import { WebhookEvents } from './webhook-events';

export class FivetranAccount {
  readonly clock = new Clock();
  readonly random = new Random();
  readonly delivery = new WebhookDelivery(this.clock, this.random);
  readonly registered = new RegisteredWebhooks();
  readonly events = new WebhookEvents(this.clock, this.delivery, this.registered);
  readonly features: Features = { ...ALL_FEATURES };
  readonly behaviour: Behaviour = { ...USUAL_BEHAVIOUR };
  readonly quota = new Quota();
  readonly users = new Users();
  readonly systemKeys = new SystemKeys();
  readonly agents = new Agents();
  readonly groups = new Groups(() => this.world);
  readonly destinations = new Destinations((id) => this.groups.isImplied(id));
  readonly transformations = new Transformations(this.clock, this.random, (news, about) =>
    this.events.announceTransformation(news, about),
  );
  readonly world: World<FivetranNative>;
  readonly runs: Runs<FivetranNative>;

  constructor() {
    this.world = new World<FivetranNative>(this.clock, this.random, {
      newConnectionId: () => idWords(this.random, (id) => this.world.connections.has(id)),
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
      outage: (connection) => this.outage(connection),
    });
    this.runs = new Runs(this.world);
  }

  reset(): void {
    this.registered.byId.clear();
    this.users.clear();
    this.systemKeys.byId.clear();
    this.agents.byId.clear();
    this.groups.clear();
    this.destinations.clear();
    this.transformations.byId.clear();
    this.quota.use(PLANS.paid);
    Object.assign(this.features, ALL_FEATURES);
    Object.assign(this.behaviour, USUAL_BEHAVIOUR);
  }

  /** A broken destination fails every connection of its group; an agent that is offline, those that run on it. */
  private outage({ native }: FivetranConnection): Breakage | null {
    const agentId = native.settings['hybrid_deployment_agent_id'];
    const agent = typeof agentId === 'string' ? this.agents.byId.get(agentId) : undefined;
    if (agent === undefined || agent.online) return this.destinations.outageOf(native.groupId);
    const message = `Hybrid Deployment Agent ${agent.id} is offline`;
    return newBreakage(breakSpec.parse({ message, until: 'never' }), this.clock.now(), false);
  }

  private runStarted(connection: FivetranConnection, run: HistoryRecord): void {
    noteRunStart(connection);
    this.events.announce(connection, 'sync_start', { syncId: run.id });
  }

  private runEnded(connection: FivetranConnection, run: HistoryRecord): void {
    noteRunEnd(connection, run);
    this.events.announce(connection, 'sync_end', { syncId: run.id, data: { ...syncEndData(run) } });
    noteFailureInRow(this, connection, run);
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
