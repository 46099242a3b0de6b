import { bandOf, classify } from '../../../../domain/classification/classify';
import { compileRules } from '../../../../domain/classification/compile';
import { httpStatusIn, retryAtIn, ruleText } from '../../../../domain/classification/message-facts';
import type { Rule, Subject } from '../../../../domain/classification/rule';

function rule(id: string, more: Partial<Rule>): Rule {
  return {
    id,
    why: `because of ${id}`,
    source: 'test',
    priority: 0,
    when: { anyOf: ['boom'] },
    class: 'platform_bug',
    action: 'escalate',
    confidence: 0.95,
    examples: [],
    counterExamples: [],
    ...more,
  };
}

const subject: Subject = {
  provider: 'airbyte',
  service: 'source-postgres',
  symptom: 'failed',
  text: 'boom went the sync',
  codes: ['system_error'],
  origin: 'source',
};

const winner = (...rules: Rule[]) => classify(compileRules(rules), subject).ruleId;

describe('which rule decides', () => {
  it('the higher priority, wherever it stands', () => {
    expect(winner(rule('low', {}), rule('high', { priority: 5 }))).toBe('high');
    expect(winner(rule('high', { priority: 5 }), rule('low', {}))).toBe('high');
  });

  it('of equal priority the one that names facts of the provider', () => {
    expect(
      winner(rule('words', { confidence: 1 }), rule('facts', { when: { code: ['system_error'] } })),
    ).toBe('facts');
  });

  it('then the more specific', () => {
    const specific = rule('specific', { when: { anyOf: ['boom'], allOf: ['sync'] }, confidence: 0.5 });
    expect(winner(rule('plain', {}), specific)).toBe('specific');
  });

  it('then the more confident, then the one that stands first', () => {
    expect(winner(rule('weak', { confidence: 0.8 }), rule('strong', { confidence: 0.9 }))).toBe('strong');
    expect(winner(rule('first', {}), rule('second', {}))).toBe('first');
  });

  it('never one whose words are excluded', () => {
    expect(winner(rule('not-here', { when: { anyOf: ['boom'], noneOf: ['went'] } }))).toBeUndefined();
  });

  it('matches connector types by pattern', () => {
    expect(winner(rule('pg', { when: { service: ['*postgres'] } }))).toBe('pg');
    expect(winner(rule('my', { when: { service: ['source-my*'] } }))).toBeUndefined();
  });
});

describe('the answer', () => {
  it('is less certain when another class fits as well, and shows it', () => {
    const rules = compileRules([rule('a', {}), rule('b', { class: 'network_transient' })]);
    const answer = classify(rules, subject);
    expect(answer).toMatchObject({ ruleId: 'a', band: 'medium' });
    expect(answer.alternatives).toEqual([{ class: 'network_transient', ruleId: 'b', why: 'because of b' }]);
  });

  it('is less certain when strong words of another class stand beside it, whatever their priority', () => {
    const strong = rule('a', { priority: 9 });
    const other = { class: 'network_transient', confidence: 0.86 } as const;
    expect(classify(compileRules([strong, rule('b', other)]), subject).band).toBe('medium');
    expect(classify(compileRules([strong, rule('b', { ...other, confidence: 0.7 })]), subject).band).toBe(
      'high',
    );
  });

  it('is more certain when a code of the provider and words say the same', () => {
    const words = rule('words', { priority: 9, confidence: 0.86 });
    const code = rule('code', { when: { code: ['system_error'] }, confidence: 0.6 });
    expect(classify(compileRules([words]), subject).band).toBe('medium');
    expect(classify(compileRules([words, code]), subject)).toMatchObject({ ruleId: 'words', band: 'high' });
  });

  it('keeps to what the provider states outright, whatever the words', () => {
    const code = rule('code', { priority: 9, when: { code: ['system_error'] } });
    const words = rule('words', { class: 'network_transient' });
    expect(classify(compileRules([code, words]), subject)).toMatchObject({ ruleId: 'code', band: 'high' });
  });

  it('says when the provider itself has decided', () => {
    const rules = compileRules([rule('fact', { when: { code: ['system_error'] } })]);
    expect(classify(rules, subject).decidedBy).toBe('provider');
  });

  it.each([
    [0.9, 'high'],
    [0.89, 'medium'],
    [0.7, 'medium'],
    [0.69, 'low'],
    [0, 'none'],
  ])('of confidence %d is %s', (confidence, band) => {
    expect(bandOf(confidence)).toBe(band);
  });
});

describe('what a message tells', () => {
  it.each([
    ['HTTP 503 Service Unavailable', 503],
    ['status code: 429', 429],
    ['{"status": 401}', 401],
    ['Response <[429]>', 429],
    ['502 Server Error: Bad Gateway', 502],
    ['<title>414 URI Too Long</title>', 414],
    ['401 Unauthorized: log in', 401],
    ['Code: 241. DB::Exception', undefined],
    ['HTTP/1.1 500', 500],
    ['500 rows were read', undefined],
    ['error in row 404', undefined],
  ])('%s', (text, status) => {
    expect(httpStatusIn(text)).toBe(status);
  });

  const from = Date.parse('2026-11-20T12:00:00Z');
  it.each([
    ['Retry after 30 seconds', '2026-11-20T12:00:30.000Z'],
    ['retry-after: 60', '2026-11-20T12:01:00.000Z'],
    ['please try again in 15 minutes', '2026-11-20T12:15:00.000Z'],
    ['quota resets at 2026-11-21T00:00:00Z', '2026-11-21T00:00:00.000Z'],
    ['quota resets in 2 hours', '2026-11-20T14:00:00.000Z'],
    ['try again later', undefined],
  ])('when to come back: %s', (text, at) => {
    expect(retryAtIn(text, from)).toBe(at);
  });

  it('stands at its head and its tail when it is long', () => {
    const text = ruleText(`first cause ${'x'.repeat(100_000)} last cause`);
    expect(text.length).toBeLessThan(10_000);
    expect(text).toMatch(/^first cause[\s\S]*last cause$/);
  });
});
