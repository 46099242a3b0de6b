// Remembers display names that hardly ever change, so that a state read stays at one or two calls.

const KEPT_MS = 60 * 60_000;
/** A name that could not be read is asked for again sooner. */
const FAILURE_KEPT_MS = 5 * 60_000;
const ENTRIES_MAX = 5000;

interface NameCache<T> {
  /** The cached value, or a fresh one; `fallback` when it cannot be read (a name is never worth failing for). */
  get(id: string, fallback: T, read: () => Promise<T>): Promise<T>;
}

export function createNameCache<T>(deps: { now(): Date }): NameCache<T> {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    async get(id, fallback, read) {
      const now = deps.now().getTime();
      const cached = entries.get(id);
      if (cached && cached.until > now) return cached.value;
      const fresh = await read().then(
        (value) => ({ value, until: now + KEPT_MS }),
        () => ({ value: cached?.value ?? fallback, until: now + FAILURE_KEPT_MS }),
      );
      if (entries.size >= ENTRIES_MAX) entries.clear();
      entries.set(id, fresh);
      return fresh.value;
    },
  };
}
