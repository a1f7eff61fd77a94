import { durationFigure, nearestRank } from './durations';

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('nearest rank', () => {
  it.each<[number[], number, number]>([
    [[7], 50, 7],
    [[7], 90, 7],
    [[1, 2], 50, 1],
    [[1, 2], 51, 2],
    [[1, 2, 3], 50, 2],
    [[1, 2, 3, 4], 50, 2],
    // The worked example of the method: 5th, 30th, 40th, 50th and 100th percentile of five values.
    [[15, 20, 35, 40, 50], 5, 15],
    [[15, 20, 35, 40, 50], 30, 20],
    [[15, 20, 35, 40, 50], 40, 20],
    [[15, 20, 35, 40, 50], 50, 35],
    [[15, 20, 35, 40, 50], 100, 50],
    [upTo(10), 90, 9],
    [upTo(11), 90, 10],
    [upTo(100), 90, 90],
    [upTo(100), 99, 99],
    [upTo(1000), 70, 700],
  ])('of %j at %d is %d', (sorted, percent, expected) => {
    expect(nearestRank(sorted, percent)).toBe(expected);
  });
});

describe('a figure', () => {
  it.each([
    ['nothing', [], { n: 0, excluded: 0 }],
    ['nothing known', [undefined, undefined], { n: 0, excluded: 2 }],
    [
      'four, too few for a 90th percentile',
      [40, 10, undefined, 30, 20],
      { n: 4, excluded: 1, medianMs: 20 },
    ],
    [
      'five, in any order',
      [50, 10, 40, 20, 30],
      { n: 5, excluded: 0, medianMs: 30, p90Ms: 50 },
    ],
    [
      'times that contradict each other',
      [-1, 0, 5],
      { n: 2, excluded: 1, medianMs: 0 },
    ],
  ])('of %s', (_name, durations, expected) => {
    expect(durationFigure('a minus b', durations)).toEqual({
      formula: 'a minus b',
      ...expected,
    });
  });
});
