export default {
  readiness: {
    label: '{{total}} 項目中 {{passed}} 項目が準備完了',
    check: {
      owner: 'オーナー',
      plans: '計画',
      reviewed: 'レビュー',
      tested: 'テスト',
      roles: '役割',
      watched: '監視',
    },
    state: {
      pass: '問題なし',
      late: '遅れ',
      fail: '問題あり',
      notApplicable: '確認対象なし',
    },
    gaps: '不備',
    gap: {
      ownerMissing: 'オーナー不在',
      noPlan: '適用される計画なし',
      planRetired: '計画が廃止済み',
      reviewOverdue: 'レビュー期限超過',
      neverTested: '未テスト',
      testOverdue: 'テスト期限超過',
      roleUnresolved_one: '該当者のいない役割あり',
      roleUnresolved_other: '該当者のいない役割 {{count}} 件',
      notWatched: '監視なし',
      watchInterrupted: 'ソースに問題あり',
    },
    fix: {
      catalogFile: 'カタログファイルで修正',
      nameOwner: 'カタログファイルで指定してください。',
      openPlan: '計画を開く',
      convert: 'プレイブックを計画に変換',
      sources: 'ソースを見る',
    },
  },
  /** The rest is in `entityCard.ts`. */
  entityCard: {
    odd: {
      title: 'おかしいと感じたら',
      hint: 'ここから報告してください。一文で十分です。確信がなくてもかまいません。担当者が確認します。',
    },
    plans: {
      title: '何か起きたら',
      all: 'すべての計画',
      anyKind: 'すべての種類',
      anyOtherKind: 'その他すべての種類',
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
};
