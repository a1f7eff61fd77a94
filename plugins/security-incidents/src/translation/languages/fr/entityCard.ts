/** Texts of the entity card, without what it shows of readiness and of parts. */
export const entityCardMessages = {
  entityCard: {
    title: 'Incidents de sécurité',
    noHistory: 'Aucun historique',
    loading: 'incidents',
    stale: 'la dernière réponse',
    failed: {
      title: 'Incidents ouverts inconnus pour l’instant',
      hint: 'Chargement impossible\u00a0; il peut y en avoir d’autres. Les signalements fonctionnent.',
      hintWithCount_one:
        'Chargement impossible\u00a0; il peut y en avoir d’autres. {{count}} était ouvert auparavant. Les signalements fonctionnent.',
      hintWithCount_other:
        'Chargement impossible\u00a0; il peut y en avoir d’autres. {{count}} étaient ouverts auparavant. Les signalements fonctionnent.',
    },
    open: '{{count}} en cours',
    severity: '{{severity}}\u00a0: {{count}}',
    severityOpen: '{{count}} de gravité {{severity}}, en cours',
    noneOpen: 'Aucun en cours',
    lastClosed: 'dernier clos',
    noneClosed: 'aucun clos à ce jour',
    noneRecorded: 'aucun consigné à ce jour',
    moreOpen: '{{count}} de plus en cours',
    nextAction: {
      title: 'Votre prochaine action',
      left: 'reste {{duration}}',
      over: '{{duration}} de retard',
      because: {
        role: 'Vous y tenez un rôle.',
        owner: 'Vous êtes responsable du service touché.',
        task: 'Le plan vous attribue cette tâche.',
      },
      about: '{{incident}}. {{because}}',
      open: 'Ouvrir {{key}}',
      after: 'Ensuite\u00a0: {{action}},',
    },
    ledBy: '{{status}}, pilote\u00a0:',
    nobodyYet: 'pas encore désigné',
    openFor: 'ouvert depuis {{duration}}',
    owner: 'Responsable',
    ownerMissing:
      'Responsable manquant\u00a0: personne ne serait prévenu. Nommez-en un dans le fichier catalog-info.',
    plans: { subject: 'les plans de réponse' },
  },
  /** Who watches; the rest is in `detections/watch.ts`. */
  watch: {
    title_one: 'Surveillé par {{count}} source',
    title_other: 'Surveillé par {{count}} sources',
    trouble_one: '{{count}} en difficulté',
    trouble_other: '{{count}} en difficulté',
    waiting_one: '{{count}} détection attend',
    waiting_other: '{{count}} détections attendent',
    oldest: 'la plus ancienne {{duration}}',
    decide: 'Décider',
    see: 'Voir',
  },
  /** The rest is in `followUp/obligations.ts`. */
  obligation: { view: { soonest: 'Obligation la plus proche' } },
} as const;
