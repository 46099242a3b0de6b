import { join } from 'node:path';
import { classify } from '../../../domain/classification/classify';
import { httpStatusIn, ruleText } from '../../../domain/classification/message-facts';
import type { RuleExample } from '../../../domain/classification/rule';
import { trigramsOf } from '../../../domain/classification/trigrams';
import { matchIn } from '../../../domain/classification/words-pattern';
import { FAILURE_CLASSES } from '../../../domain/failure-class';
import { loadConfigFiles, type ConfigFiles } from '../../../integrations/config-files/load';

let config: ConfigFiles;
beforeAll(async () => {
  config = await loadConfigFiles(join(__dirname, '..', '..', '..', 'config'), {});
});

function decided(example: RuleExample) {
  const { text, code, ...facts } = typeof example === 'string' ? { text: example } : example;
  const words = ruleText(text);
  const httpStatus = httpStatusIn(words);
  return classify(config.rules, {
    provider: 'airbyte',
    service: 'source-x',
    symptom: 'failed',
    ...facts,
    text: words,
    codes: code === undefined ? [] : [code],
    ...(httpStatus === undefined ? {} : { httpStatus }),
  });
}

describe('the shipped rules', () => {
  it('decide their own examples', () => {
    for (const { rule } of config.rules.rules) {
      for (const example of rule.examples)
        expect({ example, ...decided(example) }).toMatchObject({ example, class: rule.class });
    }
  });

  it('do not decide their counter-examples', () => {
    for (const { rule } of config.rules.rules) {
      for (const counter of rule.counterExamples)
        expect({ counter, ruleId: decided(counter).ruleId }).not.toEqual({ counter, ruleId: rule.id });
    }
  });

  it('each decide at least one message: none is hidden behind the others', () => {
    const deciding = new Set(
      config.rules.rules.flatMap(({ rule }) => rule.examples.map((example) => decided(example).ruleId)),
    );
    expect(config.rules.rules.map(({ rule }) => rule.id).filter((id) => !deciding.has(id))).toEqual([]);
  });

  it('are found by their words as the whole expressions would find them', () => {
    const texts = config.rules.rules.flatMap(({ rule }) =>
      [...rule.examples, ...rule.counterExamples].map((e) => ruleText(typeof e === 'string' ? e : e.text)),
    );
    for (const { rule, any } of config.rules.rules) {
      if (any === null) continue;
      const whole = new RegExp((rule.when.anyOf ?? []).map((p) => `(?:${p})`).join('|'), 'i');
      for (const text of texts) {
        const found = matchIn(any, text, trigramsOf(text)) !== null;
        expect({ rule: rule.id, text, found }).toEqual({ rule: rule.id, text, found: whole.test(text) });
      }
    }
  });

  it('reach every class', () => {
    const reached = new Set(config.rules.rules.map(({ rule }) => rule.class));
    expect([...reached].sort()).toEqual([...FAILURE_CLASSES].sort());
  });

  it('say unknown where nothing decides, and advise a person', () => {
    expect(decided('the moon is made of cheese')).toMatchObject({
      class: 'unknown',
      confidence: 0,
      band: 'none',
      decidedBy: 'nothing',
      action: 'escalate',
    });
  });

  it('keep what came second visible', () => {
    const answer = decided('HTTP 503: too many requests');
    expect(answer.class).toBe('rate_limit');
    expect(answer.alternatives.map((a) => a.class)).toContain('source_unavailable');
  });

  it('do not take a failed check for a wrong setting when the words say that the network broke', () => {
    expect(decided({ text: 'connection reset by peer', code: 'config_error' }).class).toBe(
      'network_transient',
    );
  });

  it('do not take a full server for bad credentials because the task says reconnect', () => {
    const full = { text: 'FATAL: too many connections for role "etl"', code: 'reconnect' };
    expect(decided(full).class).toBe('resource_exhaustion');
  });

  it('tell a destination that is down from a source that is down', () => {
    expect(decided({ text: 'HTTP 503 Service Unavailable', origin: 'destination' }).class).toBe(
      'destination_failure',
    );
    expect(decided({ text: 'HTTP 503 Service Unavailable', origin: 'source' }).class).toBe(
      'source_unavailable',
    );
  });

  it.each([
    ['one letter', 'a'],
    ['words of many patterns', 'connection could not error invalid required '],
    ['nearly a match everywhere', 'permission token quota column binlog '],
    ['spaces', ' '],
    ['codes', 'AbCdEfGhIjKl'],
    ['underscores', 'a_'],
    ['stack frames', 'at a.b.c('],
    ['logger names', 'a.b.c.d.'],
  ])('classify a hostile megabyte of %s in a moment', (_, unit) => {
    const started = performance.now();
    expect(decided(unit.repeat(1_000_000 / unit.length)).class).toBeDefined();
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('keep up with 5,000 messages a second', () => {
    const messages = config.rules.rules.flatMap(({ rule }) => rule.examples);
    for (const message of messages) decided(message);
    const started = performance.now();
    let count = 0;
    while (performance.now() - started < 300) {
      for (const message of messages) decided(message);
      count += messages.length;
    }
    // The promise is 5,000; a shared, busy machine may be several times slower than the one it was measured on.
    expect(count / ((performance.now() - started) / 1000)).toBeGreaterThan(2000);
  });
});
