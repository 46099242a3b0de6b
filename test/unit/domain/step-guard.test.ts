import type { ConnectionState } from '../../../domain/connection-state';
import type { TargetReading } from '../../../domain/step';
import { effectSeen, guardStep, type Seen } from '../../../domain/step-guard';
import { connectionState } from '../../connection-state';

const STATE = connectionState({ schedule: { kind: 'manual' } });
const seen = (changes: Partial<ConnectionState> = {}, target: TargetReading | null = null): Seen => ({
  state: { ...STATE, ...changes },
  target,
});

describe('before an act', () => {
  it('does not start a second sync beside a running one', () => {
    expect(guardStep('trigger_sync', { ...STATE, running: {} }, null).kind).toBe('already');
  });

  it('does not sync a paused connection', () => {
    expect(guardStep('trigger_sync', { ...STATE, active: false }, null).kind).toBe('blocked');
  });

  it('credits a pause that someone else made', () => {
    expect(guardStep('pause', { ...STATE, active: false }, null).kind).toBe('already');
  });

  it('waits with a re-sync until the running sync is over', () => {
    expect(guardStep('resync', { ...STATE, running: { id: '7' } }, null).kind).toBe('wait');
  });

  it('credits a value that stands as wanted already, and waits with a change that a running sync would meet', () => {
    const target = { value: null, satisfied: true, mark: 'a' };
    expect(guardStep('set_schedule', STATE, target).kind).toBe('already');
    const running = { ...STATE, running: {} };
    expect(guardStep('edit_state', running, { ...target, satisfied: false }).kind).toBe('wait');
  });

  it('has nothing to cancel when no sync runs', () => {
    expect(guardStep('cancel_sync', STATE, null).kind).toBe('already');
  });
});

describe('after an act whose answer was lost', () => {
  it.each([
    ['a sync runs now', { running: {} }],
    ['a success moved', { lastSuccessAt: '2026-11-20T12:01:00Z' }],
    ['a failure moved', { lastFailureAt: '2026-11-20T12:01:00Z' }],
    ['a newer job exists', { lastRunId: '12' }],
    ['the provider rescheduled it', { rescheduledFor: '2026-11-20T13:00:00Z' }],
  ])('sees that the sync was triggered when %s', (_, change) => {
    expect(effectSeen('trigger_sync', seen(), seen(change))).not.toBeNull();
  });

  it('sees nothing while no mark moved', () => {
    expect(effectSeen('trigger_sync', seen(), seen())).toBeNull();
    expect(effectSeen('pause', seen(), seen())).toBeNull();
  });

  it('knows a cancelled run by its ID, not by another run that started meanwhile', () => {
    const before = seen({ running: { id: '7' } });
    expect(effectSeen('cancel_sync', before, before)).toBeNull();
    expect(effectSeen('cancel_sync', before, seen({ running: { id: '8' } }))).not.toBeNull();
  });

  it('sees that a value was set by reading it, whoever set it', () => {
    const target = { value: 60, satisfied: false, mark: 'a' };
    const before = seen({}, target);
    expect(effectSeen('set_schedule', before, before)).toBeNull();
    expect(effectSeen('set_schedule', before, seen({}, { ...target, satisfied: true }))).not.toBeNull();
  });

  it('sees a reload by the change it made', () => {
    const before = seen({}, { value: null, satisfied: false, mark: 'a' });
    expect(effectSeen('reload_schema', before, before)).toBeNull();
    const after = seen({}, { value: null, satisfied: false, mark: 'b' });
    expect(effectSeen('reload_schema', before, after)).not.toBeNull();
  });
});
