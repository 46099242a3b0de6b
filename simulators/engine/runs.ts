// Starts, ends and cancels runs. At most one run a connection; how it ends is judged when its time is up.
import type { HistoryRecord, RunKind, SimConnection, Trigger } from './connection';
import type { Breakage } from './break-spec';
import type { World } from './world';
import { countBadRun, healsOnCancel, judge } from './breakage';
import { bytesOf, usualRows } from './past-runs';

/** A full re-read moves more than an incremental sync. */
const RESYNC_ROWS_FACTOR = 10;

export interface RunRequest {
  readonly kind: RunKind;
  readonly trigger: Trigger;
  readonly vendorKind?: string;
  readonly scope?: readonly string[];
  /** Backdates the start, so that a test need not wait for a run to look old. */
  readonly startedSecondsAgo?: number;
}

export class Runs<Native> {
  constructor(private readonly world: World<Native>) {}

  /** The caller has made sure that nothing runs. */
  start(connection: SimConnection<Native>, request: RunRequest): HistoryRecord {
    const record: HistoryRecord = {
      id: this.world.hooks.newRunId(),
      connectionId: connection.id,
      kind: request.kind,
      vendorKind: request.vendorKind ?? null,
      trigger: request.trigger,
      startedAt: this.world.clock.now() - (request.startedSecondsAgo ?? 0) * 1000,
      endedAt: null,
      scope: request.scope ?? null,
      status: 'running',
      rows: null,
      bytes: null,
      message: null,
      breakage: null,
      rescheduledFor: null,
    };
    const delayMs = this.world.hooks.startDelayMs?.(connection, record) ?? 0;
    this.arm(connection, record, delayMs + connection.syncSeconds * 1000);
    this.world.record(connection, record);
    this.world.hooks.runStarted(connection, record);
    return record;
  }

  /** Null when nothing ran. The caller says whether the cancellation itself is an effect worth recording. */
  cancel(connection: SimConnection<Native>, message: string): HistoryRecord | null {
    const active = connection.active;
    if (active === null) return null;
    active.stopTimer();
    active.record.message = message;
    if (connection.broken !== null && healsOnCancel(connection.broken)) this.world.heal(connection);
    this.end(connection, active.record, 'cancelled');
    return active.record;
  }

  /** Ends what runs as failed, whatever the connection's own trouble. Null when nothing ran. */
  abort(connection: SimConnection<Native>, breakage: Breakage): HistoryRecord | null {
    const active = connection.active;
    if (active === null) return null;
    active.stopTimer();
    active.record.breakage = breakage;
    active.record.message = breakage.message;
    this.end(connection, active.record, 'failed');
    return active.record;
  }

  /** The run goes on and is judged when `ms` have passed. */
  private arm(connection: SimConnection<Native>, record: HistoryRecord, ms: number): void {
    const stopTimer = this.world.clock.after(ms, () => this.finish(connection, record));
    connection.active = { record, stopTimer };
  }

  private finish(connection: SimConnection<Native>, run: HistoryRecord): void {
    const broken = this.world.hooks.outage?.(connection) ?? connection.broken;
    const verdict = judge(broken, run);
    if (verdict === 'stays_running') return;
    if (broken === null || verdict === 'succeeds' || verdict === 'heals') {
      if (verdict === 'heals') this.world.heal(connection);
      this.moveRows(connection, run);
      this.end(connection, run, 'succeeded');
      return;
    }
    if (verdict === 'moves_nothing') {
      this.end(connection, run, 'succeeded');
    } else {
      const retryMs =
        verdict === 'fails' ? (this.world.hooks.retryAfterMs?.(connection, run, broken) ?? null) : null;
      if (retryMs !== null) return this.arm(connection, run, retryMs);
      run.breakage = { ...broken };
      run.message = broken.message;
      if (verdict === 'is_put_off')
        run.rescheduledFor = this.world.clock.now() + broken.retryAfterSeconds * 1000;
      this.end(connection, run, 'failed');
    }
    if (countBadRun(broken)) this.world.heal(connection);
  }

  private moveRows(connection: SimConnection<Native>, run: HistoryRecord): void {
    const usual = usualRows(connection.rowsPerSync, this.world.random);
    run.rows = run.kind === 'clear' ? 0 : run.kind === 'resync' ? usual * RESYNC_ROWS_FACTOR : usual;
    run.bytes = bytesOf(run.rows);
  }

  private end(connection: SimConnection<Native>, run: HistoryRecord, status: HistoryRecord['status']): void {
    run.status = status;
    run.endedAt = this.world.clock.now();
    if (connection.active?.record === run) connection.active = null;
    this.world.hooks.runEnded(connection, run);
  }
}
