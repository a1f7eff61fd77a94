/** Texts of the timeline of an incident. */
export const timelineMessages = {
  timeline: {
    title: 'Chronologie',
    loading: 'Die Chronologie wird geladen',
    failed: 'Die Chronologie konnte nicht geladen werden',
    failedHint: 'Alles andere auf dieser Seite ist aktuell. {{message}}',
    forbidden: 'Sie dürfen diese Chronologie nicht lesen',
    stale: 'die letzte Antwort',
    show: 'Anzeigen',
    order: 'Reihenfolge',
    filter: {
      all: 'Alle {{total}}',
      steps: 'Schritte {{total}}',
      status: 'Status {{total}}',
      tasks: 'Aufgaben {{total}}',
      detections: 'Erkennungen {{total}}',
      changes: 'Änderungen {{total}}',
      automatic: 'Automatisch {{total}}',
    },
    orderBy: {
      recorded: 'Nach Erfassung, neueste zuerst',
      happened: 'Nach Geschehen, neueste zuerst',
    },
    empty: 'Noch nichts dieser Art.',
    waiting_one: '{{count}} neuer Eintrag',
    waiting_other: '{{count}} neue Einträge',
    arrived_one:
      '{{count}} neuer Eintrag in der Chronologie, der letzte: {{sentence}}',
    arrived_other:
      '{{count}} neue Einträge in der Chronologie, der letzte: {{sentence}}',
    showAll: 'Alle {{total}} Einträge anzeigen',
    automatic_one: '{{count}} automatischen Eintrag anzeigen',
    automatic_other: '{{count}} automatische Einträge anzeigen',
    range: '#{{from}} bis #{{to}}',
    dayIn: '{{day}}, {{zone}}',
    change: {
      line: '{{name}}: {{value}}',
      fromTo: '{{name}}: {{from}} → {{to}}',
      undecided: 'nicht entschieden',
      yes: 'Ja',
      no: 'Nein',
    },
    entry: {
      byRule: 'durch eine Regel, nach einer Änderung von {{actor}}',
      breakGlass: 'Notfallzugriff',
      withheld:
        'Inhalt zurückgehalten: Er nennt einen Vorfall oder Service, den Sie nicht sehen können. Der Eintrag bleibt verifizierbar.',
      erased: 'Der Inhalt wurde gelöscht; der Eintrag bleibt verifizierbar.',
      rootCause: 'Grundursache: {{text}}',
      mergedInto: 'In {{incident}}',
    },
    step: {
      toAudience: '{{kind}} an {{audience}}',
      late: 'Nachtrag',
      amends: 'Berichtigt #{{seq}}',
      amended: 'Berichtigt {{time}} durch #{{seq}}',
      amend: 'Berichtigen',
      amendLabel: 'Berichtigen: Eintrag #{{seq}}',
      happened:
        'Geschehen {{performed}}, erfasst {{recorded}}, {{delay}} später',
      hiddenServices_one: 'Ein Service, den Sie im Katalog nicht sehen dürfen',
      hiddenServices_other:
        '{{count}} Services, die Sie im Katalog nicht sehen dürfen',
    },
    seal: {
      checking: 'Der Datensatz wird geprüft',
      failed: 'Nicht geprüft: {{message}}',
      again: 'Erneut prüfen',
      intact_one:
        'Datensatz unversehrt, {{count}} Eintrag, verifiziert {{when}}',
      intact_other:
        'Datensatz unversehrt, {{count}} Einträge, verifiziert {{when}}',
      intactInPart_one:
        'Chronologie unversehrt, {{count}} Eintrag, Datensatz teilweise verglichen, verifiziert {{when}}',
      intactInPart_other:
        'Chronologie unversehrt, {{count}} Einträge, Datensatz teilweise verglichen, verifiziert {{when}}',
      broken: 'Datensatz nicht verifizierbar: {{reason}}',
      justNow: 'gerade eben',
      ago: 'vor {{duration}}',
      checked: 'Geprüft {{time}}.',
      intactNote:
        'Jeder Eintrag trägt den Hash des vorherigen. Bewahren Sie den letzten Hash anderswo auf, um später zu belegen, dass nichts geändert wurde.',
      compared_one:
        'Die Chronologie und {{count}} Zeile des Datensatzes wurden geprüft: Fakten, betroffene Services, Personen, Schritte, Aufgaben, Eskalationen und was Listen und Suche davon zeigen, stimmen mit der Chronologie überein.',
      compared_other:
        'Die Chronologie und {{count}} Zeilen des Datensatzes wurden geprüft: Fakten, betroffene Services, Personen, Schritte, Aufgaben, Eskalationen und was Listen und Suche davon zeigen, stimmen mit der Chronologie überein.',
      inPart:
        'Der Datensatz wurde teilweise verglichen: Sein erster Eintrag enthält keine Werte, weil eine frühere Version ihn geschrieben hat oder sein Inhalt gelöscht wurde. Nur Werte aus späteren Einträgen wurden verglichen.',
      mismatchNote:
        'Die Chronologie ist unversehrt, aber Werte auf dieser Seite wurden außerhalb dieser Anwendung geändert. Kopieren Sie zuerst die Datenbank und informieren Sie die Compliance.',
      mismatch: {
        changed: '{{what}}: {{field}} weicht von der Chronologie ab',
        missing: '{{what}}: Die Chronologie hat eine Zeile, die fehlt',
        unexpected: '{{what}}: eine Zeile, die die Chronologie nicht hat',
      },
      place: {
        table: 'Tabelle {{table}}',
        row: 'Zeile {{row}}',
        field: 'Feld {{field}}',
      },
      more_one: 'Und {{count}} weitere Abweichung.',
      more_other: 'Und {{count}} weitere Abweichungen.',
      table: {
        incidents: 'Fakten des Vorfalls',
        affectedEntities: 'Betroffene Services',
        incidentScopes: 'Systeme, Domänen und Verantwortliche',
        roleAssignments: 'Rollen',
        incidentMembers: 'Mitglieder',
        resolutionSteps: 'Lösungsschritte',
        planRuns: 'Reaktionspläne',
        planTasks: 'Aufgaben',
        noPlanDecisions: 'Entscheidung gegen einen Plan',
        evidence: 'Beweismittel',
        escalations: 'Eskalationen',
        incidentListItems: 'Was Listen vom Vorfall zeigen',
        incidentScopeItems: 'Was Listen eines Service vom Vorfall zeigen',
        searchWords: 'Wörter, über die die Suche den Vorfall findet',
        searchNames: 'Servicenamen, über die die Suche den Vorfall findet',
      },
      intactUntil: 'Einträge #1 bis #{{seq}} sind unversehrt.',
      brokenNote:
        'Nichts wird verborgen: Alle Einträge erscheinen, wie sie gespeichert sind. Sie wurden außerhalb dieser Anwendung geändert. Kopieren Sie zuerst die Datenbank und informieren Sie die Compliance.',
      covered:
        'Der signierte Prüfpunkt {{n}} von {{time}} deckt Einträge bis #{{entries}} ab.',
      coveredUnsigned:
        'Der Prüfpunkt {{n}} von {{time}} deckt Einträge bis #{{entries}} ab. Er ist nicht signiert, weil kein Schlüssel konfiguriert ist.',
      erased_one: 'Bei {{count}} Eintrag wurde der Inhalt gelöscht.',
      erased_other: 'Bei {{count}} Einträgen wurde der Inhalt gelöscht.',
      headHash: 'Letzter Hash',
      headHashStored: 'Letzter Hash, wie gespeichert',
    },
    detection: {
      promoted: 'hat den Vorfall aus „{{title}}“ von {{source}} erfasst',
      attached: 'hat „{{title}}“ von {{source}} angehängt',
      detached: 'hat „{{title}}“ von {{source}} zurückgenommen',
      byRule: '{{sentence}}, durch Regel „{{rule}}“',
      repeated:
        '{{source}} hat „{{title}}“ erneut gesehen, insgesamt {{count}}-mal, nach Beginn der Eindämmung',
      resolved:
        '{{source}} meldet „{{title}}“ als gelöst. Hier hat sich nichts geändert.',
    },
    obligation: {
      raised: 'hat {{rule}} hinzugefügt',
      applicable: 'hat entschieden, dass {{rule}} gesendet werden muss',
      notApplicable: 'hat entschieden, dass {{rule}} nicht gilt',
      toAssess: 'hat {{rule}} wieder zur Prüfung gestellt',
      submitted: 'hat den Versand von {{rule}} erfasst',
      recalculated: 'hat die Frist von {{rule}} verschoben',
      reminded: 'hat an {{rule}} erinnert',
      moved: '{{rule}}: von {{from}} auf {{to}}',
      missed: 'jetzt versäumt',
      noTime: 'kein Zeitpunkt',
      sentAt: 'Gesendet {{time}}: {{proof}}',
      due: 'Fällig {{time}}',
    },
    erasure: {
      open: 'Inhalt löschen',
      title: 'Den Inhalt eines Eintrags löschen',
      about:
        'Für Inhalte, die von Rechts wegen weg müssen. Sie sind endgültig gelöscht, ebenso die Texte des Vorfalls, die sie wiederholen. Der Eintrag bleibt prüfbar, und ein neuer nennt, wer ihn warum gelöscht hat.',
      number: 'Nummer des Eintrags',
      numberHint: 'Sie steht am Ende der Zeile, etwa 12',
      unknown: 'Dieser Vorfall hat keinen Eintrag mit dieser Nummer',
      reason: 'Grund',
      reasonHint:
        'Er bleibt im Verlauf; wiederholen Sie nicht, was Sie löschen',
      send: 'Endgültig löschen',
      done: 'Der Inhalt von #{{seq}} ist gelöscht. Das sagt Eintrag #{{by}}.',
      left_one: 'Derselbe Text steht noch in {{count}} Eintrag:',
      left_other: 'Derselbe Text steht noch in {{count}} Einträgen:',
      leftHint_one:
        '{{count}} weiterer Eintrag enthält denselben Text. Löschen Sie ihn auch, damit der Text aus dem Vorfall verschwindet.',
      leftHint_other:
        '{{count}} weitere Einträge enthalten denselben Text. Löschen Sie sie auch, damit der Text aus dem Vorfall verschwindet.',
      noneLeft: 'Kein anderer Eintrag enthält den Text mehr.',
      next: 'Löschen Sie auch diese. Ändern Sie zuerst Angaben, die ihn noch zeigen, etwa den Titel.',
      outside:
        'Angaben, die ihn noch zeigen, etwa der Titel, werden zuerst geändert. Was das System verlassen hat, bleibt, wo es ist: Pakete, Exporte, Benachrichtigungen, Sicherungen.',
      show: 'Zeigen',
      showLabel: 'Zeigen: #{{seq}}',
      too: 'Auch löschen',
      tooLabel: 'Auch löschen: #{{seq}}',
    },
    proof: {
      exported:
        'hat den Datensatz als Auditpaket exportiert, sha256 {{sha256}}',
      exportBrokeOff:
        'hat begonnen, den Datensatz als Auditpaket zu exportieren; der Export wurde nicht abgeschlossen',
      erased: 'hat den Inhalt von Eintrag #{{seq}} gelöscht',
    },
    evidence: {
      show: 'Datei anzeigen',
      added: 'hat das Beweismittel „{{file}}“ hinzugefügt',
      referred: 'hat erfasst, wo das Beweismittel „{{file}}“ aufbewahrt wird',
      downloaded: 'hat „{{file}}“ heruntergeladen',
      previewed: 'hat „{{file}}“ angesehen',
      verified: 'hat „{{file}}“ geprüft: gleicher sha256',
      differs: 'hat „{{file}}“ geprüft: weicht vom gespeicherten Stand ab',
      missing: 'hat „{{file}}“ geprüft: die Bytes sind weg',
      held: 'hat für „{{file}}“ einen Legal Hold gesetzt',
      released: 'hat den Legal Hold von „{{file}}“ aufgehoben',
      disposed: 'hat „{{file}}“ vernichtet; der sha256 bleibt',
    },
    /** What an entry says happened; it follows the name of who did it, unless it begins with a capital. */
    sentence: {
      incidentRecorded: 'hat den Vorfall erfasst',
      incidentImported: 'hat den Vorfall aus einer Datei importiert',
      factsChanged: 'hat Fakten geändert',
      fieldsChanged: 'hat {{fields}} geändert',
      statusChanged: '{{from}} zu {{to}}',
      moved: 'hat den Status des Vorfalls geändert',
      mergeAdded: 'hat {{incident}} mit diesem Vorfall zusammengeführt',
      mergeRemoved:
        'hat die Zusammenführung von {{incident}} mit diesem Vorfall aufgehoben',
      mergeChanged: 'hat eine Zusammenführung geändert',
      affectedLinked: 'hat {{service}} verknüpft',
      affectedLinkedAs: 'hat {{service}} als {{compromise}} verknüpft',
      affectedUpdated: 'hat {{service}} geändert',
      affectedUnlinked: 'hat die Verknüpfung mit {{service}} gelöst',
      snapshotCompleted:
        'hat den Katalog-Schnappschuss von {{service}} vervollständigt',
      affectedChanged: 'hat einen betroffenen Service geändert',
      roleAssumed: '{{role}}: {{person}}',
      roleRenounced: '{{role}}: nicht mehr {{person}}',
      roleChanged: 'hat eine Rolle geändert',
      memberAdded:
        'hat {{person}} Zugriff auf den eingeschränkten Vorfall gegeben',
      memberRemoved:
        'hat {{person}} den Zugriff auf den eingeschränkten Vorfall entzogen',
      brokeGlass:
        'hat den Notfallzugriff genutzt und kann den eingeschränkten Vorfall lesen',
      accessChanged: 'hat die Leseberechtigung geändert',
      planApplied: 'hat den Plan {{title}} {{version}} angewendet',
      planDeclined: 'hat entschieden, ohne Plan zu arbeiten',
      planUpgraded:
        'hat den Plan {{title}} von {{from}} auf {{to}} aktualisiert',
      detectionChanged: 'hat eine Erkennung geändert',
      obligationChanged: 'hat eine Meldepflicht geändert',
      evidenceChanged: 'hat das Beweismittel genutzt',
      planChanged: 'hat den Plan geändert',
      taskAdded:
        'hat die Aufgabe „{{title}}“ hinzugefügt, weil sich die Fakten geändert haben',
      tasksAdded_one:
        'hat {{count}} Aufgabe hinzugefügt, weil sich die Fakten geändert haben',
      tasksAdded_other:
        'hat {{count}} Aufgaben hinzugefügt, weil sich die Fakten geändert haben',
      taskStarted: 'hat „{{title}}“ begonnen',
      taskDone: 'hat „{{title}}“ erledigt',
      taskSkipped: 'hat „{{title}}“ übersprungen',
      taskReopened: 'hat „{{title}}“ wieder geöffnet',
      taskAssigned: 'hat „{{title}}“ an {{person}} zugewiesen',
      taskTakenOver: 'hat „{{title}}“ übernommen',
      taskTakenOverFrom: 'hat „{{title}}“ von {{person}} übernommen',
      taskUnassigned: 'hat die Zuweisung von „{{title}}“ aufgehoben',
      tasksAssigned_one: 'hat {{count}} Aufgabe zugewiesen',
      tasksAssigned_other: 'hat {{count}} Aufgaben zugewiesen',
      tasksReassigned_one: 'hat {{count}} Aufgabe mit der Rolle neu zugewiesen',
      tasksReassigned_other:
        'hat {{count}} Aufgaben mit der Rolle neu zugewiesen',
      taskDue: 'hat „{{title}}“ verschoben: jetzt fällig {{time}}',
      taskDueRemoved: 'hat „{{title}}“ verschoben: jetzt ohne Fälligkeit',
      tasksDue_one: 'hat die Fälligkeit von {{count}} Aufgabe verschoben',
      tasksDue_other: 'hat die Fälligkeiten von {{count}} Aufgaben verschoben',
      taskChanged: 'hat eine Aufgabe geändert',
      stepRecorded: 'hat einen Schritt erfasst',
      gapExplained: 'hat eine Lücke im Datensatz erklärt',
      recordExported: 'hat den Datensatz exportiert',
      entryErased: 'hat den Inhalt eines Eintrags gelöscht',
      reviewChanged: 'hat die Nachbereitung geändert',
      actionChanged: 'hat eine Verbesserungsmaßnahme geändert',
      notified_one: '{{names}} wurde benachrichtigt',
      notified_other: '{{names}} wurden benachrichtigt',
      notifiedOverdue_one:
        '{{names}} wurde benachrichtigt: {{clock}} überfällig seit {{time}}',
      notifiedOverdue_other:
        '{{names}} wurden benachrichtigt: {{clock}} überfällig seit {{time}}',
      clock: {
        acknowledge: 'Annahme',
        contain: 'Eindämmung',
        resolve: 'Lösung',
        updateEvery: 'Update',
      },
      nobodyToNotify: 'Niemand konnte benachrichtigt werden',
      notifiedAfterAll_one: 'Korrektur: {{names}} wurde benachrichtigt',
      notifiedAfterAll_other: 'Korrektur: {{names}} wurden benachrichtigt',
      nobodyAfterAll: 'Korrektur: Niemand wurde benachrichtigt',
      peopleNotified: 'hat Personen benachrichtigt',
      escalated: 'hat an {{names}} eskaliert',
      escalatedToNobody:
        'hat eskaliert, aber niemand konnte benachrichtigt werden',
      majorProposed: 'Als Major Incident vorgeschlagen',
      majorDeclared: 'hat einen Major Incident ausgerufen',
      majorDeclined: 'hat entschieden, dass es kein Major Incident ist',
      majorEnded: 'hat den Major Incident beendet',
      majorChanged: 'hat die Einstufung als Major Incident geändert',
    },
    /** What stands below the sentence. */
    line: {
      tasks_one: '{{count}} Aufgabe',
      tasks_other: '{{count}} Aufgaben',
      assigned: '{{title}}: {{person}}',
      unassigned: '{{title}}: niemand',
      due: '{{title}}: {{time}}',
      noDue: '{{title}}: nicht bekannt',
      kept: 'Beibehalten, weil erledigt: {{titles}}',
      skipped: 'Übersprungen, weil nicht mehr im Plan: {{titles}}',
      proposesMajor: 'Schlägt einen Major Incident vor',
      wasProposed: 'Wurde vorgeschlagen, weil: {{reason}}',
    },
    /** Names of facts that were changed. */
    field: {
      ongoing: 'dauert an',
      suspectedMalicious: 'böswillig',
      isMajor: 'Major',
      classification: 'Klasse',
      priorityOverride: 'manuell gesetzte Priorität',
      tlp: 'TLP',
    },
  },
} as const;
