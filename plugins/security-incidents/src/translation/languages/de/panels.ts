/** Texts of the building blocks that pages and cards share: states of panels and marks. */
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
  },
  mark: {
    good: 'In Ordnung',
    late: 'Braucht Aufmerksamkeit',
    failed: 'Falsch',
    none: 'Nicht vorhanden',
  },
} as const;
