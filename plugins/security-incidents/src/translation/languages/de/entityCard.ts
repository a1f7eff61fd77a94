/** Texts of the entity card, without what it shows of readiness and of parts. */
export const entityCardMessages = {
  entityCard: {
    title: 'Sicherheitsvorfälle',
    noHistory: 'Noch kein Verlauf',
    loading: 'Vorfälle',
    stale: 'die letzte Antwort',
    failed: {
      title: 'Offene Vorfälle derzeit unbekannt',
      hint: 'Das konnte nicht geladen werden; es kann mehr geben. Melden funktioniert.',
      hintWithCount_one:
        'Das konnte nicht geladen werden; es kann mehr geben. Zuvor war {{count}} offen. Melden funktioniert.',
      hintWithCount_other:
        'Das konnte nicht geladen werden; es kann mehr geben. Zuvor waren {{count}} offen. Melden funktioniert.',
    },
    open: '{{count}} offen',
    severity: '{{count}} {{severity}}',
    severityOpen: '{{count}} {{severity}}, offen',
    noneOpen: 'Keine offen',
    lastClosed: 'zuletzt geschlossen',
    noneClosed: 'noch keiner geschlossen',
    noneRecorded: 'noch keiner erfasst',
    moreOpen: '{{count}} weitere offen',
    nextAction: {
      title: 'Ihr nächster Schritt',
      left: 'noch {{duration}}',
      over: '{{duration}} überfällig',
      because: {
        role: 'Sie haben darin eine Rolle.',
        owner: 'Sie verantworten den betroffenen Service.',
        task: 'Der Plan weist Ihnen diese Aufgabe zu.',
      },
      about: '{{incident}}. {{because}}',
      open: '{{key}} öffnen',
      after: 'Danach: {{action}},',
    },
    ledBy: '{{status}}, Leitung:',
    nobodyYet: 'noch niemand',
    openFor: 'offen seit {{duration}}',
    owner: 'Verantwortlich',
    ownerMissing:
      'Keine verantwortliche Person: Niemand würde benachrichtigt. Tragen Sie sie in der catalog-info-Datei ein.',
    plans: { subject: 'Reaktionspläne' },
  },
  /** Who watches; the rest is in `detections/watch.ts`. */
  watch: {
    title_one: 'Von {{count}} Quelle überwacht',
    title_other: 'Von {{count}} Quellen überwacht',
    trouble_one: '{{count}} mit Störung',
    trouble_other: '{{count}} mit Störung',
    waiting_one: '{{count}} Erkennung wartet',
    waiting_other: '{{count}} Erkennungen warten',
    oldest: 'älteste {{duration}}',
    decide: 'Entscheiden',
    see: 'Ansehen',
  },
  /** The rest is in `followUp/obligations.ts`. */
  obligation: { view: { soonest: 'Früheste Meldepflicht' } },
} as const;
