// What is known of a connection only grows newer, whichever of lists and runs tells it.
import type { SyncRun } from '../../../../domain/connection-state';
import { detect } from '../../../../domain/sweep/detect';
import { remember } from '../../../../domain/sweep/remember';
import { connectionState } from '../../../connection-state';
import { knownConnection } from '../../../known-connection';

const BEGAN = '2026-11-20T12:00:00.000Z';
const ENDED = '2026-11-20T12:10:00.000Z';
const now = '2026-11-20T12:30:00.000Z';
const ref = { provider: 'airbyte', account: 'main', connectionId: 'c1' } as const;
const settings = { everyMs: 1, inventoryEveryMs: 1, stuckAfterMs: 6 * 3_600_000, lateAfterMs: 5_400_000 };
const failed: SyncRun = {
  ...{ id: '7', kind: 'sync', status: 'failed', startedAt: BEGAN, endedAt: ENDED, rows: null, bytes: null },
};

describe('what is remembered of a connection', () => {
  it('does not go back to when a failed run began, once it is known when it ended', () => {
    const known = remember(knownConnection(), { ref, state: null, runs: [failed], now });
    const state = connectionState({ connectionId: 'c1', lastFailureAt: BEGAN, lastSuccessAt: null });
    expect(remember(known, { ref, state, runs: [], now }).lastFailureAt).toBe(ENDED);
  });

  it('so one failure, seen as a run and then in a list, is reported once', () => {
    const first = detect(knownConnection(), { ref, state: null, runs: [failed], now }, settings);
    expect(first.events.map((event) => event.kind)).toEqual(['sync_failed']);
    const state = connectionState({ connectionId: 'c1', lastFailureAt: BEGAN, lastSuccessAt: null });
    expect(detect(first.known, { ref, state, runs: [], now }, settings).events).toEqual([]);
  });

  it('moves on to a newer failure and a newer success that a list tells', () => {
    const state = connectionState({ connectionId: 'c1', lastFailureAt: ENDED, lastSuccessAt: now });
    const known = remember(knownConnection({ lastFailureAt: BEGAN, lastSuccessAt: BEGAN }), {
      ...{ ref, state, runs: [], now },
    });
    expect(known).toMatchObject({ lastFailureAt: ENDED, lastSuccessAt: now });
  });
});
