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
  listExport: {
    open: 'エクスポート',
    as: {
      csv: 'CSV (表計算向け)',
      json: 'JSON (プログラム向け)',
    },
    subject: 'エクスポート',
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
  common: {
    cancel: 'キャンセル',
    close: '閉じる',
    save: '保存',
    timesIn: '時刻は {{zone}}',
    searchByName: '名前で検索',
    searchIncident: 'タイトルまたはキーで検索',
    catalogUnavailable:
      'カタログが応答しません。入力内容は確認なしで受け付けます。',
  },
  panel: {
    noPage: 'このページはありません',
    newRows: '新着 {{count}} 件、表示',
    changedRows: '一覧が変更されました、表示',
  },
  term: {
    incidents_one: 'インシデント {{count}} 件',
    incidents_other: 'インシデント {{count}} 件',
    exercises_one: '演習 {{count}} 件',
    exercises_other: '演習 {{count}} 件',
    restricted: '制限付き',
  },
} as const;
