import { getPeriodLabel } from '../components/filters/choices';
import type { Translate } from '../translation';
import {
  dateTime,
  dayOf,
  longDay,
  longMonth,
  monthOf,
  shortMonth,
  shortTime,
} from './format';

const MONTHS = [
  ['01', 'Jan', 'January'],
  ['02', 'Feb', 'February'],
  ['03', 'Mar', 'March'],
  ['04', 'Apr', 'April'],
  ['05', 'May', 'May'],
  ['06', 'Jun', 'June'],
  ['07', 'Jul', 'July'],
  ['08', 'Aug', 'August'],
  ['09', 'Sep', 'September'],
  ['10', 'Oct', 'October'],
  ['11', 'Nov', 'November'],
  ['12', 'Dec', 'December'],
];

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-23T10:20:00.000Z') });
});
afterEach(() => jest.useRealTimers());

it.each(MONTHS)('month %s is %s, in every form', (number, short, long) => {
  const first = `2025-${number}-01T00:00:00.000Z`;
  const last = new Date(Date.UTC(2025, Number(number), 1) - 1).toISOString();
  for (const iso of [first, last]) {
    expect(shortMonth(iso)).toBe(short);
    expect(longMonth(iso)).toBe(long);
    expect(monthOf(iso)).toBe(`${short} 2025`);
  }
  expect(dayOf(first)).toBe(`1 ${short} 2025`);
  expect(dateTime(first)).toBe(`1 ${short} 2025 00:00`);
  expect(shortTime(first)).toBe(`1 ${short} 2025 00:00`);
  expect(longDay(first)).toMatch(new RegExp(`^[A-Z][a-z]{2} 1 ${short} 2025$`));
  expect(shortTime(`2026-${number}-05T10:05:00.000Z`)).toBe(`5 ${short} 10:05`);
  const next = new Date(Date.UTC(2025, Number(number), 1)).toISOString();
  expect(getPeriodLabel((() => '') as unknown as Translate, first, next)).toBe(
    `${short} 2025`,
  );
});

it('is the clock only on the present day, which a long day says', () => {
  expect(shortTime('2026-11-23T10:05:00.000Z')).toBe('10:05');
  expect(longDay('2026-11-23T10:05:00.000Z')).toBe('Today, Mon 23 Nov 2026');
});
