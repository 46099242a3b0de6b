// API tokens: whatever is asked for, nobody gets more by a token than its owner has and its maker could give.
import fc from 'fast-check';
import {
  callerBy,
  newToken,
  stateOf,
  type ApiToken,
  type TokenAsked,
} from '../../../../domain/access/api-token';
import type { Caller } from '../../../../domain/access/caller';
import type { RoleScope } from '../../../../domain/access/grants';
import { may, mayDecide, roleAnywhere, roleFor } from '../../../../domain/access/role-for';
import { ROLES, isAtLeast, type Person } from '../../../../domain/person';

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;
const AT = { id: 'tok-1', now: NOW };
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS).toISOString();

const person = (id: string, more: Partial<Person>): Person => ({ id, name: id, groups: [], ...more });
const asking = (who: Person, more: Partial<Caller> = {}): Caller => ({
  ...{ ...who, limits: [], token: { kind: 'environment', expiresAt: null } },
  ...more,
});
const made = (asked: TokenAsked, owner: Person, maker = asking(owner)): ApiToken => {
  const token = newToken(asked, owner, maker, AT);
  if ('refused' in token) throw new Error(token.refused);
  return token;
};

const ADA = person('ada', { role: 'admin' });
const OLGA = person('olga', { role: 'operator', scopes: [{ role: 'approver', account: 'lab' }] });

describe('a token', () => {
  it('lives 90 days unless told otherwise, and 365 at most', () => {
    expect(made({ name: 'ci' }, OLGA).expiresAt).toBe(inDays(90));
    expect(made({ name: 'ci', expiresAt: inDays(365) }, OLGA).expiresAt).toBe(inDays(365));
    for (const expiresAt of [inDays(366), inDays(0), inDays(-1)])
      expect(newToken({ name: 'ci', expiresAt }, OLGA, asking(OLGA), AT)).toHaveProperty('refused');
  });

  it('is refused where it would give more than its owner has', () => {
    for (const asked of [{ role: 'admin' }, { scopes: [{ role: 'admin', account: 'lab' }] }] as const)
      expect(newToken({ name: 'ci', ...asked } as TokenAsked, OLGA, asking(OLGA), AT)).toMatchObject({
        refused: expect.stringContaining('olga is approver, not admin'),
      });
    expect(newToken({ name: 'ci', kind: 'agent', role: 'approver' }, ADA, asking(ADA), AT)).toMatchObject({
      refused: expect.stringContaining('an agent of ada is operator'),
    });
  });

  it('is for its maker, or for anybody when an administrator makes it', () => {
    expect(newToken({ name: 'x' }, ADA, asking(OLGA), AT)).toHaveProperty('refused');
    expect(made({ name: 'x' }, OLGA, asking(ADA))).toMatchObject({ owner: 'olga', createdBy: 'ada' });
    const limited = asking(ADA, { limits: [{ role: 'approver' }] });
    expect(newToken({ name: 'x' }, OLGA, limited, AT)).toHaveProperty('refused');
  });

  it('is not made by agents', () => {
    const bot = person('bot', { role: 'operator', kind: 'agent' });
    expect(newToken({ name: 'x' }, bot, asking(bot), AT)).toHaveProperty('refused');
    expect(made({ name: 'x', kind: 'person' }, bot, asking(ADA)).kind).toBe('agent');
  });

  it('stops at its end and at its revocation', () => {
    const token = made({ name: 'x', expiresAt: inDays(1) }, OLGA);
    expect(stateOf(token, NOW)).toBe('valid');
    expect(stateOf(token, new Date(inDays(1)))).toBe('expired');
    expect(stateOf({ ...token, revokedAt: inDays(0) }, NOW)).toBe('revoked');
  });

  it('loses what its owner loses, at once', () => {
    const token = made({ name: 'x', role: 'operator' }, OLGA);
    expect(roleAnywhere(callerBy({ ...OLGA, role: 'viewer', scopes: [] }, token))).toBe('viewer');
  });
});

const role = fc.constantFrom(...ROLES);
const scope: fc.Arbitrary<RoleScope> = fc.record(
  { role, account: fc.constantFrom('prod', 'lab') },
  { requiredKeys: ['role'] },
);
const scopes = fc.array(scope, { minLength: 1, maxLength: 3 });
const anybody = fc.record({ role, scopes }, { requiredKeys: [] }).map((more) => person('p', more));
const asked = fc.record(
  { name: fc.constant('t'), role, scopes, kind: fc.constantFrom('person' as const, 'agent' as const) },
  { requiredKeys: ['name'] },
);
const where = fc.constantFrom(
  null,
  { provider: 'fivetran', account: 'prod', connectionId: 'c' } as const,
  { provider: 'airbyte', account: 'lab', connectionId: 'c' } as const,
);

describe('whatever is asked for', () => {
  it('a token made with a token made with a token never allows more than any of them, nor than its owner', () => {
    fc.assert(
      fc.property(anybody, fc.array(asked, { minLength: 1, maxLength: 4 }), where, (owner, chain, region) => {
        let maker = asking(owner);
        for (const one of chain) {
          const token = newToken(one, owner, maker, AT);
          if ('refused' in token) continue;
          const next = callerBy(owner, token);
          const before = roleFor(maker, region);
          const after = roleFor(next, region);
          expect(after === null || isAtLeast(before, after)).toBe(true);
          expect(after === null || one.role === undefined || isAtLeast(one.role, after)).toBe(true);
          if (one.kind === 'agent') {
            expect(mayDecide(next)).toBe(false);
            expect(may(next, 'approver', region)).toBe(false);
          }
          maker = next;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
