// API tokens on both back ends: made and revoked together with their audit row; what is stored opens nothing.
import { createHash, randomBytes } from 'node:crypto';
import type { ApiToken } from '../../domain/access/api-token';
import { BACK_ENDS, bothStores } from './both-stores';

const storeOf = bothStores('tokens were');
const NOW = '2026-11-20T12:00:00.000Z';
const audit = (id: string, action: string) => ({
  ...{ key: `${id}/${action}`, at: NOW, incidentId: id, actor: 'ada', action, details: {} },
});
const token = (id: string, changes: Partial<ApiToken> = {}): ApiToken => ({
  ...{ id, owner: 'ada', name: 'ci', kind: 'person', role: 'operator', within: [], createdBy: 'ada' },
  ...{ madeWith: null, createdAt: NOW, expiresAt: '2027-02-18T12:00:00.000Z' },
  ...{ revokedAt: null, revokedBy: null, lastUsedAt: null },
  ...changes,
});
const aHash = () => createHash('sha256').update(randomBytes(32)).digest('hex');

describe.each(BACK_ENDS)('on %s', (name) => {
  it('are found by their hash until they are revoked, and after that as revoked', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { tokens, reader } = store;
    const hash = aHash();
    const scopes = [{ role: 'viewer' as const, account: 'prod', tags: { team: 'sales' } }];
    await tokens.create(token('tok-1', { scopes }), hash, audit('tok-1', 'token.created'));
    expect(await tokens.byHash(hash)).toEqual(token('tok-1', { scopes }));
    expect(await tokens.byHash(aHash())).toBeNull();
    expect(await tokens.get('tok-1')).toEqual(token('tok-1', { scopes }));
    const by = { at: NOW, who: 'bob' };
    expect(await tokens.revoke('tok-1', by, audit('tok-1', 'token.revoked'))).toBe(true);
    expect(await tokens.revoke('tok-1', by, audit('tok-1', 'token.revoked-again'))).toBe(false);
    expect(await tokens.byHash(hash)).toMatchObject({ revokedAt: NOW, revokedBy: 'bob' });
    const rows = await reader.audit({ incidentId: 'tok-1' });
    expect(rows.map(({ action }) => action)).toEqual(['token.created', 'token.revoked']);
    expect(await reader.verifyAudit()).toMatchObject({ faults: [] });
  });

  it('never share a hash, and one that fails to be made leaves no row of the record', async () => {
    const store = storeOf(name);
    if (!store) return;
    const hash = aHash();
    await store.tokens.create(token('tok-2'), hash, audit('tok-2', 'token.created'));
    await expect(
      store.tokens.create(token('tok-3'), hash, audit('tok-3', 'token.created')),
    ).rejects.toThrow();
    expect(await store.reader.audit({ incidentId: 'tok-3' })).toEqual([]);
  });

  it('are listed by owner, the newest first, and their use is written once a minute', async () => {
    const store = storeOf(name);
    if (!store) return;
    const { tokens } = store;
    const of = (id: string, createdAt: string) =>
      tokens.create(token(id, { owner: 'eve', createdAt }), aHash(), audit(id, 'token.created'));
    await of('tok-4', '2026-11-20T12:00:00.000Z');
    await of('tok-5', '2026-11-20T13:00:00.000Z');
    expect((await tokens.list('eve')).map(({ id }) => id)).toEqual(['tok-5', 'tok-4']);
    expect((await tokens.list()).length).toBeGreaterThan(2);
    const seen = async () => (await tokens.get('tok-4'))?.lastUsedAt;
    await tokens.used('tok-4', '2026-11-20T12:00:00.000Z');
    await tokens.used('tok-4', '2026-11-20T12:00:59.000Z');
    expect(await seen()).toBe('2026-11-20T12:00:00.000Z');
    await tokens.used('tok-4', '2026-11-20T12:01:00.000Z');
    expect(await seen()).toBe('2026-11-20T12:01:00.000Z');
  });
});
