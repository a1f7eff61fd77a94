/** Texts of the building blocks that pages and cards share: states of panels and readiness. */
export const panelMessages = {
  panel: {
    loading: 'Wird geladen: {{what}}',
    slow: 'Dauert länger als üblich: {{what}}.',
    notRead: {
      title: 'Noch nicht eingelesen: {{subject}}',
      hint: 'Der Katalog wird zum ersten Mal gelesen. Diese Seite fragt von selbst erneut; es kann mehr geben.',
      hintWithReason:
        '{{reason}}. Diese Seite fragt von selbst erneut; es kann mehr geben.',
    },
    forbidden: {
      title: 'Für Sie nicht zugänglich: {{subject}}',
      hint: 'Bitten Sie das Team, das dieses Portal betreibt, um Zugriff.',
    },
    incidents: 'Vorfälle',
    /** Live updates stopped; the last answer is still shown. */
    stale:
      'Nicht live seit {{time}}. Angezeigt: {{what}}; neuer Versuch läuft.',
    newRows: '{{count}} neue anzeigen',
    changedRows: 'Liste geändert, anzeigen',
  },
  mark: {
    good: 'In Ordnung',
    late: 'Braucht Aufmerksamkeit',
    failed: 'Falsch',
    none: 'Nicht vorhanden',
  },
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
} as const;
