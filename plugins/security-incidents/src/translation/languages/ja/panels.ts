/** Texts of the building blocks that pages and cards share: states of panels and readiness. */
export const panelMessages = {
  panel: {
    loading: '{{what}}を読み込み中',
    slow: '{{what}}の読み込みに通常より時間がかかっています。',
    notRead: {
      title: '{{subject}}はまだ読み込まれていません',
      hint: 'カタログを初めて読み込んでいます。このページは自動的に再取得します。他にもある可能性があります。',
      hintWithReason:
        '{{reason}}。このページは自動的に再取得します。他にもある可能性があります。',
    },
    forbidden: {
      title: '{{subject}}を表示できません',
      hint: 'このポータルを運営するチームにアクセスを依頼してください。',
    },
    incidents: 'インシデント',
    /** Live updates stopped; the last answer is still shown. */
    stale:
      '{{time}} から更新が止まっています。{{what}}を表示中、再試行しています。',
    newRows: '新着 {{count}} 件、表示',
    changedRows: '一覧が変更されました、表示',
  },
  mark: {
    good: '問題なし',
    late: '要対応',
    failed: '異常',
    none: 'なし',
  },
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
} as const;
