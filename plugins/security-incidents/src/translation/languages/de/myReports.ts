/** Texts of the page on which reporters follow their reports. */
export const myReportMessages = {
  myReports: {
    title: 'Meine Meldungen',
    subject: 'Ihre Meldungen',
    back: 'Alle meine Meldungen',
    count_one: '{{count}} Meldung',
    count_other: '{{count}} Meldungen',
    none: {
      title: 'Sie haben noch nichts gemeldet',
      hint: 'Melden Sie einen Verdacht auf der Seite eines Service oder in der Liste der Vorfälle. Hier können Sie ihn verfolgen.',
    },
    choose: 'Wählen Sie eine Meldung, um zu lesen, wie es steht.',
    failed: {
      title: 'Ihre Meldungen konnten nicht geladen werden',
      hint: 'Nichts ist verloren.',
    },
    notFound: {
      title: 'Eine solche Meldung von Ihnen gibt es nicht',
      hint: 'Hier sehen Sie, was Sie selbst gemeldet haben.',
    },
    erasedTitle: 'Meldung vom {{day}}',
    question: 'Eine Frage an Sie',
    state: {
      received: 'Eingegangen',
      lookedInto: 'Wird geprüft',
      dealtWith: 'Wird bearbeitet',
      finished: 'Abgeschlossen',
      joined: 'Mit anderer Meldung zusammengelegt',
      nothingToDo: 'Geprüft, nichts zu tun',
    },
    reportedAt: 'Von Ihnen gemeldet {{time}}',
    quote: 'Nennen Sie {{key}}, wenn Sie anrufen',
    headline: {
      received: 'Noch hat sie niemand übernommen',
      receivedBy: '{{name}} hat sie übernommen',
      lookedInto: 'Jemand prüft sie',
      lookedIntoBy: '{{name}} prüft sie',
      dealtWith: 'Sie wird bearbeitet',
      dealtWithBy: '{{name}} bearbeitet sie',
      finished: 'Sie ist abgeschlossen',
      joined: 'Sie wurde mit einer anderen Meldung zusammengelegt',
      nothingToDo: 'Sie wurde geprüft, es ist nichts zu tun',
    },
    explain: {
      received: 'Sie erfahren es, sobald jemand sie prüft.',
      lookedInto:
        'Sie erfahren es, wenn sie bearbeitet wird oder jemand eine Frage an Sie hat.',
      dealtWith: 'Sie erfahren es, wenn sie abgeschlossen ist.',
      finished: 'Danke für Ihre Meldung. Sie müssen nichts weiter tun.',
      joined:
        'Jemand hat dasselbe gemeldet. Danke: Zwei Meldungen geben Sicherheit. Sie müssen nichts weiter tun.',
      nothingToDo: 'Danke für Ihre Meldung. Sie müssen nichts weiter tun.',
    },
    since: 'Seit {{time}}.',
    steps: 'Ablauf',
    reached: 'seit {{time}}',
    ahead: 'noch nicht',
    said: 'Was gesagt wurde',
    you: 'Sie',
    about: 'Zu {{services}}',
    asks: '{{name}} fragt Sie',
    answer: {
      label: 'Ihre Antwort',
      yes: 'Ja',
      no: 'Nein',
      unknown: 'Ich erinnere mich nicht',
      hint: 'Auch „Ich erinnere mich nicht“ ist eine gute Antwort. Schreiben Sie nie ein Passwort oder eine Kartennummer.',
      send: 'Antwort senden',
    },
    add: {
      label: 'Etwas ergänzen',
      again: 'Es passiert gerade wieder',
      againText: 'Es passiert gerade wieder.',
      hint: 'Die Bearbeitenden werden sofort benachrichtigt.',
      send: 'Senden',
    },
    sent: 'Gesendet.',
    over: 'Diese Meldung ist abgeschlossen. Sehen Sie es weiterhin, melden Sie es erneut.',
    see: {
      title: 'Was Sie hier sehen',
      yours:
        'Was Sie geschrieben haben, wer sich kümmert, was Sie gefragt werden, das Ende',
      notYours:
        'Nicht den Vorfall selbst: Sein Titel kann sich ändern; Schritte, Personen und Befunde bleiben bei denen, die daran arbeiten',
      sensitive:
        'Sie haben sie vertraulich gesendet: Nur Sie, die Bereitschaft und von ihr berechtigte Personen können sie lesen.',
    },
  },
} as const;
