import { getTimeWords } from './words';
import type { ZonedTime } from './zone';

/** What is said of a day: `Mon`, `Nov`, `November`, `Nov 2026`, `23 Nov`, `23 Nov 2026`, `Mon 23 Nov 2026`. */
type CalendarForm =
  | 'weekday'
  | 'month'
  | 'long-month'
  | 'month-of-year'
  | 'day'
  | 'day-of-year'
  | 'long-day';

const OPTIONS: Record<CalendarForm, Intl.DateTimeFormatOptions> = {
  weekday: { weekday: 'short' },
  month: { month: 'short' },
  'long-month': { month: 'long' },
  'month-of-year': { month: 'short', year: 'numeric' },
  day: { day: 'numeric', month: 'short' },
  'day-of-year': { day: 'numeric', month: 'short', year: 'numeric' },
  'long-day': {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function getFormat(locale: string, form: CalendarForm): Intl.DateTimeFormat {
  const id = `${locale} ${form}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    ...OPTIONS[form],
    timeZone: 'UTC',
  });
  formats.set(id, made);
  return made;
}

/** English dates have the day first, no commas and three letters for every month: those of browsers differ, some have `Sept`. */
function formatEnglish(time: ZonedTime, form: CalendarForm): string {
  const month = getFormat('en', 'long-month').format(time.midnight);
  const short = month.slice(0, 3);
  const weekday = getFormat('en', 'weekday').format(time.midnight);
  switch (form) {
    case 'weekday':
      return weekday;
    case 'month':
      return short;
    case 'long-month':
      return month;
    case 'month-of-year':
      return `${short} ${time.year}`;
    case 'day':
      return `${time.day} ${short}`;
    case 'day-of-year':
      return `${time.day} ${short} ${time.year}`;
    default:
      return `${weekday} ${time.day} ${short} ${time.year}`;
  }
}

/** A day or month as the language of the texts writes it. */
export function formatCalendar(time: ZonedTime, form: CalendarForm): string {
  const { locale } = getTimeWords();
  return locale.startsWith('en')
    ? formatEnglish(time, form)
    : getFormat(locale, form).format(time.midnight);
}
