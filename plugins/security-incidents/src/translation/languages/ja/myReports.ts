/** Texts of the page on which reporters follow their reports. */
export const myReportMessages = {
  myReports: {
    title: '自分の報告',
    subject: '自分の報告',
    back: '自分の報告一覧',
    count_one: '報告 {{count}} 件',
    count_other: '報告 {{count}} 件',
    none: {
      title: 'まだ何も報告していません',
      hint: 'サービスのページまたはインシデント一覧から懸念を報告できます。経過はここで確認できます。',
    },
    choose: '報告を選ぶと経過を確認できます。',
    failed: {
      title: '自分の報告を読み込めませんでした',
      hint: '失われたものはありません。',
    },
    notFound: {
      title: '該当する自分の報告はありません',
      hint: 'ここには自分が報告したものが表示されます。',
    },
    erasedTitle: '{{day}} の報告',
    question: 'あなたへの質問',
    state: {
      received: '受領',
      lookedInto: '調査中',
      dealtWith: '対応中',
      finished: '完了',
      joined: '別の報告と統合',
      nothingToDo: '調査済み、対応不要',
    },
    reportedAt: '{{time}} に報告しました',
    quote: 'お電話の際は {{key}} をお伝えください',
    headline: {
      received: 'まだ担当者がいません',
      receivedBy: '{{name}} が担当しています',
      lookedInto: '担当者が調査しています',
      lookedIntoBy: '{{name}} が調査しています',
      dealtWith: '対応が進んでいます',
      dealtWithBy: '{{name}} が対応しています',
      finished: '完了しました',
      joined: '別の報告と統合されました',
      nothingToDo: '調査の結果、対応は不要でした',
    },
    explain: {
      received: '調査が始まりしだいお知らせします。',
      lookedInto: '対応が始まったとき、または質問があるときにお知らせします。',
      dealtWith: '完了したらお知らせします。',
      finished:
        'ご報告ありがとうございました。これ以上の作業は必要ありません。',
      joined:
        '同じ内容を他の人も報告しました。2 件の報告で確かになりました。ありがとうございます。これ以上の作業は必要ありません。',
      nothingToDo:
        'ご報告ありがとうございました。これ以上の作業は必要ありません。',
    },
    since: '{{time}} から。',
    steps: '経過',
    reached: '{{time}} から',
    ahead: 'まだ',
    said: 'やり取り',
    you: 'あなた',
    about: '対象: {{services}}',
    asks: '{{name}} からの質問',
    answer: {
      label: '回答',
      yes: 'はい',
      no: 'いいえ',
      unknown: '覚えていません',
      hint: '覚えていない、というのも立派な回答です。パスワードやカード番号は決して書かないでください。',
      send: '回答を送信',
    },
    add: {
      label: '追記',
      again: '今また起きています',
      againText: '今また起きています。',
      hint: '対応者にすぐに通知されます。',
      send: '送信',
    },
    sent: '送信しました。',
    over: 'この報告は終了しています。まだ見られる場合は、もう一度報告してください。',
    see: {
      title: 'ここに表示されるもの',
      yours: '自分が書いた内容、担当者、自分への質問、結末',
      notYours:
        'インシデントそのものは表示されません。タイトルは変わることがあり、対応記録、関係者、調査結果は対応者だけのものです',
      sensitive:
        '機密として送信しました。読めるのは、あなた、当番の担当者、担当者がアクセスを許可した人だけです。',
    },
  },
} as const;
