// Time for one simulator: the wall clock, plus timers that never keep the process alive and all end with it.

export class Clock {
  private readonly timers = new Map<NodeJS.Timeout, (() => void) | null>();

  now(): number {
    return Date.now();
  }

  /** Runs `work` once after `ms`; the returned function cancels it. */
  after(ms: number, work: () => void): () => void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        work();
      },
      Math.max(0, ms),
    );
    timer.unref();
    this.timers.set(timer, null);
    return () => {
      clearTimeout(timer);
      this.timers.delete(timer);
    };
  }

  /** Resolves after `ms`, or at once when the clock is cleared, so that no request hangs over a reset. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => {
          this.timers.delete(timer);
          resolve();
        },
        Math.max(0, ms),
      );
      timer.unref();
      this.timers.set(timer, resolve);
    });
  }

  /** Drops every timer: on reset and on close. */
  clear(): void {
    for (const [timer, release] of this.timers) {
      clearTimeout(timer);
      release?.();
    }
    this.timers.clear();
  }
}
