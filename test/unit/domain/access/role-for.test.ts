// Roles by scope: who may do what for which connection, and that no token and no agent gets more than a person gave.
import fc from 'fast-check';
import { identitiesOf, personByClaim, personByIdentity } from '../../../../domain/access/identity';
import type { Grants } from '../../../../domain/access/grants';
import { contains, mayMeet, type Region } from '../../../../domain/access/region';
import {
  may,
  mayDecide,
  maySeeSome,
  roleAnywhere,
  roleFor,
  type Actor,
} from '../../../../domain/access/role-for';
import { fitsGlob } from '../../../../domain/glob';
import { ROLES, isAtLeast, type Person } from '../../../../domain/person';

const ORDERS = { provider: 'fivetran', account: 'prod', connectionId: 'orders_eu' } as const;
const person = (more: Partial<Person>): Person => ({ id: 'p', name: 'P', groups: [], ...more });

describe('the role for a connection', () => {
  const eve = person({
    role: 'viewer',
    scopes: [
      { role: 'operator', provider: 'fivetran' },
      { role: 'approver', account: 'prod', connectionId: 'orders_*' },
      { role: 'admin', tags: { team: 'Sales' } },
    ],
  });

  it.each([
    ['the strongest of all that fit', ORDERS, {}, 'approver'],
    ['by provider', { ...ORDERS, account: 'lab' }, {}, 'operator'],
    ['the plain one elsewhere', { ...ORDERS, provider: 'airbyte', account: 'lab' } as const, {}, 'viewer'],
    ['by tag, in any case', ORDERS, { team: 'sales' }, 'admin'],
    ['not by another tag', ORDERS, { team: 'finance' }, 'approver'],
  ])('is %s', (_, ref, tags, role) => expect(roleFor(eve, ref, tags)).toBe(role));

  it('is the plain one everywhere, and for parts only what covers all of them', () => {
    expect(roleFor(eve, null)).toBe('viewer');
    expect(roleFor(eve, { provider: 'fivetran' })).toBe('operator');
    expect(roleFor(eve, { account: 'prod', connectionId: 'orders_eu*' })).toBe('approver');
    expect(roleFor(eve, { account: 'prod', connectionId: 'ord*' })).toBe('viewer');
    expect(roleAnywhere(eve)).toBe('admin');
  });

  it('is none outside the scopes of whoever has no plain role', () => {
    const sam = person({ scopes: [{ role: 'operator', account: 'prod' }] });
    expect(roleFor(sam, { ...ORDERS, account: 'lab' })).toBeNull();
    expect(roleFor(sam, null)).toBeNull();
    expect(may(sam, 'viewer', { ...ORDERS, account: 'lab' })).toBe(false);
    expect(maySeeSome(sam, { provider: 'airbyte' })).toBe(true);
    expect(maySeeSome(sam, { account: 'lab' })).toBe(false);
  });

  it('is never got by a tag that is not there, nor by one of everybody’s prototype', () => {
    const sam = person({ scopes: [{ role: 'admin', tags: { constructor: 'x' } }] });
    expect(roleFor(sam, ORDERS)).toBeNull();
    expect(roleFor(sam, ORDERS, {})).toBeNull();
  });
});

const roles = fc.constantFrom(...ROLES);
const glob = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 5 });
const region: fc.Arbitrary<Region> = fc.record(
  {
    provider: fc.constantFrom('fivetran' as const, 'airbyte' as const),
    account: fc.constantFrom('x', 'y'),
    connectionId: glob,
  },
  { requiredKeys: [] },
);
const connection = fc.record({
  provider: fc.constantFrom('fivetran' as const, 'airbyte' as const),
  account: fc.constantFrom('x', 'y'),
  connectionId: fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 }),
});
const tags = fc.record({ team: fc.constantFrom('a', 'b') }, { requiredKeys: [] });
const scope = fc
  .tuple(roles, region, tags, fc.boolean())
  .map(([role, where, tagged, withTags]) => ({ role, ...where, ...(withTags ? { tags: tagged } : {}) }));
const grants: fc.Arbitrary<Grants> = fc.record(
  { role: roles, scopes: fc.array(scope, { maxLength: 4 }) },
  { requiredKeys: [] },
);
const RUNS = { numRuns: 3000 };

describe('whatever is granted', () => {
  it('a token never allows more than the person has, nor more than the token says', () => {
    fc.assert(
      fc.property(
        grants,
        fc.array(grants, { maxLength: 3 }),
        connection,
        tags,
        (own, limits, ref, tagged) => {
          const role = roleFor({ ...own, limits }, ref, tagged);
          for (const one of [own, ...limits])
            expect(role === null || isAtLeast(roleFor(one, ref, tagged), role)).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it('an agent never gets further than operator, whoever lends it a token', () => {
    fc.assert(
      fc.property(
        grants,
        fc.array(grants, { maxLength: 2 }),
        fc.option(region),
        tags,
        (own, limits, where, tagged) => {
          const agent: Actor = { ...own, limits, kind: 'agent' };
          expect(may(agent, 'approver', where, tagged)).toBe(false);
          expect(isAtLeast(roleAnywhere(agent), 'approver')).toBe(false);
        },
      ),
      RUNS,
    );
  });

  it('a role for a part is a role for every connection in it', () => {
    fc.assert(
      fc.property(grants, region, connection, tags, (own, part, ref, tagged) => {
        fc.pre(contains(part, ref));
        const whole = roleFor(own, part);
        expect(whole === null || isAtLeast(roleFor(own, ref, tagged), whole)).toBe(true);
      }),
      RUNS,
    );
  });

  it('more scopes never take anything away', () => {
    fc.assert(
      fc.property(grants, scope, connection, tags, (own, one, ref, tagged) => {
        const before = roleFor(own, ref, tagged);
        const after = roleFor({ ...own, scopes: [...(own.scopes ?? []), one] }, ref, tagged);
        expect(before === null || isAtLeast(after, before)).toBe(true);
      }),
      RUNS,
    );
  });

  it('patterns that hold or miss each other do so for every connection', () => {
    fc.assert(
      fc.property(glob, glob, connection, (outer, inner, { connectionId }) => {
        fc.pre(fitsGlob(inner, connectionId));
        if (contains({ connectionId: outer }, { connectionId: inner }))
          expect(fitsGlob(outer, connectionId)).toBe(true);
        if (fitsGlob(outer, connectionId))
          expect(mayMeet({ connectionId: outer }, { connectionId: inner })).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('identities', () => {
  const people = [
    person({ id: 'ada', identities: { slack: 'U01', email: 'Ada@Example.com', github: 'Ada-L' } }),
    person({ id: 'bob@example.com', identities: { slack: 'U02' } }),
    person({ id: 'cy' }),
  ];

  it('find their person, in any case where the system does not tell cases apart', () => {
    expect(personByIdentity(people, 'slack', 'U01')?.id).toBe('ada');
    expect(personByIdentity(people, 'slack', 'u01')).toBeNull();
    expect(personByIdentity(people, 'github', 'ada-l')?.id).toBe('ada');
    expect(personByIdentity(people, 'teams', 'U01')).toBeNull();
    expect(personByIdentity(people, 'slack', '')).toBeNull();
  });

  it('of OIDC are an ID of ours or an address', () => {
    expect(personByClaim(people, 'ADA@example.com')?.id).toBe('ada');
    expect(personByClaim(people, 'Bob@example.com')?.id).toBe('bob@example.com');
    expect(personByClaim(people, 'cy')?.id).toBe('cy');
    expect(personByClaim(people, 'mallory@example.com')).toBeNull();
  });

  it('name an ID that is an address as one', () => {
    expect(people.flatMap(identitiesOf)).toEqual([
      'slack U01',
      'github ada-l',
      'email ada@example.com',
      'slack U02',
      'email bob@example.com',
    ]);
  });

  it('an agent may not decide, and a person may', () => {
    expect(mayDecide({ kind: 'agent' })).toBe(false);
    expect([mayDecide({}), mayDecide({ kind: 'person' })]).toEqual([true, true]);
  });
});
