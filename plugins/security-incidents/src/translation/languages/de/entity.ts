/** Texts of the entity tab and the report dialog. */
export const entityMessages = {
  entityTab: {
    openNow: {
      title: 'Jetzt offen',
      loading: 'offene Vorfälle',
      failed: {
        title: 'Offene Vorfälle derzeit unbekannt',
        hint: 'Das konnte nicht geladen werden; es kann mehr geben. Alles andere auf dieser Seite ist aktuell.',
      },
      nothing: 'Bei {{name}} ist nichts offen',
      lastClosed: 'Der letzte wurde am {{day}} geschlossen.',
      gone: 'Nicht mehr offen',
      all: 'Alle {{count}} offenen Vorfälle',
      step: 'Schritt {{step}} von {{steps}}',
      notStarted: 'nicht begonnen',
      nextAction: 'Ihr nächster Schritt',
      nextActionAsOwner: 'Ihr nächster Schritt als verantwortliche Person',
      ledBy: 'Leitung',
      openFor: 'Offen seit',
    },
    glance: {
      title: '18 Monate im Überblick',
      legend:
        'Größeres Zeichen: höherer Schweregrad. Ring: offen. Umriss: verworfen oder zusammengeführt. Flagge: Übung.',
      loading: '18 Monate',
      stale: 'die letzte Antwort',
      failed: {
        title: 'Die 18 Monate konnten nicht geladen werden',
        hint: 'Alles andere auf dieser Seite ist aktuell.',
      },
      nothing: {
        title: 'Nichts in 18 Monaten',
        hint: 'Vorfälle von {{name}} und die Zeit bis zur Eindämmung erscheinen hier.',
      },
      incidents: 'Vorfälle',
      open: '{{count}} offen',
      closed: '{{count}} geschlossen',
      dismissed: '{{count}} verworfen',
      exercises: 'Übungen zählen in keiner Auswertung',
      timeToAcknowledge: 'Zeit bis zur Annahme',
      timeToContain: 'Zeit bis zur Eindämmung',
      timeToResolve: 'Zeit bis zur Lösung',
      noValue: 'kein Wert',
      median: 'Median',
      p90: 'p90 {{duration}}',
      tooFew: 'zu wenige für ein p90',
      n: 'n {{count}}',
      excluded: '{{count}} ausgeschlossen',
      truncated:
        'Der Streifen zeigt die neuesten {{count}}; die Zahlen zählen alle.',
    },
    history: {
      title: 'Verlauf',
      order: 'Offene zuerst, dann neueste',
      empty: '{{name}} hat keine Vorfälle',
    },
    plans: {
      title: 'Reaktionspläne',
      lastTested: 'Zuletzt getestet',
      never: 'nie',
      usedFor: 'Verwendet für {{classes}}',
      loading: 'Pläne',
      subject: 'Reaktionspläne',
      failed: {
        title: 'Die Pläne konnten nicht geladen werden',
        hint: 'Alles andere auf dieser Seite ist aktuell.',
      },
      unknown: {
        title: '{{name}} ist hier noch nicht bekannt',
        hint: 'Ein neuer Service erscheint innerhalb einer Minute, nachdem er im Katalog steht.',
      },
      stale: 'Stand {{time}}: Seither hat der Katalog nicht geantwortet.',
      none: {
        title: 'Für {{name}} gilt kein Plan',
        hint: 'Pläne sind Katalogeinträge der Art ResponsePlan. Ohne Plan hat ein Vorfall keine Checkliste. Zwölf Pläne werden mitgeliefert; das Team, das dieses Portal betreibt, kann sie einschalten.',
      },
      more_one: '{{count}} weiterer Plan',
      more_other: '{{count}} weitere Pläne',
    },
  },
  reportDialog: {
    title: 'Verdacht melden',
    service: {
      label: 'Service',
      hint: 'Beginnen Sie, den Namen einzugeben.',
      change: 'Ändern',
      changeLabel: 'Ändern des Service',
      unknown: 'Service unklar',
      ownedBy: '{{type}}, verantwortlich: {{owner}}',
      noOwner: '{{type}}, niemand verantwortlich',
    },
    text: {
      label: 'Was haben Sie gesehen?',
      placeholder:
        'Zum Beispiel: Ich habe einen Schlüssel in einem öffentlichen Log gefunden',
      hint: 'Ein Satz genügt. Fügen Sie nie ein Passwort, einen Schlüssel oder eine Kartennummer ein.',
    },
    certainty: {
      label: 'Wie sicher sind Sie?',
      certain: 'Sicher',
      unsure: 'Nicht sicher',
      hint: '„Nicht sicher“ ist in Ordnung; jemand prüft es.',
    },
    ongoing: {
      label: 'Passiert es gerade?',
      yes: 'Ja',
      no: 'Nein',
      unknown: 'Nicht sicher',
    },
    severity: {
      label: 'Wie schlimm könnte es sein?',
      critical: 'Menschen, Geld oder Daten nehmen gerade Schaden',
      high: 'Jemand könnte damit ernsten Schaden anrichten',
      medium: 'Muss behoben werden, aber Schaden ist unwahrscheinlich',
      low: 'Klein, nur zur Dokumentation',
      unsure: 'Nicht sicher',
      triageDecides: 'die Triage entscheidet',
    },
    sensitive: {
      label: 'Vertraulich: Nur wer es wissen muss, kann es sehen',
      on: 'Sichtbar für Sie, die Bereitschaft, Personen mit einer Rolle darin und Personen, die alle eingeschränkten Vorfälle sehen dürfen. Niemand sonst kann den Vorfall finden, nicht einmal den Titel oder eine Anzahl.',
      off: 'Aus: Alle, die Vorfälle sehen dürfen, sehen ihn, in der Liste und auf der Seite des Service.',
    },
    next: {
      title: 'Wie es weitergeht',
      found:
        'Das Reaktionsteam und die Verantwortlichen finden ihn in ihrer Liste, mit Ihnen als meldender Person.',
      foundSensitive:
        'Nur Sie und Personen, die alle eingeschränkten Vorfälle sehen dürfen, finden ihn.',
      notified:
        'Sofort benachrichtigt: {{names}}, mit Ihnen als meldender Person.',
      notifiedSensitive:
        'Sofort benachrichtigt und leseberechtigt: {{names}}. Die Verantwortlichen erfahren es nicht.',
      answer: 'Die erste Antwort ist innerhalb von {{time}} fällig.',
      follow:
        'Sie erfahren, wenn sich jemand darum kümmert und wie es ausgeht. Ist es dringend, rufen Sie zusätzlich jemanden an.',
      similarBefore: 'Ist es',
      similar: '{{key}}, {{title}}',
      similarAfter: '? Dann ergänzen Sie bitte dort.',
    },
    failed: {
      title: 'Die Meldung wurde nicht gesendet',
      hint: 'Alles, was Sie eingegeben haben, ist noch da. Erneutes Senden erzeugt nie eine zweite Meldung.',
      hintKept:
        'Alles, was Sie eingegeben haben, ist noch da und bleibt bis zum Senden in diesem Browser. Erneutes Senden erzeugt nie eine zweite Meldung.',
      copy: 'Text kopieren',
    },
    recorded: {
      title: 'Erfasst als {{key}}',
      hint: 'Sie sind die meldende Person und erfahren, wie es weitergeht.',
      pending:
        'Der Katalog hat nicht geantwortet; wer für {{services}} verantwortlich ist, wird später ermittelt. Sonst fehlt nichts.',
      open: 'Öffnen',
      follow: 'Meldung verfolgen',
    },
    sending: 'Wird gesendet',
    sentAs: 'Gesendet als',
    keep: 'Für später behalten',
    send: 'Meldung senden',
  },
} as const;
