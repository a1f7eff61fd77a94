/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several cards say; the rest is in `pageBlocks.ts`. */
  common: {
    trail: '現在の場所',
    retry: '再試行',
  },
  /** Words in durations and days. `locale` is the language tag by which dates and numbers are written. */
  time: {
    locale: 'ja',
    underMinute: '1m 未満',
    today: '今日',
    daySign: '日',
    day: '日',
    days: '日',
    hourSign: '時間',
    hour: '時間',
    hours: '時間',
    minuteSign: '分',
    minute: '分',
    minutes: '分',
    secondSign: '秒',
    second: '秒',
    seconds: '秒',
  },
} as const;
