// One connection after the other: the next is opened when the last one ends, and after growing waits while none can be.
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 1000;
const LAST_WAIT_MS = 60_000;
/** After one that ended sooner there is a wait: opening them in a hurry would only bring refusals. */
const STEADY_MS = 10_000;
/** A peer that does not answer a goodbye holds up no shutdown. */
const CLOSE_MS = 1000;

export interface Connection {
  /** Resolves when another one is needed. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Returns at once and never gives up. `onFailure` is told of every attempt that came to nothing; its answer is the least
 * wait that the other side asked for, in milliseconds.
 */
export function keepConnected(
  connect: () => Promise<Connection>,
  onFailure: (error: unknown) => number,
): { close(): Promise<void> } {
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  /** How long to wait before the next one. */
  const attempt = async (failures: number): Promise<{ failed: boolean; waitMs: number }> => {
    try {
      const connection = await connect();
      const since = performance.now();
      await Promise.race([connection.ended, stopped]);
      if (stop.signal.aborted) await connection.close();
      return { failed: false, waitMs: performance.now() - since < STEADY_MS ? FIRST_WAIT_MS : 0 };
    } catch (error) {
      if (stop.signal.aborted) return { failed: true, waitMs: 0 };
      const backoffMs = Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
      return { failed: true, waitMs: Math.max(backoffMs, onFailure(error)) };
    }
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stop.signal.aborted) {
      const { failed, waitMs } = await attempt(failures);
      failures = failed ? failures + 1 : 0;
      await sleep(waitMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    async close() {
      stop.abort();
      await Promise.race([running, sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}
