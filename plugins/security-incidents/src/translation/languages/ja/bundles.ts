/** Texts of auditor bundles. */
export const bundleMessages = {
  bundles: {
    open: '監査バンドル',
    title: '監査バンドル',
    ofIncident: '{{incident}} の全記録と、それを証明するもの。',
    ofMany_one: 'インシデント {{count}} 件と、それを証明するもの。',
    ofMany_other: 'インシデント {{count}} 件と、それを証明するもの。',
    chosen: '開始前に選択済み',
    choose: '含めるものを選んでください',
    merged_one:
      'ほかに統合済みの記録 {{count}} 件が含まれ、統合先のインシデントとして数えます。',
    merged_other:
      'ほかに統合済みの記録 {{count}} 件が含まれ、統合先のインシデントとして数えます。',
    exercises_one:
      'ほかに演習 {{count}} 件が含まれ、インシデントとしては数えません。',
    exercises_other:
      'ほかに演習 {{count}} 件が含まれ、インシデントとしては数えません。',
    subject: '監査バンドル',
    contentsFailed: '収録内容を読み込めませんでした',
    whatIsIn: '収録内容',
    about: '約 {{size}}',
    marking: '取扱区分は {{marking}} (収録内容のうち最も高いもの)。',
    entries_one: 'タイムラインのエントリ {{count}} 件',
    entries_other: 'タイムラインのエントリ {{count}} 件',
    part: {
      report: { name: 'report.html', text: '印刷可能、ネットワーク不要' },
      records: {
        name: 'record.json, timeline.jsonl',
        text: '記録と、ハッシュ付きの全エントリ',
      },
      evidence: {
        name: 'evidence/',
        text: 'ファイルとそのハッシュ、保管履歴',
      },
      plans: { name: 'plan.json', text: '適用時点の計画' },
      followUp: {
        name: '報告義務、レビュー、エスカレーション',
        text: '決定とその後の経過',
      },
      table: { name: 'record.csv', text: '基本情報の表' },
      exchange: {
        name: 'ocsf.json, veris.json',
        text: '他のツール向け、アテステーション付き',
      },
      checkpoints: {
        name: 'checkpoints.jsonl',
        text: '全チェーンの署名済み状態と公開鍵',
      },
      verifier: {
        name: 'verify.mjs',
        text: '依存のない単一ファイル、手順付き',
      },
    },
    files_one: 'ファイル {{count}} 件',
    files_other: 'ファイル {{count}} 件',
    checkpoint: '最新のチェックポイント: 番号 {{n}}、{{time}}。',
    noCheckpoint:
      'チェックポイントは含まれません。まだ作成されていないか、閲覧が許可されていません。',
    unsigned: {
      title: 'チェックポイントは署名されていません',
      hint: '署名鍵が設定されていないため、データベースに書き込める人は書き換えることができます。このポータルの運営者に鍵の設定を依頼してください。',
    },
    keyOnly: {
      one: '{{keys}} は TLP:RED のため、キーのみを収録します。',
      many: '{{keys}} は TLP:RED のため、キーのみを収録します。',
      hint: 'タイトル、記録、ファイルは含めません。件数とチェーンの整合を保つため、ハッシュは含めます。',
      include: '全内容を含める',
      exclude: '内容を含めない',
      reason: '内容を含める理由',
      reasonHint: '理由はタイムラインを読む全員に表示されます。',
    },
    start: 'バンドルを作成',
    cancel: 'バンドルを中止',
    checking: '全チェーンと全ファイルを検証中',
    packing: '梱包中',
    progress: '約 {{total}} 中 {{received}}',
    progressLabel: 'バンドルの進捗',
    goesOn:
      '閉じても処理は続きます。バンドル、その sha256、あなたの名前がエントリとして記録されます。',
    done: {
      title: 'バンドルをダウンロードしました',
      sha256: 'sha256',
      hint: '展開して node verify.mjs を実行してください。同じ sha256 のエントリがタイムラインにあります。',
      again: 'もう一つ作成',
    },
    failed: {
      title: 'バンドルが中断しました',
      empty: '使えるファイルはダウンロードされませんでした。',
      again: '再試行',
    },
    forbidden:
      'バンドルには権限 security-incidents.reports.export が必要です。このポータルの管理者に依頼してください。',
    running: '{{subject}} のバンドルを作成しています',
    finished: '{{subject}} のバンドルをダウンロードしました',
    broken: '{{subject}} のバンドルが中断しました',
  },
} as const;
