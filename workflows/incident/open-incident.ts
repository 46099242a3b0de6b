// The open incident: its state, and its one way to wait, read, write and be seen.
import {
  CancellationScope,
  condition,
  isCancellation,
  patched,
  setCurrentDetails,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { providerTaskQueue } from '../../domain/connection-ref';
import { statusOf, type IncidentState } from '../../domain/incident-state';
import { incidentStory } from '../../domain/incident-story';
import { incidentView } from '../../domain/incident-view';
import type { IncidentFlag } from '../../domain/incident';
import { LIMITS } from '../../domain/limits';
import type { PipelineEvent } from '../../domain/pipeline-event';
import type { Outcome } from '../../domain/store-ports';
import { providerActivities, store } from '../activity-options';
import { INCIDENT_ATTRIBUTES } from '../search-attributes';

/** Newest events claimed with each write; older ones were claimed by earlier writes. */
const EVENTS_CLAIMED_AT_ONCE = 20;

/** Thrown out of a wait when a person's order changes the course of the story. */
export class Interrupted extends Error {}

/** Thrown out of a wait when history is long: the workflow continues as new with the same state. */
export class TimeToRenew extends Error {}

export interface Wait {
  /** Shown on the timer in the Temporal UI and as "next". */
  summary: string;
  /** ISO 8601 UTC. */
  until: string;
  wake?: () => boolean;
}

export class OpenIncident {
  readonly provider;
  /**
   * Since this patch every vote and the time of the next look are kept when they come, not with the next change.
   * Asked for at once, before anything else: behind a local activity a patch marker may belong to another workflow
   * task than on replay (a worker that stalls there starts one), and core then finds no command for it.
   */
  readonly tellsAtOnce = patched('tells-at-once');
  /** Events that arrived since the chapter last looked, newest last. */
  news: PipelineEvent[] = [];
  private shown = '';
  private stale = false;
  private undisturbedNow = false;
  private long = false;

  constructor(readonly state: IncidentState) {
    this.provider = providerActivities(providerTaskQueue(state.ref));
  }

  /**
   * Waits durably. Ends early when woken; throws when an order interrupts or history should be renewed.
   * Always a timer, even when the time has come: behind a local activity the clock may read later on replay (a
   * worker that stalls there starts another workflow task), so nothing here may depend on what it says.
   */
  async wait(wait: Wait): Promise<'woken' | 'elapsed'> {
    this.state.next = wait.summary;
    this.show();
    this.heed();
    const ready = () => this.interrupted() || (wait.wake?.() ?? false);
    if (!ready()) {
      await this.save();
      const ms = Math.max(1, Date.parse(wait.until) - Date.now());
      await condition(ready, ms, { summary: wait.summary });
      this.measure();
    }
    this.heed();
    return wait.wake?.() ? 'woken' : 'elapsed';
  }

  /** Returns when nobody has asked for quiet; called before anything that acts or asks. */
  async awake(): Promise<void> {
    this.heed();
    while (this.state.snoozedUntil !== null && !this.undisturbedNow) {
      const until = this.state.snoozedUntil;
      const elapsed = await this.wait({
        summary: `Snoozed until ${until}`,
        until,
        wake: () => this.state.snoozedUntil !== until,
      });
      if (elapsed === 'elapsed') {
        this.state.snoozedUntil = null;
        this.flag('snoozed', false);
        this.note('system', 'snooze.ended');
      }
    }
  }

  /** Runs a read that an order may interrupt, however long the provider keeps us waiting. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    this.heed();
    const scope = new CancellationScope();
    let settled = false;
    const result = scope.run(work).finally(() => (settled = true));
    result.catch(() => undefined);
    await condition(() => settled || this.interrupted());
    this.measure();
    if (settled) return result;
    scope.cancel();
    await result.catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
    throw new Interrupted();
  }

  /** Remembers an audit row; it is written, in order, by the next `save`. */
  note(actor: string, action: string, details: Record<string, unknown> = {}): void {
    const { state } = this;
    state.auditCount += 1;
    state.updatedAt = new Date().toISOString();
    state.unwritten.push({
      key: `${state.runId}/${state.auditCount}`,
      at: state.updatedAt,
      incidentId: state.id,
      actor,
      action,
      details,
    });
  }

  /** Marks the read model as out of date where no audit row says so. */
  touch(): void {
    this.state.updatedAt = new Date().toISOString();
    this.stale = true;
  }

  /**
   * Writes read model and audit rows; returns when both are durable, with the incident that owns the opening
   * event (another one's ID means that this incident is a late duplicate).
   */
  async save(outcome?: Outcome): Promise<{ ownedBy: string }> {
    this.show();
    const { state } = this;
    if (state.unwritten.length === 0 && !this.stale && !outcome) return { ownedBy: state.id };
    this.stale = false;
    const audit = state.unwritten.splice(0);
    const eventIds = [state.firstEvent.id, ...state.eventIds.slice(-EVENTS_CLAIMED_AT_ONCE)];
    return store.record({
      incident: incidentView(state),
      audit,
      ...(outcome ? { outcome } : {}),
      claim: { incidentId: state.id, eventIds: [...new Set(eventIds)] },
    });
  }

  /** Runs work that must finish once begun: no order, snooze or cancellation gets in between. */
  async undisturbed<T>(work: () => Promise<T>): Promise<T> {
    const before = this.undisturbedNow;
    this.undisturbedNow = true;
    try {
      return await CancellationScope.nonCancellable(work);
    } finally {
      this.undisturbedNow = before;
    }
  }

  flag(flag: IncidentFlag, on: boolean): void {
    const { state } = this;
    if (state.flags.includes(flag) === on) return;
    state.flags = on ? [...state.flags, flag] : state.flags.filter((f) => f !== flag);
  }

  /** What people see: current details, and search attributes where they changed. */
  show(): void {
    const { state } = this;
    setCurrentDetails(incidentStory(state));
    const values = [statusOf(state), state.diagnosis?.class ?? null, state.severity, state.mode] as const;
    const seen = values.join('|');
    if (seen === this.shown) return;
    this.shown = seen;
    upsertSearchAttributes([
      { key: INCIDENT_ATTRIBUTES.status, value: values[0] },
      ...(values[1] === null ? [] : [{ key: INCIDENT_ATTRIBUTES.class, value: values[1] }]),
      { key: INCIDENT_ATTRIBUTES.severity, value: values[2] },
      { key: INCIDENT_ATTRIBUTES.mode, value: values[3] },
    ]);
  }

  private interrupted(): boolean {
    return this.state.orders.length > 0 && !this.undisturbedNow;
  }

  private heed(): void {
    if (this.interrupted()) throw new Interrupted();
    if (this.long && !this.undisturbedNow) throw new TimeToRenew();
  }

  /** Right after news from the server, for the same reason: between local activities the length may differ on replay. */
  private measure(): void {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    this.long = continueAsNewSuggested || historyLength > LIMITS.historyEventsMax;
  }
}
