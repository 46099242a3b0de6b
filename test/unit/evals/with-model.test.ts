import { join } from 'node:path';
import type { MessageDiagnosis } from '../../../client/diagnose-message';
import { reportModel } from '../../../evals/report';
import type { Answered } from '../../../evals/row';
import { withModel } from '../../../evals/with-model';

const configFolder = join(__dirname, '..', '..', '..', 'config');
const unsure = (id: string, message: string): Answered => ({
  row: { id, platform: 'airbyte', message, label: 'rate_limit' },
  answer: {
    ...{ id, class: 'unknown', confidence: 0, band: 'none', action: 'escalate' },
    ...{ decidedBy: 'nothing', ruleId: null },
    evidence: [{ id: 'e1', kind: 'event', at: '2026-11-20T12:00:00Z', text: message }],
  } satisfies MessageDiagnosis,
});

describe('a model behind the rules', () => {
  it('is the simulator where none is named, says so, and its answers and cost are counted', async () => {
    const asked = [unsure('a', 'the quota is used up'), unsure('b', 'the widget frobnicated')];
    const found = await withModel({ configFolder, environment: {} }, asked);
    expect(found.asked).toContain('simulator');
    expect(found.answered.map(({ answer }) => answer.class)).toEqual(['rate_limit', 'unknown']);
    expect(found.answered[0]?.answer).toMatchObject({
      decidedBy: 'model',
      band: expect.not.stringMatching('high'),
    });
    expect(found.spending).toMatchObject({ calls: 2, usd: null, verdicts: { used: 1 } });
    expect(reportModel(found.asked, found.spending, 2)).toContain('2 calls for 2 messages');
  });

  it('is not asked about what the rules are sure of', async () => {
    const { row, answer } = unsure('a', 'the quota is used up');
    const sure: Answered = {
      row,
      answer: { ...answer, class: 'rate_limit', confidence: 0.93, band: 'high' },
    };
    const found = await withModel({ configFolder, environment: {} }, [sure]);
    expect(found.spending).toMatchObject({ calls: 0, latencyMs: null });
    expect(found.answered[0]?.answer.class).toBe('rate_limit');
  });
});
