// How many requests fell into the last so many seconds, and when there is room again.

export interface WindowLimit {
  readonly max: number;
  readonly seconds: number;
}

/** Keeps one time stamp for each request inside the window, and no more of them than `max`. */
export class RollingWindow {
  private times: number[] = [];
  private head = 0;

  constructor(readonly limit: WindowLimit) {}

  /** Requests still to be had at `now` (milliseconds since 1970). */
  remaining(now: number): number {
    this.forget(now);
    return Math.max(0, this.limit.max - (this.times.length - this.head));
  }

  add(now: number): void {
    this.times.push(now);
  }

  /** Whole seconds until the oldest request leaves the window, at least 1. */
  secondsUntilRoom(now: number): number {
    const oldest = this.times[this.head] ?? now;
    return Math.max(1, Math.ceil((oldest + this.limit.seconds * 1000 - now) / 1000));
  }

  private forget(now: number): void {
    const start = now - this.limit.seconds * 1000;
    while (this.head < this.times.length && (this.times[this.head] ?? now) <= start) this.head += 1;
    if (this.head < 1000 || this.head * 2 < this.times.length) return;
    this.times = this.times.slice(this.head);
    this.head = 0;
  }
}
