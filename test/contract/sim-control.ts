// A simulator's control API as the contract tests use it: make a world, break it, ask for the truth.
import { z } from 'zod';

const trueState = z.object({
  id: z.string(),
  paused: z.boolean(),
  running: z.string().nullable(),
  history: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      trigger: z.string(),
      status: z.string(),
      scope: z.unknown().optional(),
    }),
  ),
});
export type TrueState = z.infer<typeof trueState>;

const requests = z.object({
  items: z.array(z.object({ method: z.string(), path: z.string(), body: z.unknown() })),
});

export interface SimControl {
  reset(): Promise<void>;
  create(spec: Record<string, unknown>): Promise<string>;
  act(connectionId: string, what: string, body?: unknown): Promise<void>;
  fault(fault: Record<string, unknown>): Promise<void>;
  truth(connectionId: string): Promise<TrueState>;
  /** Entries of the history that our own calls caused. */
  byApi(connectionId: string): Promise<TrueState['history']>;
  requests(method: string, path: string): Promise<{ method: string; path: string; body?: unknown }[]>;
}

export function simControl(url: string): SimControl {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const init = { method, headers: { 'content-type': 'application/json' } };
    const response = await fetch(
      `${url}/_sim${path}`,
      body === undefined ? { method } : { ...init, body: JSON.stringify(body) },
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_sim${path}: ${response.status} ${text}`);
    const parsed: unknown = JSON.parse(text);
    return parsed;
  }
  const truth = async (id: string) => trueState.parse(await call('GET', `/connections/${id}`));
  return {
    reset: async () => void (await call('POST', '/reset', {})),
    create: async (spec) => trueState.parse(await call('POST', '/connections', spec)).id,
    act: async (id, what, body = {}) => void (await call('POST', `/connections/${id}/${what}`, body)),
    fault: async (fault) => void (await call('POST', '/faults', fault)),
    truth,
    byApi: async (id) => (await truth(id)).history.filter((entry) => entry.trigger === 'api'),
    requests: async (method, path) =>
      requests.parse(await call('GET', `/requests?method=${method}&path=${encodeURIComponent(path)}`)).items,
  };
}

/** Polls until the read answers what is waited for; the assertion that follows then says what is missing. */
export async function eventually<T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + 5000;
  for (;;) {
    const value = await read();
    if (done(value) || Date.now() > deadline) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
