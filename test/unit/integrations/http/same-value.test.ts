// Two settings are the same or not, whatever order and clothing Fivetran gives them back in.
import fc from 'fast-check';
import type { Json } from '../../../../domain/json';
import { markOf, sameValue } from '../../../../integrations/http/same-value';

const anyJson = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

/** The same with the keys of every object the other way round. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

describe('values of settings', () => {
  it('are the same as themselves in any order of keys, and so is their mark', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(sameValue(value, turned(value))).toBe(true);
        expect(markOf(turned(value))).toBe(markOf(value));
      }),
    );
  });

  it('compare the same both ways', () => {
    fc.assert(fc.property(anyJson, anyJson, (a, b) => expect(sameValue(a, b)).toBe(sameValue(b, a))));
  });

  it('with one mark are the same', () => {
    fc.assert(
      fc.property(anyJson, anyJson, (a, b) => {
        if (markOf(a) === markOf(b)) expect(sameValue(a, b)).toBe(true);
      }),
    );
  });

  it.each<[Json | undefined, Json | undefined, boolean]>([
    [5, '5', true],
    [true, 'true', true],
    [null, undefined, true],
    [null, 'null', false],
    [null, '', false],
    [0, false, false],
    [[1, 2], [2, 1], false],
    [{ a: null }, {}, true],
    [{ constructor: 1 }, {}, false],
    [[], {}, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameValue(a, b)).toBe(same);
  });
});
