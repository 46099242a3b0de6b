import fc from 'fast-check';
import type { Incident } from '../../../../domain/incident';
import { RoutesFileSchema } from '../../../../domain/notice/route.schema';
import {
  isQuiet,
  isTold,
  leadingTo,
  targetKey,
  targetsOf,
  type Route,
  type RouteMatch,
} from '../../../../domain/notice/route';
import { anIncident, resolved } from '../../../contract/surfaces/an-incident';

const route = (id: string, match: RouteMatch, ...places: string[]): Route => ({
  ...{ id, match },
  to: places.map((place) => (place === '' ? { surface: 'slack' } : { surface: 'slack', place })),
});
const NIGHT: Route['quiet'] = {
  time: { from: '22:00', to: '08:00', zone: 'Europe/Berlin' },
  severities: ['warning', 'info'],
};

describe('a route', () => {
  it.each<[string, RouteMatch, boolean]>([
    ['everything', {}, true],
    ['its provider', { provider: ['airbyte', 'fivetran'] }, true],
    ['another provider', { provider: ['airbyte'] }, false],
    ['another account', { account: ['test'] }, false],
    ['connections by pattern', { connectionId: ['x', 'c*'] }, true],
    ['other connections', { connectionId: ['x*'] }, false],
    ['tags, in any case', { tags: { env: ' PROD' } }, true],
    ['tags that are absent', { tags: { env: 'prod', owner: 'finance' } }, false],
    ['its severity', { severity: ['critical', 'high'] }, true],
    ['milder ones', { severity: ['warning', 'info'] }, false],
    ['all of it', { provider: ['fivetran'], account: ['main'], severity: ['high'] }, true],
    ['all but one', { provider: ['fivetran'], account: ['main'], severity: ['info'] }, false],
  ])('for %s', (_, match, leads) => {
    expect(targetsOf(anIncident(), [route('r', match, 'C1')])).toHaveLength(leads ? 1 : 0);
  });

  it('that leads nowhere that is configured is none', () => {
    const mixed: Route = {
      ...{ id: 'r', match: {} },
      to: [{ surface: 'slack' }, { surface: 'pagerduty' }, { surface: 'jira', place: 'DATA' }],
    };
    expect(leadingTo(['slack', 'jira'], [mixed])[0]?.to.map(targetKey)).toEqual(['slack', 'jira:DATA']);
    expect(leadingTo(['email'], [mixed])).toEqual([]);
  });
});

describe('the places that hear of an incident', () => {
  it('hear of it once, by the first route that names them, however many routes fit', () => {
    const places = fc.array(fc.constantFrom('C1', 'C2', 'C3', ''), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(places, { maxLength: 5 }), (all) => {
        const routes = all.map((to, index) => route(`r${index}`, {}, ...to));
        const targets = targetsOf(anIncident(), routes);
        const named = targets.map(targetKey);
        expect(new Set(named).size).toBe(named.length);
        expect(new Set(named)).toEqual(new Set(routes.flatMap(({ to }) => to.map(targetKey))));
        for (const target of targets)
          expect(target.route).toBe(
            routes.find(({ to }) => to.map(targetKey).includes(targetKey(target)))?.id,
          );
      }),
    );
  });

  it('keep the quiet hours and reminders of the route that names them first', () => {
    const first: Route = { ...route('a', {}, 'C1'), quiet: NIGHT };
    const second: Route = { ...route('b', {}, 'C1', 'C2'), remindEveryMs: 1000 };
    expect(targetsOf(anIncident(), [first, second])).toEqual([
      { surface: 'slack', place: 'C1', route: 'a', quiet: NIGHT },
      { surface: 'slack', place: 'C2', route: 'b', remindEveryMs: 1000 },
    ]);
  });
});

describe('quiet hours', () => {
  it.each([
    ['21:59 in winter', '2026-11-20T20:59:00.000Z', false],
    ['22:00 in winter', '2026-11-20T21:00:00.000Z', true],
    ['07:59 in winter', '2026-11-21T06:59:00.000Z', true],
    ['08:00 in winter', '2026-11-21T07:00:00.000Z', false],
    ['22:00 in summer', '2026-07-20T20:00:00.000Z', true],
    ['21:59 in summer', '2026-07-20T19:59:00.000Z', false],
  ])('are the hours of their own zone: %s', (_, now, quiet) => {
    expect(isQuiet({ quiet: NIGHT }, 'warning', now)).toBe(quiet);
  });

  it('are for the severities that they name, and never where none are configured', () => {
    const night = '2026-11-20T23:00:00.000Z';
    expect([isQuiet({ quiet: NIGHT }, 'critical', night), isQuiet({ quiet: NIGHT }, 'high', night)]).toEqual([
      false,
      false,
    ]);
    expect(isQuiet({}, 'info', night)).toBe(false);
  });
});

describe('whether people hear of an incident at all', () => {
  it.each<[string, Partial<Incident>, boolean]>([
    ['not before it is known what it is', { plan: null, status: 'diagnosing' }, false],
    ['once there is a plan', {}, true],
    ['when it is escalated without a plan', { plan: null, flags: ['escalated'], status: 'open' }, true],
    ['when something is being done', { plan: null, status: 'remediating' }, true],
    ['when it is over', resolved(), true],
    ['not while it is suppressed', { flags: ['suppressed'] }, false],
    ['not even escalated while it is suppressed', { flags: ['suppressed', 'escalated'] }, false],
  ])('%s', (_, changes, told) => {
    expect(isTold(anIncident(changes))).toBe(told);
  });

  it('not when the engine itself found it to be a duplicate; when a person said so, yes', () => {
    const closed = (by: string) =>
      anIncident({
        ...{ status: 'closed', resolution: { status: 'closed', reason: 'duplicate', by, at: '2026-11-20' } },
      });
    expect([isTold(closed('system')), isTold(closed('ada'))]).toEqual([false, true]);
  });
});

describe('config/routes', () => {
  const read = (stated: object) =>
    RoutesFileSchema.safeParse({
      ...{ apiVersion: 'penstock/v1', kind: 'Routes', metadata: { name: 'x' } },
      spec: { routes: [{ id: 'r', to: [{ surface: 'slack' }], ...stated }] },
    });

  it('reads durations and quiet hours, which are for mild incidents unless more is said', () => {
    const quietHours = { from: '22:00', to: '08:00', zone: 'Europe/Berlin' };
    expect(read({ remindEvery: '4h', quietHours }).data?.spec.routes).toEqual([
      {
        ...{ id: 'r', match: {}, to: [{ surface: 'slack' }], remindEveryMs: 4 * 3_600_000 },
        quiet: NIGHT,
      },
    ]);
  });

  it.each([
    ['no place', { to: [] }],
    ['a surface that nobody knows', { to: [{ surface: 'fax' }] }],
    ['a zone that nobody knows', { quietHours: { from: '22:00', to: '08:00', zone: 'Mars/Base' } }],
    ['a time that is none', { quietHours: { from: '24:00', to: '08:00', zone: 'UTC' } }],
    ['a word that means nothing', { repeat: '4h' }],
  ])('refuses %s', (_, stated) => {
    expect(read(stated).success).toBe(false);
  });
});
