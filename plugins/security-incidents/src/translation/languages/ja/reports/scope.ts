/** Texts of the bar that says what a report is about. */
export const scopeMessages = {
  title: '期間と範囲',
  period: '期間',
  preset: {
    label: '定義済みの期間',
    last12Months: '過去 12 か月',
    last30Days: '過去 30 日間',
    thisMonth: '今月',
    lastMonth: '先月',
    thisQuarter: '今四半期',
    lastQuarter: '前四半期',
    thisYear: '今年',
    lastYear: '昨年',
    custom: '日付を指定',
  },
  zone: 'タイムゾーン',
  zoneSearch: 'タイムゾーンを検索',
  scope: '範囲',
  scopeSearch: 'サービス、システム、ドメイン、チーム',
  everything: 'すべてのサービス',
  show: 'レポートを表示',
  print: '印刷',
  days: '{{from}} から {{to}}',
  daysIn: '{{from}} から {{to}}、{{zone}}',
  byDetection:
    '検知日による集計、{{zone}}。各インシデントは 1 回だけ数えます。',
} as const;
