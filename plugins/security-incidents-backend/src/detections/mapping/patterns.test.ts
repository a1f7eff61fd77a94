import { checkPattern, checkPatternRef, compilePattern } from './patterns';

const REF = 'component:default/$1';
const match = (pattern: string, value: string, entityRef = REF) =>
  compilePattern({
    id: 'id',
    name: 'name',
    label: 'host',
    pattern,
    entityRef,
  }).match({ host: value });

describe('a pattern', () => {
  it.each([
    ['(payments)-.*', 'payments-7', 'component:default/payments'],
    ['(?:prod|dev)-([a-z]+)', 'dev-cart', 'component:default/cart'],
    ['([\\w.-]+)\\.example\\.com', 'a-b.example.com', 'component:default/a-b'],
    ['([A-Z]{2,4}\\d?)', 'PAY1', 'component:default/pay1'],
  ])('%s matches %s', (pattern, value, ref) => {
    expect(match(pattern, value)).toBe(ref);
  });

  it.each([
    ['(payments)', 'my-payments'],
    ['(payments)', 'payments-7'],
    ['(payments)-.*', `payments-${'x'.repeat(300)}`],
    ['(.*)', 'not a name'],
  ])('%s does not match %s', (pattern, value) => {
    expect(match(pattern, value)).toBeUndefined();
  });

  it.each([
    ['(a+)+', /must not repeat a group/],
    ['(a|a)*', /must not repeat a group/],
    ['(a|aa)+b', /must not repeat a group/],
    ['(.*)(.*)(.*)x', /too many ways/],
    ['a?'.repeat(20), /too many ways/],
    ['(a|b|c|d)'.repeat(10), /too many ways/],
    ['(a)\\1', /may escape only/],
    ['(?=a)a', /must not use assertions/],
    ['(?<!a)a', /must not use assertions/],
    ['(?<name>a)', /must not use assertions/],
    ['^a', /always matches the whole value/],
    ['a$', /always matches the whole value/],
    ['a**', /must not have two repeats/],
    ['a{1,1000}', /must be escaped|must repeat at most/],
    ['a{5,2}', /must repeat at most/],
    ['(a', /a \( without a \)/],
    ['a)', /a \) without a \(/],
    ['[a', /a \[ without a \]/],
    ['[]', /a \[ without a \]/],
    ['*', /must be escaped/],
    ['[z-a]', /must be a regular expression/],
  ])('%s is refused', (pattern, rule) => {
    expect(() => checkPattern(pattern)).toThrow(rule);
  });

  it('of the most ways that are allowed takes no time on a value of the greatest length', () => {
    const slowest = checkPattern('.*.*x');
    const value = 'y'.repeat(256);
    const start = performance.now();
    expect(slowest.test(value)).toBe(false);
    expect(performance.now() - start).toBeLessThan(250);
  });

  it.each(['payments', 'component:payments', 'component:default/$0', ''])(
    'needs more of a ref than %s',
    ref => {
      expect(() => checkPatternRef(ref)).toThrow(/^entityRef: must be/);
    },
  );
});
