/** The words of the field, which all pages use alike. */
export const termMessages = {
  term: {
    severity: {
      critical: '重大',
      high: '高',
      medium: '中',
      low: '低',
      informational: '情報',
      undecided: '未決定',
    },
    severityUndecided: '重大度未決定',
    undecided: '未決定',
    status: {
      new: '新規',
      triage: 'トリアージ',
      containment: '封じ込め',
      eradication: '根絶',
      recovery: '復旧',
      resolved: '解決済み',
      closed: 'クローズ済み',
      dismissed: '却下',
      merged: '統合済み',
    },
    /** How far along its lifecycle an incident is. */
    statusStep: '{{status}}、{{steps}} 段階中 {{step}}',
    allIncidents_one: 'インシデント {{count}} 件',
    allIncidents_other: '全インシデント {{count}} 件',
    reportConcern: '懸念を報告',
  },
} as const;
