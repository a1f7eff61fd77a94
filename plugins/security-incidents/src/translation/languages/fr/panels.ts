/** Texts of the building blocks that pages and cards share: states of panels and marks. */
export const panelMessages = {
  panel: {
    loading: 'Chargement\u00a0: {{what}}',
    slow: 'Chargement plus long que d’habitude\u00a0: {{what}}.',
    notRead: {
      title: 'Lecture en attente\u00a0: {{subject}}',
      hint: 'Le catalogue est lu pour la première fois. Cette page réessaie d’elle-même\u00a0; il peut y en avoir d’autres.',
      hintWithReason:
        '{{reason}}. Cette page réessaie d’elle-même\u00a0; il peut y en avoir d’autres.',
    },
    forbidden: {
      title: 'Vous ne pouvez pas voir {{subject}}',
      hint: 'Demandez l’accès à l’équipe qui gère ce portail.',
    },
    incidents: 'les incidents',
    /** Live updates stopped; the last answer is still shown. */
    stale:
      'Plus en direct depuis {{time}}. Affichage\u00a0: {{what}}\u00a0; nouvelle tentative en cours.',
  },
  mark: {
    good: 'En ordre',
    late: 'À surveiller',
    failed: 'Non conforme',
    none: 'Absent',
  },
} as const;
