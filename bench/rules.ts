// How many messages the shipped rules classify a second, on one core.
import { join } from 'node:path';
import { classify } from '../domain/classification/classify';
import { httpStatusIn, ruleText } from '../domain/classification/message-facts';
import { loadConfigFiles } from '../integrations/config-files/load';

export async function measureRules(): Promise<{ perSecond: number; messages: number }> {
  const { rules } = await loadConfigFiles(join(__dirname, '..', '..', 'config'), {});
  const examples = rules.rules.flatMap(({ rule }) => [...rule.examples, ...rule.counterExamples]);
  // Real messages are longer than examples: a stack trace around each.
  const messages = examples.map(
    (example) =>
      `${'at io.airbyte.Example.run(Example.java:10)\n'.repeat(10)}${typeof example === 'string' ? example : example.text}\n${'\tat java.base/Thread.run\n'.repeat(10)}`,
  );
  const rounds = Math.ceil(20_000 / messages.length);
  const started = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    for (const message of messages) {
      const text = ruleText(message);
      const httpStatus = httpStatusIn(text);
      classify(rules, {
        provider: 'airbyte',
        service: 'source-x',
        symptom: 'failed',
        text,
        codes: [],
        ...(httpStatus ? { httpStatus } : {}),
      });
    }
  }
  return {
    perSecond: (rounds * messages.length) / ((performance.now() - started) / 1000),
    messages: rounds * messages.length,
  };
}
