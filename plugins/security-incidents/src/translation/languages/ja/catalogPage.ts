/** プラグインがカタログのページに追加するものの文言。 */
export const catalogPageMessages = {
  catalogPage: {
    incidents: 'インシデント',
    openIncidents_one: '未解決のインシデント {{count}} 件',
    openIncidents_other: '未解決のインシデント {{count}} 件',
    hasOpen: '未解決のインシデントあり',
    filterFailed:
      '現在、未解決のインシデントを取得できません。一覧は絞り込まれていません。',
    unknown: '不明',
    unknownHint:
      '現在、未解決のインシデントを取得できません。存在しないという意味ではありません。',
  },
} as const;
