import { join } from 'node:path';
import { classify } from '../../../domain/classification/classify';
import { httpStatusIn, ruleText } from '../../../domain/classification/message-facts';
import { compileRules } from '../../../domain/classification/compile';
import { FAILURE_CLASSES } from '../../../domain/failure-class';
import { loadConfigFiles, type ConfigFiles } from '../../../integrations/config-files/load';

let config: ConfigFiles;
beforeAll(async () => {
  config = await loadConfigFiles(join(__dirname, '..', '..', '..', 'config'), {});
});

function decided(message: string) {
  const text = ruleText(message);
  const httpStatus = httpStatusIn(text);
  return classify(config.rules, {
    provider: 'airbyte',
    service: 'source-x',
    symptom: 'failed',
    text,
    codes: [],
    ...(httpStatus === undefined ? {} : { httpStatus }),
  });
}

describe('the shipped rules', () => {
  it('decide their own examples, and not their counter-examples', () => {
    for (const { rule } of config.rules.rules) {
      for (const example of rule.examples) {
        expect({ example, class: decided(example).class }).toEqual({ example, class: rule.class });
      }
      for (const counter of rule.counterExamples) {
        expect({ counter, ruleId: decided(counter).ruleId }).not.toEqual({ counter, ruleId: rule.id });
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
      band: 'none',
      action: 'escalate',
    });
  });

  it('keep what came second visible', () => {
    const answer = decided('HTTP 503: too many requests');
    expect(answer.class).toBe('rate_limit');
    expect(answer.alternatives.map((a) => a.class)).toContain('source_unavailable');
  });

  it('classify a hostile message of a megabyte without falling behind', () => {
    expect(decided(`${'a'.repeat(500_000)}${'connection '.repeat(50_000)}`).class).toBeDefined();
  });
});

it('refuses patterns that can take exponential time', () => {
  const [some] = config.rules.rules;
  if (!some) throw new Error('no rules');
  const withPattern = (pattern: string) => [{ ...some.rule, when: { anyOf: [pattern] } }];
  expect(() => compileRules(withPattern('(a+)+$'))).toThrow(/nests quantifiers/);
  expect(() => compileRules(withPattern('quota.*exceeded'))).toThrow(/unbounded/);
});
