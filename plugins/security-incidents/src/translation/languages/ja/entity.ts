/** Texts of the entity tab and the report dialog. */
export const entityMessages = {
  entityTab: {
    openNow: {
      title: '現在オープン',
      loading: 'オープンのインシデント',
      failed: {
        title: 'オープンのインシデントは現在不明です',
        hint: '読み込めませんでした。他にもある可能性があります。このページの他の内容は最新です。',
      },
      nothing: '{{name}} にオープンのインシデントはありません',
      lastClosed: '最後のクローズは {{day}} です。',
      gone: 'オープンではなくなりました',
      all: 'オープンのインシデント全 {{count}} 件',
      step: '{{steps}} 段階中 {{step}}',
      notStarted: '未着手',
      nextAction: '次にすること',
      nextActionAsOwner: '次にすること (オーナーとして)',
      ledBy: '責任者',
      openFor: '経過',
    },
    glance: {
      title: '18 か月の概観',
      legend:
        '大きい印ほど重大度が高い。輪: オープン。輪郭のみ: 却下または統合済み。旗: 演習。',
      loading: '18 か月の概観',
      stale: '前回の結果',
      failed: {
        title: '18 か月の概観を読み込めませんでした',
        hint: 'このページの他の内容は最新です。',
      },
      nothing: {
        title: '18 か月間なし',
        hint: '{{name}} のインシデントと、封じ込めまでの時間がここに表示されます。',
      },
      incidents: 'インシデント',
      open: 'オープン {{count}} 件',
      closed: 'クローズ済み {{count}} 件',
      dismissed: '却下 {{count}} 件',
      exercises: '演習は集計に含みません',
      timeToAcknowledge: '受付確認までの時間',
      timeToContain: '封じ込めまでの時間',
      timeToResolve: '解決までの時間',
      noValue: '値なし',
      median: '中央値',
      p90: 'p90 {{duration}}',
      tooFew: '件数不足のため p90 なし',
      n: 'n {{count}}',
      excluded: '除外 {{count}} 件',
      truncated:
        '帯には最新の {{count}} 件を表示しています。数値は全件の集計です。',
    },
    history: {
      title: '履歴',
      order: 'オープンを先に、新しい順',
      empty: '{{name}} にインシデントはありません',
    },
    plans: {
      title: '対応計画',
      lastTested: '最終テスト',
      never: 'なし',
      usedFor: '対象: {{classes}}',
      loading: '計画',
      subject: '対応計画',
      failed: {
        title: '計画を読み込めませんでした',
        hint: 'このページの他の内容は最新です。',
      },
      unknown: {
        title: '{{name}} はまだここで認識されていません',
        hint: '新しいサービスは、カタログに登録されてから 1 分以内に表示されます。',
      },
      stale: '{{time}} 時点: それ以降カタログが応答していません。',
      none: {
        title: '{{name}} に適用される計画はありません',
        hint: '計画は種類 ResponsePlan のカタログエンティティです。計画がないと、インシデントにチェックリストがありません。12 の計画が付属し、このポータルを運用するチームが有効にできます。',
      },
      more_one: 'ほか {{count}} 件の計画',
      more_other: 'ほか {{count}} 件の計画',
    },
  },
  reportDialog: {
    title: '懸念を報告',
    service: {
      label: 'サービス',
      hint: '名前を入力してください。',
      change: '変更',
      changeLabel: '変更: サービス',
      unknown: 'どのサービスか分からない',
      ownedBy: '{{type}}、オーナー {{owner}}',
      noOwner: '{{type}}、オーナーなし',
    },
    text: {
      label: '何に気づきましたか?',
      placeholder: '例: 公開ログに鍵が含まれていた',
      hint: '一文で十分です。パスワード、鍵、カード番号は決して貼り付けないでください。',
    },
    certainty: {
      label: '確信はありますか?',
      certain: '確信がある',
      unsure: '確信がない',
      hint: '確信がなくてもかまいません。担当者が確認します。',
    },
    ongoing: {
      label: '今起きていますか?',
      yes: 'はい',
      no: 'いいえ',
      unknown: '分からない',
    },
    severity: {
      label: 'どの程度深刻ですか?',
      critical: '人、金銭、データに被害が出ている',
      high: '悪用されれば実害が出る',
      medium: '修正は必要だが、被害の可能性は低い',
      low: '軽微、記録のみ',
      unsure: '分からない',
      triageDecides: 'トリアージで決定',
    },
    sensitive: {
      label: '機密: 知る必要のある人だけが閲覧',
      on: '閲覧できるのは、あなた、当番の担当者、このインシデントに役割を持つ人、制限付きインシデントをすべて閲覧できる人です。それ以外の人には、タイトルも件数も見えません。',
      off: 'オフ: インシデントを閲覧できる全員が、一覧とサービスのページで閲覧できます。',
    },
    next: {
      title: 'この後の流れ',
      found: '対応者とオーナーの一覧に、あなたを報告者として表示されます。',
      foundSensitive:
        'あなたと、制限付きインシデントをすべて閲覧できる人にだけ表示されます。',
      notified: '{{names}} に、あなたを報告者としてすぐに通知されます。',
      notifiedSensitive:
        '{{names}} にすぐに通知され、閲覧できます。オーナーには通知されません。',
      answer: '最初の回答は {{time}} 以内です。',
      follow:
        '調査の開始と結末をお知らせします。緊急の場合は電話でも連絡してください。',
      similarBefore: '同じ内容ですか:',
      similar: '{{key}}、{{title}}',
      similarAfter: '。その場合はそちらに追記してください。',
    },
    failed: {
      title: '報告を送信できませんでした',
      hint: '入力した内容は残っています。再送信しても報告が重複することはありません。',
      hintKept:
        '入力した内容は残っており、送信されるまでこのブラウザーに保存されます。再送信しても報告が重複することはありません。',
      copy: 'テキストをコピー',
    },
    recorded: {
      title: '{{key}} として記録しました',
      hint: 'あなたが報告者です。経過をお知らせします。',
      pending:
        'カタログが応答しなかったため、{{services}} のオーナーは後で確認されます。ほかに不足はありません。',
      open: '開く',
      follow: '自分の報告を追う',
    },
    sending: '送信中',
    sentAs: '送信者',
    keep: '後で送る',
    send: '報告を送信',
  },
} as const;
