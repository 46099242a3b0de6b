// All connections of one simulator, and the acts that change them. Providers' APIs and the control API both come here.
import type { Clock } from './clock';
import type { Random } from './random';
import type { ConnectionSpec } from './connection-spec';
import type { EffectKind, HistoryRecord, SimConnection, Trigger } from './connection';
import { newBreakage, type Breakage, type BreakSpec } from './break-spec';
import { newTable } from './source-schema';
import { pastRuns } from './past-runs';

const HISTORY_MAX = 10_000;

/** What differs between providers. */
export interface WorldHooks<Native> {
  newConnectionId(): string;
  newRunId(): string;
  connectionKind(spec: ConnectionSpec): string;
  newNative(spec: ConnectionSpec, id: string, name: string): Native;
  recorded?(connection: SimConnection<Native>, record: HistoryRecord): void;
  /** A good run of the time before the simulator: it happened, but nobody is told. */
  pastRun(connection: SimConnection<Native>, run: HistoryRecord): void;
  runStarted(connection: SimConnection<Native>, run: HistoryRecord): void;
  runEnded(connection: SimConnection<Native>, run: HistoryRecord): void;
  /** Milliseconds that a new run waits before its work begins (a queue). */
  startDelayMs?(connection: SimConnection<Native>, run: HistoryRecord): number;
  /** Milliseconds until this run ends once more, because the provider tries again by itself; null: it has failed. */
  retryAfterMs?(connection: SimConnection<Native>, run: HistoryRecord, broken: Breakage): number | null;
  healed(connection: SimConnection<Native>): void;
  /** Trouble outside the connection that fails its runs, such as a destination that is down. */
  outage?(connection: SimConnection<Native>): Breakage | null;
}

export class World<Native> {
  readonly connections = new Map<string, SimConnection<Native>>();
  private effects = 0;

  constructor(
    readonly clock: Clock,
    readonly random: Random,
    readonly hooks: WorldHooks<Native>,
  ) {}

  create(spec: ConnectionSpec): SimConnection<Native> {
    const id = spec.id ?? this.hooks.newConnectionId();
    const kind = this.hooks.connectionKind(spec);
    const name = spec.name ?? `${kind}_${this.connections.size + 1}`;
    const now = this.clock.now();
    const connection: SimConnection<Native> = {
      id,
      kind,
      name,
      createdAt: now - (spec.history + 1) * spec.scheduleMinutes * 60_000,
      tags: spec.tags,
      paused: spec.paused,
      syncSeconds: spec.syncSeconds,
      rowsPerSync: spec.rowsPerSync,
      scheduleMinutes: spec.scheduleMinutes,
      scheduleType: spec.scheduleType,
      source: spec.tables.map(newTable),
      broken: null,
      active: null,
      history: [],
      native: this.hooks.newNative(spec, id, name),
    };
    this.connections.set(id, connection);
    for (const run of pastRuns(connection, spec.history, now, this.random, () => this.hooks.newRunId())) {
      this.record(connection, run);
      this.hooks.pastRun(connection, run);
    }
    return connection;
  }

  remove(connection: SimConnection<Native>): void {
    connection.active?.stopTimer();
    connection.active = null;
    this.connections.delete(connection.id);
  }

  clear(): void {
    this.connections.clear();
  }

  record(connection: SimConnection<Native>, record: HistoryRecord): void {
    connection.history.push(record);
    if (connection.history.length > HISTORY_MAX) connection.history.shift();
    this.hooks.recorded?.(connection, record);
  }

  /** Notes a write that took effect. */
  effect(
    connection: SimConnection<Native>,
    kind: EffectKind,
    trigger: Trigger,
    message: string | null = null,
  ): void {
    const now = this.clock.now();
    this.effects += 1;
    this.record(connection, {
      id: `effect-${this.effects}`,
      connectionId: connection.id,
      kind,
      vendorKind: null,
      trigger,
      startedAt: now,
      endedAt: now,
      scope: null,
      status: 'succeeded',
      rows: 0,
      bytes: 0,
      message,
      breakage: null,
      rescheduledFor: null,
    });
  }

  /** False when the connection already was so: then nothing happened and nothing is recorded. */
  setPaused(connection: SimConnection<Native>, paused: boolean, trigger: Trigger): boolean {
    if (connection.paused === paused) return false;
    connection.paused = paused;
    this.effect(connection, paused ? 'pause' : 'resume', trigger);
    const broken = connection.broken;
    if (broken === null || broken.until !== 'pause_resume') return true;
    if (paused) broken.pauseSeen = true;
    else if (broken.pauseSeen) this.heal(connection);
    return true;
  }

  break(connection: SimConnection<Native>, spec: BreakSpec): void {
    const breakage = newBreakage(spec, this.clock.now(), connection.paused);
    connection.broken = breakage;
    if (typeof spec.until !== 'object' || !('seconds' in spec.until)) return;
    this.clock.after(spec.until.seconds * 1000, () => {
      if (connection.broken === breakage) this.heal(connection);
    });
  }

  /** Takes the breakage away if one of these remedies is the one it waits for. */
  remedy(
    connection: SimConnection<Native>,
    ...did: ('reauth' | 'permission' | 'schema' | 'config')[]
  ): boolean {
    const waitsFor = connection.broken?.until;
    if (!did.some((one) => one === waitsFor)) return false;
    this.heal(connection);
    return true;
  }

  heal(connection: SimConnection<Native>): void {
    connection.broken = null;
    this.hooks.healed(connection);
  }
}
