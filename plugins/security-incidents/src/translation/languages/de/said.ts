export const saidMessages = {
  said: {
    clock: {
      acknowledge: 'Annehmen, Frist {{duration}}',
      contain: 'Eindämmen, Frist {{duration}}',
      resolve: 'Lösen, Frist {{duration}}',
      updateEvery: 'Nächstes Update, Frist {{duration}}',
    },
    since: {
      recorded: '{{clock}} ab der Erfassung',
      reopened: '{{clock}} ab der Wiedereröffnung',
      update: '{{clock}} ab dem letzten Update oder der Erklärung zum Vorfall',
    },
    clockPause:
      'Fristen pausieren nie. Ein verworfener oder zusammengeführter Vorfall hat keine; zurückgeholt zählen sie vom selben Beginn weiter, und nichts wird abgezogen. Wird er nach der Lösung wieder geöffnet, zählen Eindämmung und Lösung von da an neu.',
    escalation: {
      overdueAgain:
        '{{clock}}: überfällig seit {{time}}, und noch einmal so lange',
      overdue: '{{clock}}: überfällig seit {{time}}',
      atRiskThen: '{{clock}}: dann gefährdet',
      atRisk: '{{clock}}: gefährdet seit {{time}}, fällig bis {{due}}',
      unless: '{{offset}}, außer wenn {{reached}}',
      notYet: '{{offset}}, und noch nicht {{reached}}',
      passed: '{{offset}}: verstrichen',
      major: 'Als Major Incident vorgeschlagen: {{majors}}',
    },
    reached: {
      acknowledged: 'angenommen',
      contained: 'eingedämmt',
      recovered: 'wiederhergestellt',
      resolved: 'gelöst',
    },
    plan: {
      default: 'Er ist der Standard des Unternehmens.',
      names: 'Dieser Plan nennt {{service}}.',
      covers: 'Dieser Plan deckt {{service}} ab ({{phrases}}).',
      everyClass: 'Er gilt für Vorfälle jeder Klasse.',
      everyClassAt:
        'Er gilt für Vorfälle jeder Klasse mit Schweregrad {{severities}}.',
      classAt:
        'Er gilt für Vorfälle: {{classes}}, mit Schweregrad {{severities}}.',
      class: 'Er gilt für Vorfälle: {{classes}}.',
      undecided: 'Der genaue Typ ist noch nicht entschieden.',
      tierMany:
        'Er steht vorn, weil {{names}} hier die höchste Stufe haben ({{tier}}).',
      tier: 'Er steht vorn, weil {{names}} hier die höchste Stufe hat ({{tier}}).',
      best: 'Er steht vorn, weil er der beste Plan für {{names}} ist.',
      better:
        '„{{plan}}“ passt vielleicht besser, sobald der genaue Typ entschieden ist.',
      equal: '„{{plan}}“ passt ebenso gut; dann entscheidet der Name.',
      equalLower:
        '„{{plan}}“ passt ebenso gut, hat aber die niedrigere Priorität ({{other}}, dieser {{own}}).',
    },
    phrase: {
      system: 'gehört zum System {{value}}',
      owner: '{{value}} ist verantwortlich',
      domain: 'gehört zur Domäne {{value}}',
      kind: 'ist von der Art {{value}}',
      type: 'ist vom Typ {{value}}',
      lifecycle: 'hat den Lebenszyklus {{value}}',
      tag: 'hat das Schlagwort {{value}}',
      annotation: 'hat die Annotation {{value}}',
    },
    blocker: {
      lead: 'Einsatzleitung oder zuständige Person benennen',
      class: 'Klasse des Vorfalls wählen',
      severity: 'Schweregrad entscheiden',
      urgency: 'Dringlichkeit entscheiden, damit sich die Priorität ergibt',
      containmentStep:
        'Einen Eindämmungsschritt erfassen oder begründen, warum keiner nötig war',
      service: 'Entscheiden, ob {{services}} kompromittiert wurde',
      services: 'Entscheiden, ob {{services}} kompromittiert wurden',
      plan: 'Einen Plan anwenden oder begründen, warum keinen',
      task: 'Die erforderliche Aufgabe {{tasks}} abschließen oder überspringen',
      tasks:
        'Die erforderlichen Aufgaben {{tasks}} abschließen oder überspringen',
      secondPerson:
        'Einen Major Incident schließt jemand anderes als die Person, die ihn gelöst hat',
      reviewApproval: 'Die Nachbereitung von jemand anderem freigeben lassen',
      review: 'Die Nachbereitung abschließen',
      reviewFirst: 'Zuerst die Nachbereitung abschließen',
      action:
        'Der Verbesserungsmaßnahme {{actions}} eine zuständige Person und ein Datum geben',
      actions:
        'Den Verbesserungsmaßnahmen {{actions}} eine zuständige Person und ein Datum geben',
      obligation: 'Entscheiden, ob {{obligations}} gilt',
      obligations: 'Entscheiden, ob {{obligations}} gelten',
      sending: 'Das Absenden von {{obligations}} erfassen',
      reopen:
        'Vor mehr als {{days}} Tagen geschlossen: melden Sie stattdessen einen neuen Vorfall',
      mayMove: 'Sie dürfen den Status von Vorfällen nicht ändern',
      mayClose: 'Sie dürfen Vorfälle nicht schließen',
      mayReopen: 'Sie dürfen geschlossene Vorfälle nicht wieder öffnen',
      mayMerge: 'Sie dürfen Vorfälle nicht zusammenführen',
    },
    move: {
      resolved: 'Den Vorfall lösen',
      closed: 'Den Vorfall schließen',
      triage: 'Triage beginnen',
      containment: 'Eindämmung beginnen',
      eradication: 'Beseitigung beginnen',
      recovery: 'Wiederherstellung beginnen',
    },
    review: {
      resolved:
        'Den Vorfall lösen; bis dahin ist die Nachbereitung ein Entwurf',
      summary: 'Sagen, was geschehen ist',
      rootCause: 'Eine Grundursache nennen',
      planAnswer: 'Sagen, ob der Plan befolgt wurde',
      lateOne: 'Begründen, warum {{late}} erforderliche Aufgabe verspätet war',
      lateMany:
        'Begründen, warum {{late}} erforderliche Aufgaben verspätet waren',
      planDeviation: 'Begründen, warum der Plan nicht befolgt wurde',
      attendees: 'Nennen, wer teilgenommen hat',
      actions: '{{actions}}: zuständige Person und Datum angeben',
    },
    approval: {
      permission: 'Sie dürfen Nachbereitungen nicht freigeben',
      done: 'Sie ist schon freigegeben',
      secondPerson:
        'Freigeben muss jemand anderes als die Person, die sie abgeschlossen hat',
      notCommander:
        'Die Nachbereitung eines Major Incident gibt jemand anderes als dessen Einsatzleitung frei',
    },
    formula: {
      detect: 'erkannt minus geschehen',
      acknowledge: 'angenommen minus erkannt',
      contain: 'eingedämmt minus erkannt',
      recover: 'wiederhergestellt minus erkannt',
      resolve: 'gelöst minus erkannt',
      coverage:
        'Services, die alle sechs Prüfungen bestehen (Verantwortliche, Plan, Prüfung, Test, Rollen, Überwachung), geteilt durch alle Komponenten, APIs und Ressourcen, die die Filter übrig lassen',
    },
    regime: {
      notChosen: 'Die Konfiguration wählt dieses Regelwerk nicht',
    },
    assignee: {
      noRole: 'Der Plan gibt diese Aufgabe keiner Rolle',
      unknownRole: 'Der Plan hat keine Rolle {{role}}',
      nobodyYet: 'Noch niemand hat die Rolle {{role}}',
    },
    recipient: {
      cannotRead: 'darf ihn nicht lesen',
      exercise:
        'eine Übung benachrichtigt niemanden außerhalb ihrer Mitglieder',
      noOwner: 'kein betroffener Service hat Verantwortliche',
      noParent: 'hat keine übergeordnete Gruppe',
      nobodyIs: 'niemand hat die Rolle {{role}}',
    },
    major: {
      severity: 'sein Schweregrad ist {{severity}}',
      priority: 'seine Priorität ist {{priority}}',
      tier: 'er betrifft einen Service der Stufe {{tier}}',
      service: 'er betrifft mindestens {{services}} Service',
      services: 'er betrifft mindestens {{services}} Services',
      personalData: 'personenbezogene Daten sind betroffen',
    },
    word: {
      class: 'Klasse {{names}}',
      type: 'Typ {{names}}',
      also: '{{first}}, und {{second}}',
      or: 'oder',
      quoted: '„{{name}}“',
    },
    evidenceKind: {
      log: 'Log',
      screenshot: 'Screenshot',
      capture: 'Mitschnitt',
      export: 'Export',
    },
  },
};
