import fc from 'fast-check';
import { isOpen, type FreezeWindow } from '../../../../domain/brakes/brake';
import { maintenanceOf } from '../../../../domain/brakes/maintenance';

const REF = { provider: 'fivetran' as const, account: 'prod', connectionId: 'orders_eu' };
const WEEK_MS = 7 * 24 * 3_600_000;
const NOW = '2026-11-20T12:07:30.000Z';
const window = (changes: Partial<FreezeWindow>): FreezeWindow => ({
  ...{ id: 'patching', why: 'the warehouse is patched', scope: {}, suppress: true },
  ...changes,
});
const at = (from: string, to: string, zone = 'UTC') => ({ time: { from, to, zone } });
const until = (one: FreezeWindow, now = NOW) => maintenanceOf(REF, [one], now)?.until ?? null;

describe('maintenance', () => {
  it('is a window that says so: a freeze alone calls people as ever', () => {
    const freeze: FreezeWindow = { id: 'books', why: 'the books', scope: {}, ...at('12:00', '13:00') };
    expect(maintenanceOf(REF, [freeze], NOW)).toBeNull();
    expect(maintenanceOf(REF, [window(at('12:00', '13:00'))], NOW)).toEqual({
      ...{ id: 'patching', why: 'the warehouse is patched', until: '2026-11-20T13:00:00.000Z' },
    });
  });

  it.each<[string, FreezeWindow['scope'], boolean]>([
    ['everything', {}, true],
    ['its connections', { connectionId: 'orders_*' }, true],
    ['another provider', { provider: 'airbyte' }, false],
    ['another account', { account: 'test' }, false],
  ])('covers %s', (_, scope, covered) => {
    expect(until(window({ scope, ...at('12:00', '13:00') })) !== null).toBe(covered);
  });

  it.each<[string, Partial<FreezeWindow>, string, string | null]>([
    ['not before it begins', at('12:15', '13:00'), NOW, null],
    ['not once it is over', at('11:00', '12:00'), NOW, null],
    ['until its hour', at('12:00', '14:30'), NOW, '2026-11-20T14:30:00.000Z'],
    ['to a quarter of an hour, never too early', at('12:00', '14:20'), NOW, '2026-11-20T14:30:00.000Z'],
    ['from a moment between two quarters', at('12:05', '12:15'), NOW, '2026-11-20T12:15:00.000Z'],
    ['past midnight', at('22:00', '02:00'), '2026-11-20T23:00:00.000Z', '2026-11-21T02:00:00.000Z'],
    [
      'until its moment, exactly',
      { between: { from: '2026-11-20T10:00:00+01:00', to: '2026-11-20T13:20:00+01:00' } },
      NOW,
      '2026-11-20T12:20:00.000Z',
    ],
    [
      'until its moment where its hours go on',
      { ...at('00:00', '23:59'), between: { from: '2026-11-20T00:00:00Z', to: '2026-11-20T12:30:00Z' } },
      NOW,
      '2026-11-20T12:30:00.000Z',
    ],
    [
      'through the night in which clocks go back',
      at('01:00', '04:00', 'Europe/Berlin'),
      '2026-10-24T23:30:00.000Z',
      '2026-10-25T03:00:00.000Z',
    ],
    [
      'through the night in which clocks go forward',
      at('01:00', '04:00', 'Europe/Berlin'),
      '2026-03-29T00:30:00.000Z',
      '2026-03-29T02:00:00.000Z',
    ],
  ])('lasts %s', (_, when, now, end) => {
    expect(until(window(when), now)).toBe(end);
  });

  it('is the one that lasts longest where several cover the same', () => {
    const brief = window({ id: 'brief', ...at('12:00', '13:00') });
    const long = window({ id: 'long', ...at('12:00', '18:00') });
    expect(maintenanceOf(REF, [brief, long], NOW)?.id).toBe('long');
    expect(maintenanceOf(REF, [long, brief], NOW)?.id).toBe('long');
  });

  it('that is always open is looked at again after a week, so that nobody forgets an incident for ever', () => {
    const end = until(window(at('00:00', '00:00')));
    expect(Date.parse(end ?? '') - Date.parse(NOW)).toBeLessThanOrEqual(WEEK_MS + 15 * 60_000);
  });

  it('is open until its end and over at it, whatever hours, days and zone', () => {
    const clock = fc
      .record({ h: fc.integer({ min: 0, max: 23 }), m: fc.constantFrom(0, 5, 15, 20, 45) })
      .map(({ h, m }) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    );
    const days = fc.option(fc.subarray(['mon', 'wed', 'fri', 'sat'] as const, { minLength: 1 }), {
      nil: undefined,
    });
    const minutes = fc.integer({ min: 0, max: 400 * 24 * 60 });
    fc.assert(
      fc.property(clock, clock, zone, days, minutes, (from, to, tz, on, past) => {
        const one = window({ time: { from, to, zone: tz, ...(on && { days: [...on] }) } });
        const now = new Date(Date.parse('2026-01-01T00:00:00Z') + past * 60_000).toISOString();
        const end = until(one, now);
        expect(end !== null).toBe(isOpen(one, now));
        if (end === null) return;
        expect(Date.parse(end)).toBeGreaterThan(Date.parse(now));
        const lastedMs = Date.parse(end) - Date.parse(now);
        expect(isOpen(one, end)).toBe(lastedMs >= WEEK_MS);
        const before = Math.max(Date.parse(now), Date.parse(end) - 15 * 60_000);
        expect(isOpen(one, new Date(before).toISOString())).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
