export default {
  readiness: {
    label: 'Bereit in {{passed}} von {{total}} Prüfungen',
    check: {
      owner: 'Verantwortlich',
      plans: 'Pläne',
      reviewed: 'Prüfung',
      tested: 'Test',
      roles: 'Rollen',
      watched: 'Überwachung',
    },
    state: {
      pass: 'in Ordnung',
      late: 'verspätet',
      fail: 'nicht in Ordnung',
      notApplicable: 'nichts zu prüfen',
    },
    gaps: 'Lücken',
    gap: {
      ownerMissing: 'Niemand verantwortlich',
      noPlan: 'Kein Plan gilt',
      planRetired: 'Der Plan ist außer Kraft',
      reviewOverdue: 'Prüfung überfällig',
      neverTested: 'Nie getestet',
      testOverdue: 'Test überfällig',
      roleUnresolved_one: 'Eine Rolle ist mit niemandem besetzt',
      roleUnresolved_other: '{{count}} Rollen sind mit niemandem besetzt',
      notWatched: 'Niemand überwacht ihn',
      watchInterrupted: 'Seine Quellen sind gestört',
    },
    fix: {
      catalogFile: 'In der Katalogdatei beheben',
      nameOwner: 'Tragen Sie jemanden in der Katalogdatei ein.',
      openPlan: 'Plan öffnen',
      convert: 'Playbook in einen Plan umwandeln',
      sources: 'Quellen ansehen',
    },
  },
  /** The rest is in `entityCard.ts`. */
  entityCard: {
    odd: {
      title: 'Wenn etwas seltsam aussieht',
      hint: 'Melden Sie es hier. Ein Satz genügt, Sie müssen nicht sicher sein: Jemand prüft es.',
    },
    plans: {
      title: 'Wenn etwas passiert',
      all: 'Alle Pläne',
      anyKind: 'Jede Art',
      anyOtherKind: 'Jede andere Art',
    },
    roles: {
      title: 'Wer jetzt handeln würde',
      nobody: 'niemand',
      more: '{{count}} weitere im Plan',
    },
    review: {
      title: 'Prüfung und Test',
      lastReviewed: 'Zuletzt geprüft',
      lastTested: 'Zuletzt getestet',
      lastWatched: 'Letztes Ereignis der Quellen',
      never: 'nie',
    },
    parts: {
      title: 'Teile',
      name: 'Name',
      open: 'Offen',
      total: 'Gesamt',
      ready: 'Bereit',
      readyLabel: 'bereit {{passed}} von {{total}}',
      totalLabel: '{{count}} insgesamt',
      allReady:
        '{{ready}} von {{count}} Services mit Vorfällen bestehen alle sechs Bereitschaftsprüfungen',
      more: '{{count}} weitere Teile',
      counting: 'Ein Vorfall, der mehrere Teile betrifft, zählt oben einmal.',
    },
  },
  /** The classes of incidents; other labels are in `labels.ts`. */
  label: {
    rsitClass: {
      abusiveContent: 'Missbräuchliche Inhalte',
      maliciousCode: 'Schadcode',
      informationGathering: 'Informationssammlung',
      intrusionAttempts: 'Einbruchsversuche',
      intrusions: 'Einbrüche',
      availability: 'Verfügbarkeit',
      informationContentSecurity: 'Sicherheit von Informationen',
      fraud: 'Betrug',
      vulnerable: 'Schwachstelle',
      other: 'Sonstiges',
      test: 'Test',
    },
  },
};
