import type { ConnectionFacts, ConnectionState, SyncRun } from '../../../domain/connection-state';
import { evaluateRecovery, type Baseline, type RecoveryInput } from '../../../domain/recovery';
import { connectionState } from '../../connection-state';

const AT = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();

function state(changes: Partial<ConnectionState> = {}): ConnectionState {
  return connectionState({ readAt: AT(30), lastSuccessAt: AT(0), lastFailureAt: AT(5), ...changes });
}

function run(id: string, minute: number, changes: Partial<SyncRun> = {}): SyncRun {
  return {
    id,
    kind: 'sync',
    status: 'succeeded',
    startedAt: AT(minute),
    endedAt: AT(minute + 1),
    rows: 100,
    bytes: 5000,
    ...changes,
  };
}

const BASELINE: Baseline = { successAt: AT(0), failureAt: AT(5), runId: null, active: true };

function evaluate(facts: Partial<ConnectionFacts>, changes: Partial<RecoveryInput> = {}) {
  return evaluateRecovery({
    baseline: BASELINE,
    facts: { state: state(), runs: [], missing: [], ...facts },
    timings: { stuckAfterMs: 60_000 },
    lastActAt: null,
    successesSeen: [],
    ...changes,
  });
}

describe('recovery without run IDs (Fivetran)', () => {
  it('is pending while nothing has moved, although failed_at is set for ever', () => {
    expect(evaluate({}).verdict).toBe('pending');
  });

  it('is proven by a success past the baseline that moved data', () => {
    const result = evaluate({ state: state({ lastSuccessAt: AT(20) }), runs: [run('b', 19), run('a', -60)] });
    expect(result.verdict).toBe('proven');
  });

  it('is not proven by the success that the baseline already knew', () => {
    expect(evaluate({ runs: [run('a', -1)] }).verdict).toBe('pending');
  });

  it('fails when a sync failed after the action, and says what for', () => {
    const failure = { message: 'permission denied' };
    const result = evaluate({
      state: state({ lastFailureAt: AT(20) }),
      runs: [run('b', 19, { status: 'failed', failure })],
    });
    expect(result.verdict).toBe('failed');
    expect(result.learned).toMatchObject({
      symptom: 'failed',
      detail: expect.stringContaining('permission denied'),
    });
  });

  it('needs two successes in a row where the provider reports no volume', () => {
    const first = evaluate({ state: state({ lastSuccessAt: AT(20) }) });
    expect(first.verdict).toBe('pending');
    const second = evaluate(
      { state: state({ lastSuccessAt: AT(25) }) },
      { successesSeen: first.successesSeen },
    );
    expect(second.verdict).toBe('proven');
  });
});

describe('recovery with run IDs (Airbyte)', () => {
  const baseline: Baseline = { successAt: null, failureAt: null, runId: '10', active: true };
  const on = (runs: SyncRun[], changes: Partial<ConnectionState> = {}) =>
    evaluate(
      { state: state({ lastRunId: runs[0]?.id ?? null, lastSuccessAt: AT(20), ...changes }), runs },
      { baseline },
    );

  it('counts only jobs created after the action, by job ID', () => {
    expect(on([run('10', 19), run('9', 1)]).verdict).toBe('pending');
    expect(on([run('11', 19), run('10', 1, { status: 'failed' }), run('9', 0)]).verdict).toBe('proven');
  });

  it('orders job IDs as numbers, not as text', () => {
    expect(on([run('9', 19)]).verdict).toBe('pending');
  });

  it('does not take a success without statistics for recovery', () => {
    const result = on([run('11', 19, { rows: null, bytes: null }), run('9', 0)]);
    expect(result.verdict).toBe('failed');
    expect(result.learned?.symptom).toBe('moved_nothing');
  });

  it('does not take a success with zero rows for recovery when the connection usually moves data', () => {
    expect(on([run('11', 19, { rows: 0, bytes: 0 }), run('9', 0)]).learned?.symptom).toBe('moved_nothing');
  });

  it('calls a run stuck only past the limit and past three times its usual length', () => {
    const usual = run('9', 0, { endedAt: AT(8) });
    const running = (minute: number) => run('11', minute, { status: 'running', endedAt: null });
    const since = (minute: number) => ({ running: { id: '11', startedAt: AT(minute) } });
    expect(on([running(10), usual], since(10)).verdict).toBe('pending');
    expect(on([running(5), usual], since(5)).learned?.symptom).toBe('stuck');
  });

  it('ignores clear jobs: they succeed without moving anything', () => {
    expect(on([run('11', 19, { kind: 'clear' })]).verdict).toBe('pending');
  });
});

describe('what else must be back', () => {
  const healthy = { lastSuccessAt: AT(20) };
  const runs = [run('b', 19), run('a', -60)];

  it.each([
    ['the connection is paused although it was active', { active: false }],
    ['setup is broken', { setup: 'broken' as const }],
    ['a breaking schema change waits', { schemaChange: 'breaking' as const }],
    ['data is older than two schedule intervals', { readAt: AT(20 + 4 * 60) }],
  ])('is not proven while %s', (_, changes) => {
    expect(evaluate({ state: state({ ...healthy, ...changes }), runs }).verdict).toBe('pending');
  });
});
