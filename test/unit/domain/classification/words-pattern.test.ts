import { alternativesOf, requiredWords } from '../../../../domain/classification/required-words';
import { bitsOf, mayHold, trigramsOf } from '../../../../domain/classification/trigrams';
import { matchIn, wordsPattern } from '../../../../domain/classification/words-pattern';

describe('the alternatives of a pattern', () => {
  it.each([
    ['a|b', ['a', 'b']],
    ['a(b|c)|d', ['a(b|c)', 'd']],
    ['a[|]b|c', ['a[|]b', 'c']],
    ['a\\|b|c', ['a\\|b', 'c']],
    ['whole', ['whole']],
  ])('of %s are told apart at the top only', (pattern, parts) => {
    expect(alternativesOf(pattern)).toEqual(parts);
  });
});

describe('the words a match cannot do without', () => {
  it.each([
    ['broken pipe', ['broken pipe']],
    ['\\bORA-(01031|01045)\\b', ['ora-']],
    ['\\b(01031|01045)\\b', ['01031', '01045']],
    ['Too many (api )?(requests|calls)', ['too many ']],
    ['connections?', ['connection']],
    ['no {0,3}space', ['space']],
    ['(reset|aborted)', ['reset', 'aborted']],
    ['\\u0041bc|x', null],
    ['(?:ab|reset)', null],
    ['(?!never)\\d{3}', null],
    ['(optional words)?ab', null],
    ['.{0,40}', null],
  ])('of %s', (pattern, words) => {
    expect(alternativesOf(pattern).length > 1 ? null : requiredWords(pattern)).toEqual(words);
  });

  it('never stand where the text need not have them', () => {
    expect(requiredWords('(?:permission(?: was)? |access )denied')).toEqual(['denied']);
    expect(requiredWords('\\x41bcd')).toEqual(['bcd']);
  });
});

describe('a text by its runs of three', () => {
  it('surely lacks a word whose runs it lacks', () => {
    const trigrams = trigramsOf('Connection RESET by peer');
    expect(mayHold(trigrams, bitsOf('reset by'))).toBe(true);
    expect(mayHold(trigrams, bitsOf('refused'))).toBe(false);
    expect(mayHold(trigramsOf(''), bitsOf('refused'))).toBe(false);
  });
});

describe('patterns tried only where their words may be', () => {
  const patterns = ['broken pipe|\\bEOF\\b', 'quota .{0,20}(exceeded|spent)', '\\d{3} rows'];
  const whole = new RegExp(patterns.map((p) => `(?:${p})`).join('|'), 'i');

  it.each(['Broken Pipe', 'unexpected EOF', 'the QUOTA was spent', '404 rows', 'geofence', 'quotas', ''])(
    'find in "%s" what the whole expression finds',
    (text) => {
      const found = matchIn(wordsPattern(patterns), text, trigramsOf(text));
      expect(found).toBe(whole.exec(text)?.[0] ?? null);
    },
  );
});
