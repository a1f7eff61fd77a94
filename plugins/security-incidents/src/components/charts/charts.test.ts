import { toCsv } from './csv';
import { stackDots, toPlace } from './DotDistribution';
import { getShade } from './HeatMap';
import { getAxis } from './MonthBars';

const MINUTE = 60_000;

describe('charts', () => {
  it.each([
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [10, [0, 5, 10]],
    [15, [0, 5, 10, 15]],
    [23, [0, 10, 20, 30]],
    [730, [0, 200, 400, 600, 800]],
  ])('has round lines up to %d', (most, lines) => {
    expect(getAxis(most)).toEqual(lines);
  });

  it('gives small counts a shade each, and large ones their share', () => {
    expect([0, 1, 2, 3, 4].map(count => getShade(count, 4))).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect([0, 1, 25, 26, 100].map(count => getShade(count, 100))).toEqual([
      0, 1, 1, 2, 4,
    ]);
  });

  it('places durations on a logarithmic scale that ends at both sides', () => {
    expect(toPlace(0)).toBe(0);
    expect(toPlace(5 * MINUTE)).toBe(0);
    expect(toPlace(365 * 24 * 60 * MINUTE)).toBe(100);
    const steps = [10, 20, 40].map(minutes => toPlace(minutes * MINUTE));
    expect(steps[1] - steps[0]).toBeCloseTo(steps[2] - steps[1]);
  });

  it('stacks dots of one place around the middle, and counts the rest', () => {
    const dots = Array.from({ length: 9 }, (_, index) => ({
      ms: 60 * MINUTE,
      label: `dot ${index}`,
      href: `/${index}`,
    }));
    const { placed, more } = stackDots(dots);
    expect(placed.map(({ up }) => up)).toEqual([-0, 1, -1, 2, -2, 3, -3]);
    expect(more).toEqual([expect.objectContaining({ count: 2 })]);
  });

  it('writes files that spreadsheets read and do not run', () => {
    expect(
      toCsv(
        ['Name', 'Count'],
        [
          ['a, "b"', 1],
          ['=HYPERLINK("x")', undefined],
          ['line\nbreak', 0],
        ],
      ),
    ).toBe(
      '\ufeffName,Count\r\n"a, ""b""",1\r\n"\'=HYPERLINK(""x"")",\r\n"line\nbreak",0\r\n',
    );
  });
});
