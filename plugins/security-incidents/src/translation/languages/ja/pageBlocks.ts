/** Texts of the building blocks that only pages share: pages of lists, downloads and keys. */
export const pageBlockMessages = {
  pager: {
    firstPage: '最初のページ',
    range: '{{total}} 件中 {{from}} から {{to}}',
    onThisPage: '{{total}} 件中 {{shown}} 件をこのページに表示',
  },
  download: {
    forbidden: '{{subject}}を表示できません。',
    failed: 'ファイルはありません: {{reason}}',
  },
  keys: {
    title: 'このページのキー操作',
    on: '単独キーは有効です',
    hint: 'スクリーンリーダーや音声入力で文字キーを使う場合は無効にしてください。設定はこのブラウザーに保存されます。',
    search: '検索',
    next: '次の行',
    previous: '前の行',
    open: '行を開く',
    list: 'この一覧',
    reports: 'レポートへ移動',
    incidents: 'インシデントへ移動',
  },
} as const;
