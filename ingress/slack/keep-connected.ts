// One connection after the other: the next is opened when the last one ends, and after growing waits while none lasts.
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_WAIT_MS = 1000;
const LAST_WAIT_MS = 60_000;
/** A connection that ends sooner is a failure too: opening them in a hurry would only bring refusals. */
const STEADY_MS = 10_000;
/** A peer that does not answer a goodbye holds up no shutdown. */
const CLOSE_MS = 1000;

export interface Connection {
  /** Resolves when another one is needed. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Returns at once and never gives up. `failed` is told of every attempt that came to nothing; its answer is the least
 * wait that the other side asked for, in milliseconds.
 */
export function keepConnected(
  connect: () => Promise<Connection>,
  failed: (error: unknown) => number,
): { close(): Promise<void> } {
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const attempt = async (): Promise<{ lasted: boolean; leastWaitMs: number }> => {
    try {
      const connection = await connect();
      const since = performance.now();
      await Promise.race([connection.ended, stopped]);
      if (stop.signal.aborted) await connection.close();
      return { lasted: performance.now() - since >= STEADY_MS, leastWaitMs: 0 };
    } catch (error) {
      return { lasted: false, leastWaitMs: failed(error) };
    }
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stop.signal.aborted) {
      const { lasted, leastWaitMs } = await attempt();
      failures = lasted ? 0 : failures + 1;
      const waitMs = lasted ? 0 : Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
      await sleep(Math.max(waitMs, leastWaitMs), undefined, { signal: stop.signal }).catch(() => undefined);
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
