import type { TimeWords } from '../time';
import type { SharedTranslate } from './types';

/** The words in durations and days, in the reader's language. */
export function getTimeWords(t: SharedTranslate): TimeWords {
  return {
    locale: t('time.locale'),
    underMinute: t('time.underMinute'),
    today: t('time.today'),
    unit: {
      d: { sign: t('time.daySign'), one: t('time.day'), other: t('time.days') },
      h: {
        sign: t('time.hourSign'),
        one: t('time.hour'),
        other: t('time.hours'),
      },
      m: {
        sign: t('time.minuteSign'),
        one: t('time.minute'),
        other: t('time.minutes'),
      },
      s: {
        sign: t('time.secondSign'),
        one: t('time.second'),
        other: t('time.seconds'),
      },
    },
  };
}
