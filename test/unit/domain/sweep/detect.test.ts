import type { ConnectionState, SyncRun } from '../../../../domain/connection-state';
import { detect, type Detected } from '../../../../domain/sweep/detect';
import type { KnownConnection } from '../../../../domain/sweep/known-connection';
import { connectionState } from '../../../connection-state';
import { knownConnection } from '../../../known-connection';

const SETTINGS = {
  everyMs: 60_000,
  inventoryEveryMs: 3_600_000,
  stuckAfterMs: 6 * 3_600_000,
  lateAfterMs: 90 * 60_000,
};
const NOON = '2026-11-20T12:00:00.000Z';
const ref = { provider: 'fivetran', account: 'main', connectionId: 'c1' } as const;

type State = Partial<ConnectionState>;

function look(
  previous: KnownConnection | null,
  state: State | null,
  { now = '2026-11-20T12:30:00.000Z', runs = [] as SyncRun[] } = {},
): Detected {
  const seen =
    state && connectionState({ connectionId: 'c1', schemaChange: 'none', lastSuccessAt: NOON, ...state });
  return detect(previous, { ref, state: seen, runs, now }, SETTINGS);
}

const kinds = (detected: Detected) => detected.events.map((event) => event.kind);

function run(changes: Partial<SyncRun>): SyncRun {
  return {
    ...{ id: '7', kind: 'sync', status: 'succeeded', startedAt: NOON, endedAt: '2026-11-20T12:10:00.000Z' },
    ...{ rows: 100, bytes: 1000 },
    ...changes,
  };
}

describe('what a sweep finds', () => {
  it('reports a failure that is newer than the last success, once', () => {
    const failed = { lastFailureAt: '2026-11-20T12:20:00.000Z' };
    const first = look(knownConnection(), failed);
    expect(kinds(first)).toEqual(['sync_failed']);
    expect(first.known.health).toBe('failing');
    expect(kinds(look(first.known, failed))).toEqual([]);
    expect(kinds(look(first.known, { lastFailureAt: '2026-11-20T12:40:00.000Z' }))).toEqual(['sync_failed']);
  });

  it('is not misled by the failure that Fivetran never clears', () => {
    expect(kinds(look(null, { lastFailureAt: '2026-11-20T11:00:00.000Z' }))).toEqual([]);
  });

  it('lets a run in progress end before it judges', () => {
    const state = { lastFailureAt: '2026-11-20T12:20:00.000Z', running: {} };
    expect(kinds(look(knownConnection(), state))).toEqual([]);
  });

  it('finds a run that never ends, from the moment it was first seen running', () => {
    const first = look(knownConnection(), { running: {} }, { now: '2026-11-20T12:30:00.000Z' });
    expect(kinds(look(first.known, { running: {} }, { now: '2026-11-20T18:29:00.000Z' }))).toEqual([]);
    const late = look(first.known, { running: {} }, { now: '2026-11-20T18:31:00.000Z' });
    expect(kinds(late)).toEqual(['sync_stuck']);
    expect(late.events[0]?.occurredAt).toBe('2026-11-20T12:30:00.000Z');
  });

  it('gives a run that is usually long three times its usual length', () => {
    const slow = knownConnection({ durationsMs: [5 * 3_600_000, 5 * 3_600_000, 5 * 3_600_000] });
    const first = look(slow, { running: {} });
    expect(kinds(look(first.known, { running: {} }, { now: '2026-11-21T01:00:00.000Z' }))).toEqual([]);
    expect(kinds(look(first.known, { running: {} }, { now: '2026-11-21T04:00:00.000Z' }))).toEqual([
      'sync_stuck',
    ]);
  });

  it('misses a sync that did not come, after the slack of the provider’s own scheduler', () => {
    expect(kinds(look(knownConnection(), {}, { now: '2026-11-20T14:29:00.000Z' }))).toEqual([]);
    const late = look(knownConnection(), {}, { now: '2026-11-20T14:31:00.000Z' });
    expect(kinds(late)).toEqual(['sync_delayed']);
    expect(kinds(look(late.known, {}, { now: '2026-11-20T15:31:00.000Z' }))).toEqual([]);
  });

  it('expects nothing of a connection that syncs only when told to', () => {
    const state = { schedule: { kind: 'manual' } as const };
    expect(kinds(look(knownConnection(), state, { now: '2026-12-20T12:00:00.000Z' }))).toEqual([]);
  });

  it('believes a provider that says data is late', () => {
    const now = '2026-11-20T13:10:00.000Z';
    expect(kinds(look(knownConnection(), { late: true }, { now }))).toEqual(['sync_delayed']);
  });

  it('asks why a connection is paused that was not, and takes for meant what was paused before it looked', () => {
    const paused = look(knownConnection(), { active: false });
    expect(kinds(paused)).toEqual(['connection_paused']);
    expect(kinds(look(paused.known, { active: false }))).toEqual([]);
    expect(kinds(look(null, { active: false }))).toEqual([]);
  });

  it('calls it disabled when it was in trouble before', () => {
    const troubled = knownConnection({ health: 'failing', lastFailureAt: '2026-11-20T12:05:00.000Z' });
    expect(kinds(look(troubled, { active: false }))).toEqual(['connection_disabled']);
  });

  it('reports a setup that the provider calls broken, with the provider’s words', () => {
    const notices = [{ severity: 'task' as const, code: 'reconnect', message: 'log in again' }];
    const broken = look(knownConnection(), { setup: 'broken', notices });
    expect(kinds(broken)).toEqual(['setup_broken']);
    expect(broken.events[0]?.message).toBe('reconnect: log in again');
  });

  it('reports a breaking schema change whenever it is there, a harmless one when it arrives', () => {
    expect(kinds(look(null, { schemaChange: 'breaking' }))).toEqual(['schema_changed']);
    expect(kinds(look(null, { schemaChange: 'non_breaking' }))).toEqual([]);
    const arrived = look(knownConnection(), { schemaChange: 'non_breaking' });
    expect(kinds(arrived)).toEqual(['schema_changed']);
    expect(kinds(look(arrived.known, { schemaChange: 'non_breaking' }))).toEqual([]);
  });

  it('wakes a sync that was put off on a manual schedule, which nobody resumes', () => {
    const rescheduledFor = '2026-11-20T13:00:00.000Z';
    const manual = look(knownConnection(), { rescheduledFor, schedule: { kind: 'manual' } });
    expect(kinds(manual)).toEqual(['sync_rescheduled']);
    expect(manual.events[0]?.rescheduledFor).toBe(rescheduledFor);
    expect(kinds(look(knownConnection(), { rescheduledFor }))).toEqual([]);
    const forgotten = look(knownConnection(), { rescheduledFor }, { now: '2026-11-20T14:40:00.000Z' });
    expect(kinds(forgotten)).toEqual(['sync_rescheduled']);
  });

  it('does not take a success that moved nothing for a success', () => {
    const busy = knownConnection({ rows: [100, 120, 90] });
    expect(kinds(look(busy, null, { runs: [run({ rows: 0 })] }))).toEqual(['moved_nothing']);
    expect(kinds(look(busy, null, { runs: [run({ rows: null, bytes: null })] }))).toEqual(['moved_nothing']);
    expect(kinds(look(busy, null, { runs: [run({ rows: 3 })] }))).toEqual([]);
  });

  it('does not mind a quiet source', () => {
    const quiet = knownConnection({ rows: [100, 0, 90] });
    expect(kinds(look(quiet, null, { runs: [run({ rows: 0 })] }))).toEqual([]);
    expect(kinds(look(knownConnection(), null, { runs: [run({ rows: 0 })] }))).toEqual([]);
  });

  it('tells an open incident of the recovery, once', () => {
    const troubled = knownConnection({ health: 'failing', lastFailureAt: '2026-11-20T12:05:00.000Z' });
    const well = look(troubled, { lastSuccessAt: '2026-11-20T12:25:00.000Z' });
    expect(kinds(well)).toEqual(['sync_succeeded']);
    expect(well.known.health).toBe('healthy');
    expect(kinds(look(well.known, { lastSuccessAt: '2026-11-20T12:25:00.000Z' }))).toEqual([]);
  });

  it('gives a failed job the same event ID as its webhook would', () => {
    const airbyte = { ...ref, provider: 'airbyte' } as const;
    const failed = run({ status: 'failed', failure: { message: 'boom', type: 'system_error' } });
    const { events } = detect(
      knownConnection(airbyte),
      { ref: airbyte, state: null, runs: [failed], now: '2026-11-20T12:30:00.000Z' },
      SETTINGS,
    );
    expect(events).toMatchObject([
      { id: 'airbyte/main/c1/sync_failed/7', runId: '7', message: 'boom', failureType: 'system_error' },
    ]);
  });

  it('ignores older runs that it meets again', () => {
    const runs = [
      run({
        id: '6',
        status: 'failed',
        startedAt: '2026-11-20T11:00:00.000Z',
        endedAt: '2026-11-20T11:10:00.000Z',
      }),
      run({}),
    ];
    const first = look(knownConnection({ lastSuccessAt: null }), null, { runs });
    expect(first.known.lastRun?.id).toBe('7');
    expect(kinds(first)).toEqual([]);
    expect(look(first.known, null, { runs }).known.durationsMs).toEqual(first.known.durationsMs);
  });
});
