/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several pages and cards say. */
  common: {
    trail: '現在の場所',
    retry: '再試行',
    cancel: 'キャンセル',
    close: '閉じる',
    save: '保存',
    timesIn: '時刻は {{zone}}',
    searchByName: '名前で検索',
    searchIncident: 'タイトルまたはキーで検索',
    catalogUnavailable:
      'カタログが応答しません。入力内容は確認なしで受け付けます。',
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
