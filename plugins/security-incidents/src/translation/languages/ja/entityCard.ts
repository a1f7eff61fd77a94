/** Texts of the entity card. */
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
    odd: {
      title: 'おかしいと感じたら',
      hint: 'ここから報告してください。一文で十分です。確信がなくてもかまいません。担当者が確認します。',
    },
    plans: {
      title: '何か起きたら',
      all: 'すべての計画',
      anyKind: 'すべての種類',
      anyOtherKind: 'その他すべての種類',
      subject: '対応計画',
    },
    roles: {
      title: '今対応する人',
      nobody: '該当者なし',
      more: '計画にほか {{count}} 件',
    },
    review: {
      title: 'レビューとテスト',
      lastReviewed: '最終レビュー',
      lastTested: '最終テスト',
      lastWatched: 'ソースの最終イベント',
      never: 'なし',
    },
    parts: {
      title: '構成要素',
      name: '名前',
      open: 'オープン',
      total: '合計',
      ready: '準備',
      readyLabel: '{{total}} 項目中 {{passed}} 項目が準備完了',
      totalLabel: '合計 {{count}} 件',
      allReady:
        'インシデントのあるサービス {{count}} 件中 {{ready}} 件が 6 項目すべてを満たしています',
      more: 'ほか {{count}} 件の構成要素',
      counting:
        '複数の構成要素に影響するインシデントも、上では 1 件と数えます。',
    },
  },
  /** The classes of incidents; other labels are in `labels.ts`. */
  label: {
    rsitClass: {
      abusiveContent: '不適切なコンテンツ',
      maliciousCode: '悪意あるコード',
      informationGathering: '情報収集',
      intrusionAttempts: '侵入の試み',
      intrusions: '侵入',
      availability: '可用性',
      informationContentSecurity: '情報内容のセキュリティ',
      fraud: '詐欺',
      vulnerable: '脆弱性',
      other: 'その他',
      test: 'テスト',
    },
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
