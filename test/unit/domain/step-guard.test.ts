import { effectSeen, guardStep } from '../../../domain/step-guard';
import { connectionState } from '../../connection-state';

const STATE = connectionState({ schedule: { kind: 'manual' } });

describe('before an act', () => {
  it('does not start a second sync beside a running one', () => {
    expect(guardStep('trigger_sync', { ...STATE, running: {} }).kind).toBe('already');
  });

  it('does not sync a paused connection', () => {
    expect(guardStep('trigger_sync', { ...STATE, active: false }).kind).toBe('blocked');
  });

  it('credits a pause that someone else made', () => {
    expect(guardStep('pause', { ...STATE, active: false }).kind).toBe('already');
  });

  it('waits with a re-sync until the running sync is over', () => {
    expect(guardStep('resync', { ...STATE, running: { id: '7' } }).kind).toBe('wait');
  });

  it('has nothing to cancel when no sync runs', () => {
    expect(guardStep('cancel_sync', STATE).kind).toBe('already');
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
    expect(effectSeen('trigger_sync', STATE, { ...STATE, ...change })).not.toBeNull();
  });

  it('sees nothing while no mark moved', () => {
    expect(effectSeen('trigger_sync', STATE, STATE)).toBeNull();
    expect(effectSeen('pause', STATE, STATE)).toBeNull();
  });

  it('knows a cancelled run by its ID, not by another run that started meanwhile', () => {
    const before = { ...STATE, running: { id: '7' } };
    expect(effectSeen('cancel_sync', before, before)).toBeNull();
    expect(effectSeen('cancel_sync', before, { ...STATE, running: { id: '8' } })).not.toBeNull();
  });
});
