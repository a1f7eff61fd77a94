import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { toCanonicalText } from './canonical';

describe('the canonical form of JSON', () => {
  it('is that of another implementation for any value', () => {
    const anything = fc.anything({
      withDate: true,
      withNullPrototype: true,
      key: fc.string({ unit: 'binary' }),
      values: [
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.constant(undefined),
      ],
    });
    fc.assert(
      fc.property(anything, value => {
        fc.pre(canonicalize(value) !== undefined);
        expect(toCanonicalText(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('is that of the examples of RFC 8785', () => {
    expect(
      toCanonicalText({
        numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0],
        string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\u0022/",
        literals: [null, true, false],
      }),
    ).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    expect(
      Object.keys(
        JSON.parse(
          toCanonicalText({
            '\u20ac': 1,
            '\r': 2,
            '\ufb33': 3,
            '1': 4,
            '\ud83d\ude00': 5,
            '\u0080': 6,
            '\u00f6': 7,
          }).replace('"1"', '"one"'),
        ),
      ),
    ).toEqual([
      '\r',
      'one',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });

  it.each([[undefined], [NaN], [[Infinity]], [() => 1]])(
    'does not exist of %p',
    value => {
      expect(() => toCanonicalText(value)).toThrow(TypeError);
    },
  );
});
