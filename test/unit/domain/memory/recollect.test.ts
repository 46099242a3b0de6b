import type { Diagnosis } from '../../../../domain/diagnosis';
import type { PastCase } from '../../../../domain/memory/past-case';
import { recollect } from '../../../../domain/memory/recollect';

const NOW = '2026-11-20T12:00:00.000Z';
const RULES: Diagnosis = {
  class: 'network_transient',
  symptom: 'failed',
  confidence: 0.8,
  band: 'medium',
  decidedBy: 'rule',
  ruleId: 'reset',
  summary: 'The connection was reset [e1].',
  evidence: [{ id: 'e1', kind: 'event', at: NOW, text: 'connection reset' }],
  action: 'retry_with_backoff',
  alternatives: [],
  fingerprint: 'connection reset',
};
const UNKNOWN: Diagnosis = {
  ...RULES,
  class: 'unknown',
  confidence: 0,
  band: 'none',
  decidedBy: 'nothing',
  action: 'escalate',
};
const HIGH: Diagnosis = { ...RULES, confidence: 0.95, band: 'high' };

let count = 0;
function past(changes: Partial<PastCase> = {}): PastCase {
  count += 1;
  return {
    incidentId: `inc-${String(count).padStart(8, '0')}`,
    ref: { provider: 'fivetran', account: 'sim', connectionId: 'c1' },
    service: 'postgres',
    fingerprint: 'connection reset',
    class: 'cdc_position_lost',
    action: 'resync',
    steps: ['resync'],
    verdict: 'verified',
    at: '2026-11-01T00:00:00.000Z',
    ...changes,
  };
}
const asked = (rules: Diagnosis, same: PastCase[], similar: PastCase[] = []) =>
  recollect(rules, { same, similar }, NOW);

describe('what earlier incidents say', () => {
  it('leaves the diagnosis as it is where nothing is remembered', () => {
    expect(asked(RULES, [])).toEqual(RULES);
  });

  it('answers with the remedy that was proven on the same failure, and cites the incident', () => {
    const one = past();
    const found = asked(UNKNOWN, [one]);
    expect(found).toMatchObject({
      class: 'cdc_position_lost',
      action: 'resync',
      decidedBy: 'memory',
      band: 'medium',
    });
    expect(found.summary).toContain(one.incidentId);
    expect(found.evidence.at(-1)).toMatchObject({
      id: 'e2',
      kind: 'memory',
      text: expect.stringContaining(one.incidentId),
    });
  });

  it('puts proof above words, and keeps what the rule said as an alternative', () => {
    const found = asked(RULES, [past()]);
    expect(found.class).toBe('cdc_position_lost');
    expect(found.ruleId).toBeUndefined();
    expect(found.alternatives).toEqual([{ class: 'network_transient', ruleId: 'reset', why: RULES.summary }]);
  });

  it('never makes a diagnosis high, however often the remedy was proven', () => {
    const found = asked(
      UNKNOWN,
      Array.from({ length: 20 }, () => past()),
    );
    expect(found.band).toBe('medium');
    expect(found.confidence).toBeLessThan(0.9);
  });

  it('does not touch what the rules are sure of, unless its remedy has failed twice', () => {
    expect(asked(HIGH, [past()])).toMatchObject({ class: HIGH.class, action: HIGH.action, band: 'high' });
    const failed = past({
      class: HIGH.class,
      action: HIGH.action,
      steps: ['trigger_sync'],
      verdict: 'ineffective',
    });
    expect(asked(HIGH, [failed])).toMatchObject({ action: HIGH.action, band: 'high' });
    const disproved = asked(HIGH, [failed, { ...failed, incidentId: 'inc-x' }]);
    expect(disproved).toMatchObject({ action: 'escalate', band: 'low' });
    expect(disproved.summary).toContain('has failed 2 times');
  });

  it('offers the remedy that helped in place of one that failed twice', () => {
    const failed = past({
      class: HIGH.class,
      action: HIGH.action,
      steps: ['trigger_sync'],
      verdict: 'ineffective',
    });
    const found = asked(HIGH, [failed, { ...failed, incidentId: 'inc-x' }, past()]);
    expect(found).toMatchObject({ action: 'resync', decidedBy: 'memory', band: 'medium' });
  });

  it('forgives failures that lie before the last success', () => {
    const failed = past({ verdict: 'ineffective' });
    expect(asked(UNKNOWN, [past(), failed, { ...failed, incidentId: 'inc-y' }]).action).toBe('resync');
    expect(asked(UNKNOWN, [failed, { ...failed, incidentId: 'inc-z' }, past()]).class).toBe('unknown');
  });

  it('learns no remedy from what passed without us or from an alternative that people picked', () => {
    const idle = past({ steps: [] });
    const chosen = past({ optionId: 'clear' });
    const found = asked(UNKNOWN, [idle, chosen]);
    expect(found).toMatchObject({ class: 'unknown', decidedBy: 'nothing' });
    expect(found.evidence.map(({ text }) => text)).toEqual([
      'connection reset',
      expect.stringContaining('passed without our doing'),
      expect.stringContaining('the alternative clear'),
    ]);
  });

  it('shows what reads alike as evidence only', () => {
    const found = asked(UNKNOWN, [], [past({ fingerprint: 'connection broken' })]);
    expect(found).toMatchObject({ class: 'unknown', band: 'none' });
    expect(found.evidence.at(-1)?.text).toContain('like this one: "connection broken"');
  });
});
