import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RulePackSchema } from '../../../../domain/classification/rule.schema';
import { addressesReader } from '../../../../domain/model/addressed-text';
import { INJECTIONS } from './injections';

const RULES = join(__dirname, '../../../../config/rules');

it.each(Object.entries(INJECTIONS))('sees text that speaks to its reader: %s', (_, text) => {
  expect(addressesReader(text)).toBe(true);
});

it('sees it wherever it stands in a message', () => {
  const [text = ''] = Object.values(INJECTIONS);
  expect(addressesReader(`${'java.io.IOException: broken pipe\n'.repeat(30)}${text}`)).toBe(true);
});

it('takes none of the messages in the shipped rules for one', () => {
  const examples = readdirSync(RULES).flatMap((file) =>
    RulePackSchema.parse(parse(readFileSync(join(RULES, file), 'utf8'))).spec.rules.flatMap((rule) => [
      ...rule.examples,
      ...rule.counterExamples,
    ]),
  );
  const texts = examples.map((example) => (typeof example === 'string' ? example : example.text));
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.filter(addressesReader)).toEqual([]);
});

it.each(['Aa '.repeat(20_000), 'ignore '.repeat(10_000), 'A'.repeat(60_000), 'set class '.repeat(6_000)])(
  'looks at a text made to be slow in well under a tenth of a second',
  (text) => {
    const before = performance.now();
    addressesReader(text);
    expect(performance.now() - before).toBeLessThan(100);
  },
);
