import fc from 'fast-check';
import type { Incident } from '../../../../domain/incident';
import { awaitsDecision, dueAt, type Post } from '../../../../domain/notice/post';
import type { Target } from '../../../../domain/notice/route';
import { anIncident, resolved } from '../../../contract/surfaces/an-incident';

const UPDATED = '2026-11-20T10:05:00.000Z';
const NOON = '2026-11-20T12:00:00.000Z';
const NIGHT = '2026-11-20T23:00:00.000Z';
const HOUR_MS = 3_600_000;
const QUIET: Target['quiet'] = {
  ...{ time: { from: '22:00', to: '08:00', zone: 'UTC' }, severities: ['high', 'warning'] },
};

const target = (changes: Partial<Target> = {}): Target => ({ surface: 'slack', route: 'r', ...changes });
const post = (changes: Partial<Post> = {}): Post => ({
  ...{ incidentId: 'inc-1', target: 'slack', mark: { ts: '1.2' }, toldSeq: 3 },
  ...{ shownAt: UPDATED, askedAt: null },
  ...changes,
});
const OLD = post({ shownAt: '2026-11-20T10:00:00.000Z' });

describe('at one place', () => {
  it('an incident is told at once, and again whenever it changed, and not otherwise', () => {
    const now = { kind: 'now', remind: false };
    expect(dueAt(target(), anIncident(), null, NOON)).toEqual(now);
    expect(dueAt(target(), anIncident(), post({ shownAt: null }), NOON)).toEqual(now);
    expect(dueAt(target(), anIncident(), OLD, NOON)).toEqual(now);
    expect(dueAt(target(), anIncident(), post(), NOON)).toEqual({ kind: 'nothing' });
  });

  it('in quiet hours nothing new is said, but what was said is kept up to date', () => {
    const quiet = target({ quiet: QUIET });
    const look = { kind: 'later', at: '2026-11-20T23:15:00.000Z' };
    expect(dueAt(quiet, anIncident(), null, NIGHT)).toEqual(look);
    expect(dueAt(quiet, anIncident(), post({ shownAt: null }), NIGHT)).toEqual(look);
    expect(dueAt(quiet, anIncident(), OLD, NIGHT)).toEqual({ kind: 'now', remind: false });
    expect(dueAt(quiet, anIncident({ severity: 'critical' }), null, NIGHT)).toMatchObject({ kind: 'now' });
    expect(dueAt(quiet, anIncident(), null, '2026-11-21T08:00:00.000Z')).toMatchObject({ kind: 'now' });
  });
});

describe('a reminder', () => {
  const reminding = target({ remindEveryMs: 4 * HOUR_MS });
  const asked = post({ askedAt: '2026-11-20T08:00:00.000Z' });

  it('comes that long after people were asked, while a decision is awaited', () => {
    expect(dueAt(reminding, anIncident(), asked, '2026-11-20T11:59:59.999Z')).toEqual({
      ...{ kind: 'later', at: NOON },
    });
    expect(dueAt(reminding, anIncident(), asked, NOON)).toEqual({ kind: 'now', remind: true });
  });

  it('waits for the morning', () => {
    const quiet = { ...reminding, quiet: QUIET };
    expect(dueAt(quiet, anIncident(), asked, NIGHT)).toEqual({
      kind: 'later',
      at: '2026-11-20T23:15:00.000Z',
    });
  });

  it.each<[string, Incident, Post, Target]>([
    ['no decision is awaited', anIncident({ availableTransitions: ['snooze'] }), asked, reminding],
    ['it is over', { ...resolved(), updatedAt: UPDATED }, asked, reminding],
    ['nobody was asked', anIncident(), post(), reminding],
    ['nobody wants any', anIncident(), asked, target()],
  ])('does not come when %s', (_, incident, stands, to) => {
    expect(dueAt(to, incident, stands, NOON)).toEqual({ kind: 'nothing' });
  });

  it('is for decisions and for work that a person must hand back', () => {
    expect(awaitsDecision(anIncident({ availableTransitions: ['handback'] }))).toBe(true);
    expect(awaitsDecision(anIncident({ availableTransitions: ['reject', 'cancel'] }))).toBe(false);
  });
});

it('whoever is told later is told in the future, so that nobody looks again and again', () => {
  const moment = fc.integer({ min: 0, max: 48 * 60 }).map((m) => new Date(Date.parse(NOON) + m * 60_000));
  const maybe = fc.option(moment.map((at) => at.toISOString()));
  fc.assert(
    fc.property(
      maybe,
      maybe,
      moment,
      fc.boolean(),
      fc.integer({ min: 60_000 }),
      (shownAt, askedAt, now, quiet, every) => {
        const to = target({ remindEveryMs: every, ...(quiet && { quiet: QUIET }) });
        const due = dueAt(to, anIncident(), post({ shownAt, askedAt }), now.toISOString());
        if (due.kind === 'later') expect(Date.parse(due.at)).toBeGreaterThan(now.getTime());
      },
    ),
    { numRuns: 2000 },
  );
});
