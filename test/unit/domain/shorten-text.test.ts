// Long failure messages keep their beginning and their end.
import fc from 'fast-check';
import { shortenMiddle } from '../../../domain/shorten-text';

describe('shortenMiddle', () => {
  it('leaves short texts alone', () => {
    expect(shortenMiddle('short', 10)).toBe('short');
  });

  it('keeps head and tail of 100 kB and says how much is missing', () => {
    const short = shortenMiddle(`HEAD${'x'.repeat(100_000)}TAIL`, 8192);
    const cut = Number(/\[…(\d+) characters cut…\]/.exec(short)?.[1]);
    expect(short.startsWith('HEAD')).toBe(true);
    expect(short.endsWith('TAIL')).toBe(true);
    expect(short.length).toBeLessThanOrEqual(8192);
    expect(short.length - ` […${cut} characters cut…] `.length + cut).toBe(100_008);
  });

  it('never exceeds its limit and never splits a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 60, max: 200 }),
        (text, max) => {
          const short = shortenMiddle(text, max);
          expect(short.length).toBeLessThanOrEqual(Math.max(max, 0));
          expect(Buffer.from(short, 'utf8').toString('utf8')).toBe(short);
        },
      ),
    );
  });
});
