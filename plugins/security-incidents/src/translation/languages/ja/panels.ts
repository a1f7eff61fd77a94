/** Texts of the building blocks that pages and cards share: states of panels and marks. */
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
  },
  mark: {
    good: '問題なし',
    late: '要対応',
    failed: '異常',
    none: 'なし',
  },
} as const;
