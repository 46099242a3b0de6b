import { faultOf } from '../../../../domain/classification/pattern-fault';
import { compileRules, InvalidPattern } from '../../../../domain/classification/compile';

describe('a pattern of a rule', () => {
  it.each([
    'too many (requests|calls)',
    '\\bquota\\b.{0,40}\\bexceeded\\b',
    '\\b(a|b)\\b.{0,60}\\b(c|d)\\b.{0,30}',
    'ORA-(01017|28000)',
    '\\berror ?\\d{3}\\b',
    '[^"]{1,100}',
    'not (?:found|there)(?! yet)',
    '\\{"code": ?[1-5]\\}',
  ])('may be bounded: %s', (pattern) => {
    expect(faultOf(pattern)).toBeNull();
  });

  it.each([
    ['quota.*exceeded', /unbounded "\*"/],
    ['\\w+@', /unbounded "\+"/],
    ['a{3,}', /unbounded/],
    ['(a+)+$', /unbounded/],
    ['(a{1,9}){1,9}', /nests quantifiers/],
    ['(a|ab){2,9}', /nests quantifiers/],
    ['.{0,200}a.{0,200}b.{0,200}', /too long/],
    ['(', /no regular expression/],
    ['[a', /no regular expression/],
  ])('is refused before it runs: %s', (pattern, why) => {
    expect(faultOf(pattern)).toMatch(why);
  });

  it('is named with its rule when it is refused', () => {
    const rule = {
      id: 'slow-one',
      why: 'w',
      source: 's',
      priority: 0,
      when: { noneOf: ['x*'] },
      class: 'configuration' as const,
      action: 'escalate' as const,
      confidence: 0.5,
      examples: [],
      counterExamples: [],
    };
    expect(() => compileRules([rule])).toThrow(InvalidPattern);
    expect(() => compileRules([rule])).toThrow(/rule slow-one: pattern \/x\*\//);
  });
});
