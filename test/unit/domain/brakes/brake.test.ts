import { holdOn, scopeInWords, type Brake, type FreezeWindow } from '../../../../domain/brakes/brake';
import { FreezesFileSchema } from '../../../../domain/brakes/freezes.schema';

const NOW = '2026-11-20T12:00:00.000Z';
const REF = { provider: 'fivetran' as const, account: 'prod', connectionId: 'orders_eu' };
const brake = (changes: Partial<Brake> = {}): Brake => ({
  ...{ id: 'freeze-1', kind: 'freeze', scope: {}, reason: 'release', by: 'ada', since: NOW, until: null },
  ...changes,
});
const window = (changes: Partial<FreezeWindow>): FreezeWindow => ({
  ...{ id: 'books', why: 'the books', scope: {} },
  ...changes,
});

describe('a brake', () => {
  it.each<[string, Brake['scope'], boolean]>([
    ['everything', {}, true],
    ['its provider', { provider: 'fivetran' }, true],
    ['another provider', { provider: 'airbyte' }, false],
    ['another account', { account: 'test' }, false],
    ['connections of a name', { connectionId: 'orders_*' }, true],
    ['other connections', { connectionId: 'users_*' }, false],
  ])('holds %s', (_, scope, holds) => {
    expect(holdOn(REF, [brake({ scope })], [], NOW) !== null).toBe(holds);
  });

  it('is over at its time, and the kill switch is named before any freeze', () => {
    expect(holdOn(REF, [brake({ until: NOW })], [], NOW)).toBeNull();
    const both = [brake(), brake({ id: 'kill-1', kind: 'kill', reason: 'wrong data' })];
    expect(holdOn(REF, both, [], NOW)).toMatchObject({ kind: 'kill', reason: 'wrong data', by: 'ada' });
  });

  it('names its scope', () => {
    expect([scopeInWords({}), scopeInWords({ provider: 'fivetran', account: 'prod' })]).toEqual([
      'everything',
      'fivetran/prod',
    ]);
  });
});

describe('a freeze that configuration states', () => {
  it('holds between its moments, and says until when', () => {
    const between = { from: '2026-11-20T10:00:00+01:00', to: '2026-11-20T14:00:00+01:00' };
    expect(holdOn(REF, [], [window({ between })], NOW)).toEqual({
      ...{ kind: 'freeze', id: 'books', reason: 'the books', by: 'config/freezes.yaml' },
      until: '2026-11-20T13:00:00.000Z',
    });
    expect(holdOn(REF, [], [window({ between })], '2026-11-20T13:00:00.000Z')).toBeNull();
  });

  it('holds at its hours of the week, and where both are stated only when both fit', () => {
    const time = { from: '09:00', to: '17:00', zone: 'Europe/Berlin' };
    expect(holdOn(REF, [], [window({ time })], NOW)).toMatchObject({ id: 'books', until: null });
    const past = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    expect(holdOn(REF, [], [window({ time, between: past })], NOW)).toBeNull();
  });

  it('is refused without a time, with a zone that nobody knows, or when it ends before it begins', () => {
    const read = (spec: object) =>
      FreezesFileSchema.safeParse({
        ...{ apiVersion: 'penstock/v1', kind: 'Freezes' },
        spec: { windows: [{ id: 'x', why: 'w', ...spec }] },
      }).success;
    expect(read({ time: { from: '09:00', to: '17:00', zone: 'Europe/Berlin' } })).toBe(true);
    expect(read({})).toBe(false);
    expect(read({ time: { from: '09:00', to: '17:00', zone: 'Mars/Base' } })).toBe(false);
    expect(read({ between: { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' } })).toBe(false);
  });
});
