/** Texts of the entity card, without what it shows of readiness and of parts. */
export const entityCardMessages = {
  entityCard: {
    title: 'セキュリティインシデント',
    noHistory: '履歴なし',
    loading: 'インシデント',
    stale: '前回の結果',
    failed: {
      title: 'オープンのインシデントは現在不明です',
      hint: '読み込めませんでした。他にもある可能性があります。報告はできます。',
      hintWithCount_one:
        '読み込めませんでした。他にもある可能性があります。前回のオープンは {{count}} 件でした。報告はできます。',
      hintWithCount_other:
        '読み込めませんでした。他にもある可能性があります。前回のオープンは {{count}} 件でした。報告はできます。',
    },
    open: 'オープン {{count}} 件',
    severity: '{{severity}} {{count}} 件',
    severityOpen: '{{count}} 件 ({{severity}}、オープン)',
    noneOpen: 'オープンなし',
    lastClosed: '最終クローズ:',
    noneClosed: 'クローズ済みなし',
    noneRecorded: '記録なし',
    moreOpen: 'ほかにオープン {{count}} 件',
    nextAction: {
      title: '次にすること',
      left: '残り {{duration}}',
      over: '{{duration}} 超過',
      because: {
        role: '役割を担っています。',
        owner: '影響を受けたサービスのオーナーです。',
        task: '計画でこのタスクが割り当てられています。',
      },
      about: '{{incident}}。{{because}}',
      open: '{{key}} を開く',
      after: 'その後: {{action}}、',
    },
    ledBy: '{{status}}、責任者:',
    nobodyYet: '未定',
    openFor: 'オープンから {{duration}}',
    owner: 'オーナー',
    ownerMissing:
      'オーナー不在: 誰にも通知されません。catalog-info ファイルで指定してください。',
    plans: { subject: '対応計画' },
  },
  /** Who watches; the rest is in `detections/watch.ts`. */
  watch: {
    title_one: '{{count}} 件のソースが監視',
    title_other: '{{count}} 件のソースが監視',
    trouble_one: '問題あり {{count}} 件',
    trouble_other: '問題あり {{count}} 件',
    waiting_one: '待機中の検知 {{count}} 件',
    waiting_other: '待機中の検知 {{count}} 件',
    oldest: '最も古いもの {{duration}}',
    decide: '判断',
    see: '見る',
  },
  /** The rest is in `followUp/obligations.ts`. */
  obligation: { view: { soonest: '最も近い報告義務' } },
} as const;
