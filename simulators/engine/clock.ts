// Time for one simulator: the wall clock, moved forward on demand. Its timers never keep the process alive.

import { DueQueue } from './due-queue';

type Work = () => void | Promise<void>;

interface Timer {
  readonly seq: number;
  readonly due: number;
  readonly work: Work;
  /** What a sleeper waits for; runs too when the clock is cleared, so that no request hangs over a reset. */
  readonly release: (() => void) | null;
  handle: NodeJS.Timeout | null;
}

/** Node's own limit; longer waits are armed again. */
const SLEEP_MS_MAX = 2 ** 31 - 1;

export class Clock {
  private readonly timers = new Map<number, Timer>();
  /** While time is being advanced: what is to fall due, this advance's newcomers included. */
  private queue: DueQueue<Timer> | null = null;
  private readonly inFlight = new Set<Promise<void>>();
  private advancing: Promise<void> = Promise.resolve();
  private offsetMs = 0;
  /** While time is being advanced it stands still between two timers, so that waits add up exactly. */
  private stoppedAt: number | null = null;
  private seq = 0;

  /** Milliseconds since 1970, wall time plus everything it was advanced by. */
  now(): number {
    return this.stoppedAt ?? Date.now() + this.offsetMs;
  }

  /** Runs `work` once after `ms`; the returned function cancels it. */
  after(ms: number, work: Work): () => void {
    return this.add(ms, work, null);
  }

  /** Resolves after `ms`, or at once when the clock is cleared. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.add(ms, resolve, resolve));
  }

  /** Work begun now that time must not run away from: an advance waits for it before it goes on. */
  track(work: Promise<void>): void {
    this.inFlight.add(work);
    void work.finally(() => this.inFlight.delete(work)).catch(() => undefined);
  }

  /**
   * Moves time forward by `ms` and does all that falls due, in order and each at its own time, waiting for work that
   * returns a promise: a day of retries, schedules and quotas passes at once and always the same way. Two at a time
   * follow one another.
   */
  advance(ms: number): Promise<void> {
    const turn = this.advancing.then(() => this.pass(ms));
    this.advancing = turn.catch(() => undefined);
    return turn;
  }

  /** Drops every timer and goes back to wall time: on reset and on close. */
  clear(): void {
    const timers = [...this.timers.values()];
    for (const timer of timers) this.drop(timer);
    this.queue = null;
    this.stoppedAt = null;
    this.offsetMs = 0;
    for (const timer of timers) timer.release?.();
  }

  private async pass(ms: number): Promise<void> {
    await Promise.allSettled(this.inFlight);
    const end = this.now() + ms;
    this.stoppedAt = this.now();
    const queue = new DueQueue(this.timers.values());
    this.queue = queue;
    try {
      for (let next = queue.take(end); next !== null && this.queue === queue; next = queue.take(end)) {
        if (!this.timers.has(next.seq)) continue; // cancelled, or gone off by itself meanwhile
        this.drop(next);
        this.stoppedAt = Math.max(this.stoppedAt ?? 0, next.due);
        await next.work();
        await Promise.allSettled(this.inFlight);
      }
    } finally {
      if (this.queue === queue) this.goOnFrom(end); // else cleared meanwhile
    }
  }

  private goOnFrom(end: number): void {
    this.queue = null;
    this.stoppedAt = null;
    this.offsetMs = end - Date.now();
    for (const timer of this.timers.values()) this.arm(timer);
  }

  private add(ms: number, work: Work, release: (() => void) | null): () => void {
    this.seq += 1;
    const timer: Timer = { seq: this.seq, due: this.now() + Math.max(0, ms), work, release, handle: null };
    this.timers.set(timer.seq, timer);
    if (this.queue === null) this.arm(timer);
    else this.queue.put(timer);
    return () => this.drop(timer);
  }

  private arm(timer: Timer): void {
    if (timer.handle !== null) clearTimeout(timer.handle);
    const fire = (): void => {
      if (timer.due > this.now()) return this.arm(timer);
      this.drop(timer);
      void timer.work();
    };
    timer.handle = setTimeout(fire, Math.min(SLEEP_MS_MAX, Math.max(0, timer.due - this.now())));
    timer.handle.unref();
  }

  private drop(timer: Timer): void {
    if (timer.handle !== null) clearTimeout(timer.handle);
    this.timers.delete(timer.seq);
  }
}
