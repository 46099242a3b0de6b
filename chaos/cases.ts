// The fifty incidents of a chaos run: how each connection breaks, and what must have been done to it, exactly once.

export interface ChaosCase {
  provider: 'fivetran' | 'airbyte';
  name: string;
  break: Record<string, unknown>;
  /** Effects that came through the provider's API, by kind. */
  effects: Record<string, number>;
  /** What a person does in the provider's console when asked. */
  remedy?: string;
}

const KINDS: Omit<ChaosCase, 'name'>[] = [
  {
    provider: 'airbyte',
    break: {
      message: 'read tcp: connection reset by peer',
      failureOrigin: 'source',
      failureType: 'transient_error',
      until: 'sync',
    },
    effects: { sync: 1 },
  },
  {
    provider: 'fivetran',
    break: { message: 'java.net.SocketTimeoutException: Read timed out', until: 'sync' },
    effects: { sync: 1 },
  },
  {
    provider: 'fivetran',
    break: {
      message: 'HTTP 429 Too Many Requests. Retry after 2 seconds',
      class: 'rate_limit',
      until: 'pause_resume',
    },
    effects: { pause: 1, resume: 1, sync: 1 },
  },
  {
    provider: 'airbyte',
    break: {
      message: 'HTTP 429 Too Many Requests. Retry after 2 seconds',
      failureOrigin: 'source',
      failureType: 'transient_error',
      until: 'pause_resume',
    },
    effects: { pause: 1, resume: 1, sync: 1 },
  },
  {
    provider: 'fivetran',
    break: {
      message: 'FATAL: password authentication failed for user "loader"',
      class: 'authentication',
      until: 'reauth',
    },
    effects: { sync: 1 },
    remedy: 'reauth',
  },
];

export function chaosCases(count: number): ChaosCase[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length];
    if (!kind) throw new Error('there are no kinds of chaos');
    return { ...kind, name: `chaos_${index}` };
  });
}
