import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageDiagnosis } from '../../../client/diagnose-message';
import { createMessageDiagnosis } from '../../../client/diagnose-message';
import { FAILURE_CLASSES } from '../../../domain/failure-class';
import { baselineOf, regressions, type Baseline } from '../../../evals/compare';
import { readRows, type Row } from '../../../evals/row';
import { score } from '../../../evals/score';
import { loadConfigFiles } from '../../../integrations/config-files/load';

const ROOT = join(__dirname, '..', '..', '..');

function answered(label: Row['label'], said: Row['label'], more: Partial<Row & MessageDiagnosis> = {}) {
  const row: Row = {
    id: 'a',
    platform: 'fivetran',
    message: 'm',
    label,
    ...(more.second_label && { second_label: more.second_label }),
  };
  const answer = { class: said, confidence: more.confidence ?? 0.9, band: more.band ?? 'high' };
  return { row, answer: answer as MessageDiagnosis };
}

describe('scoring', () => {
  it('counts the label strictly and the second label leniently', () => {
    const found = score([
      answered('rate_limit', 'rate_limit'),
      answered('rate_limit', 'authentication', { second_label: 'authentication' }),
      answered('authentication', 'rate_limit', { band: 'low', confidence: 0.2 }),
    ]);
    expect(found.strict).toBeCloseTo(1 / 3);
    expect(found.lenient).toBeCloseTo(2 / 3);
    expect(found.bands.high).toEqual({ coverage: 2 / 3, precision: 1 });
    expect(found.bands.low).toEqual({ coverage: 1 / 3, precision: 0 });
    expect(found.bands.none.precision).toBeNull();
    expect(found.confusion).toEqual({ rate_limit: { authentication: 1 }, authentication: { rate_limit: 1 } });
    expect(found.action).toBeNull();
  });

  it('measures how far confidence is from being right', () => {
    expect(score([answered('rate_limit', 'rate_limit', { confidence: 1 })]).calibrationError).toBe(0);
    expect(score([answered('rate_limit', 'unknown', { confidence: 0.95 })]).calibrationError).toBeCloseTo(
      0.95,
    );
  });

  it('names what got worse, by class too', () => {
    const good = score([answered('rate_limit', 'rate_limit'), answered('authentication', 'authentication')]);
    const bad = score([answered('rate_limit', 'rate_limit'), answered('authentication', 'unknown')]);
    expect(regressions(good, baselineOf(good))).toEqual([]);
    expect(regressions(bad, baselineOf(good)).join('\n')).toMatch(
      /strict[^]*recall of authentication: 0\.000, was 1\.000/,
    );
  });

  it('refuses a line that has no label, naming it', () => {
    expect(() => readRows('{"id":1,"platform":"airbyte","message":"m","label":"sunshine"}')).toThrow(
      'line 1: label',
    );
  });
});

describe('the shipped rules on the authored set', () => {
  it('are no worse than the kept baseline, class by class', async () => {
    const rows = readRows(readFileSync(join(ROOT, 'evals', 'datasets', 'authored.jsonl'), 'utf8'));
    const { rules } = await loadConfigFiles(join(ROOT, 'config'), {});
    const diagnose = createMessageDiagnosis(rules, () => '2026-11-20T12:00:00Z');
    const now = score(rows.map((row) => ({ row, answer: diagnose(row) })));
    const kept = JSON.parse(readFileSync(join(ROOT, 'evals', 'baselines.json'), 'utf8')) as {
      authored: Baseline;
    };
    expect(regressions(now, kept.authored)).toEqual([]);
    expect(Object.keys(now.recall).sort()).toEqual([...FAILURE_CLASSES].sort());
    expect(rows.length).toBeGreaterThanOrEqual(200);
  });
});
