// A token store in memory, for tests that need none of the database's own guarantees.
import type { ApiToken } from '../../../domain/access/api-token';
import type { AuditEntry } from '../../../domain/audit-entry';
import type { TokenStore } from '../../../domain/store-ports';

/** `audit` gets the rows that the real store would write in the same transaction. */
export function memoryTokens(audit: AuditEntry[] = []): TokenStore {
  const kept = new Map<string, { hash: string; token: ApiToken }>();
  return {
    byHash: (hash) => Promise.resolve([...kept.values()].find((one) => one.hash === hash)?.token ?? null),
    get: (id) => Promise.resolve(kept.get(id)?.token ?? null),
    list: (owner) =>
      Promise.resolve(
        [...kept.values()]
          .map(({ token }) => token)
          .filter((token) => owner === undefined || token.owner === owner)
          .reverse(),
      ),
    create: (token, hash, row) => {
      kept.set(token.id, { hash, token });
      audit.push(row);
      return Promise.resolve();
    },
    revoke: (id, { at, who }, row) => {
      const found = kept.get(id);
      if (!found || found.token.revokedAt !== null) return Promise.resolve(false);
      kept.set(id, { ...found, token: { ...found.token, revokedAt: at, revokedBy: who } });
      audit.push(row);
      return Promise.resolve(true);
    },
    used: (id, at) => {
      const found = kept.get(id);
      if (found) kept.set(id, { ...found, token: { ...found.token, lastUsedAt: at } });
      return Promise.resolve();
    },
  };
}
