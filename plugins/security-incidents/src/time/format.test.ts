import { getPeriodLabel } from '../components/filters/choices';
import { mockApis } from '@backstage/frontend-test-utils';
import type { Translate } from '../translation';
import {
  clockTimeWithZone,
  dateTime,
  dateTimeWithZone,
  dayOf,
  formatDuration,
  longDay,
  longMonth,
  monthOf,
  nearTime,
  shortMonth,
  shortTime,
  shortTimeWithZone,
  spoken,
  utcTime,
} from './format';
import { fromTimeInput, toTimeInput } from './input';
import { applyTimeWords, getTimeWords } from './words';
import { applyTimeZone, getZoneName } from './zone';

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

describe('in a zone', () => {
  const use = (timeZone?: string) =>
    applyTimeZone(
      mockApis.config({ data: { securityIncidents: { timeZone } } }),
    );
  afterEach(() => use('local'));

  const LATE = '2026-11-23T23:30:00.000Z';

  it('writes times and days of that zone, with its name beside lone ones', () => {
    use('Europe/Berlin');
    expect(shortTime('2026-11-23T10:05:00.000Z')).toBe('11:05');
    expect(clockTimeWithZone('2026-11-23T10:05:00.000Z')).toBe('11:05 CET');
    expect(dateTimeWithZone('2026-07-01T10:05:00.000Z')).toBe(
      '1 Jul 2026 12:05 CEST',
    );
    // Already tomorrow there.
    expect(shortTimeWithZone(LATE)).toBe('24 Nov 00:30 CET');
    expect(dayOf(LATE)).toBe('24 Nov 2026');
    expect(getZoneName()).toBe('Central European Time');
    expect(utcTime(LATE)).toBe('2026-11-23 23:30 UTC');
  });

  it('carries the date of every other day', () => {
    use('Europe/Berlin');
    const now = Date.now();
    expect(nearTime('2026-11-23T22:59:00.000Z', now)).toBe('23:59');
    expect(nearTime(LATE, now)).toBe('Tue 24 Nov 00:30');
    expect(nearTime('2026-11-20T09:00:00.000Z', now)).toBe('Fri 20 Nov 10:00');
    expect(nearTime('2026-12-20T09:00:00.000Z', now)).toBe('20 Dec 10:00');
  });

  it('leaves days of the calendar and months of charts alone', () => {
    use('America/New_York');
    expect(dayOf('2026-11-01')).toBe('1 Nov 2026');
    expect(monthOf('2026-11-01T00:00:00.000Z')).toBe('Nov 2026');
    expect(shortTimeWithZone('2026-11-23T10:05:00.000Z')).toBe('05:05 EST');
  });

  it('reads what is typed in that zone, also around the change of summer time', () => {
    use('Europe/Berlin');
    expect(toTimeInput(LATE)).toBe('2026-11-24T00:30');
    expect(fromTimeInput('2026-11-24T00:30')).toBe(LATE);
    expect(fromTimeInput('2026-07-01T12:05')).toBe('2026-07-01T10:05:00.000Z');
    expect(fromTimeInput('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(fromTimeInput('')).toBeUndefined();
    expect(fromTimeInput('2026-02-30T10:00')).toBeUndefined();
  });

  it('is the reader\u2019s own unless it is set, and must exist', () => {
    use();
    expect(getZoneName()).toBe('UTC');
    use('UTC');
    expect(getZoneName()).toBe('UTC');
    expect(() => use('Berlin')).toThrow(
      'securityIncidents.timeZone: must be local or a time zone such as UTC or Europe/Berlin',
    );
  });
});

describe('in another language', () => {
  const english = getTimeWords();
  const use = (locale: string) => applyTimeWords({ ...english, locale });
  afterEach(() => applyTimeWords(english));

  it('writes and says durations with its signs', () => {
    applyTimeWords({
      ...english,
      unit: {
        ...english.unit,
        d: { sign: '日', one: '日', other: '日' },
        h: { sign: '時間', one: '時間', other: '時間' },
      },
    });
    expect(formatDuration(51 * 60 * 60 * 1000)).toBe('2日 3時間');
    expect(spoken('2日 3時間')).toBe('2 日 3 時間');
    expect(spoken('SEC-2026-0001 in 5x')).toBe('SEC-2026-0001 in 5x');
  });

  it.each([
    ['de', '1. Sept. 2025', 'Sept. 2025', 'Mo 1. Sept. 00:00'],
    ['fr', '1 sept. 2025', 'sept. 2025', 'lun. 1 sept. 00:00'],
    ['es', '1 sept 2025', 'sept 2025', 'lun 1 sept 00:00'],
    ['ja', '2025年9月1日', '2025年9月', '月 9月1日 00:00'],
  ])('%s writes days and months its way', (locale, day, month, near) => {
    jest.setSystemTime(new Date('2025-09-03T10:20:00.000Z'));
    use(locale);
    const iso = '2025-09-01T00:00:00.000Z';
    expect(dayOf(iso)).toBe(day);
    expect(monthOf(iso)).toBe(month);
    expect(nearTime(iso, Date.now())).toBe(near);
    expect(dateTime(iso)).toBe(`${day} 00:00`);
  });
});
