/** Texts of the entity tab and the report dialog. */
export const entityMessages = {
  entityTab: {
    openNow: {
      title: 'Ouverts actuellement',
      loading: 'incidents ouverts',
      failed: {
        title: 'Incidents ouverts inconnus pour l’instant',
        hint: 'Chargement impossible\u00a0; il peut y en avoir d’autres. Le reste de cette page est à jour.',
      },
      nothing: 'Aucun incident ouvert sur {{name}}',
      lastClosed: 'Le dernier a été clos le {{day}}.',
      gone: 'Plus ouvert',
      all: 'Les {{count}} incidents ouverts',
      step: 'étape {{step}} sur {{steps}}',
      notStarted: 'pas commencé',
      nextAction: 'Votre prochaine action',
      nextActionAsOwner: 'Votre prochaine action de responsable',
      ledBy: 'Pilote',
      openFor: 'Ouvert depuis',
    },
    glance: {
      title: '18 mois en un coup d’œil',
      legend:
        'Marque plus grande\u00a0: gravité plus élevée. Anneau\u00a0: ouvert. Contour\u00a0: écarté ou fusionné. Drapeau\u00a0: exercice.',
      loading: '18 mois',
      stale: 'la dernière réponse',
      failed: {
        title: 'Les 18 mois n’ont pas pu être chargés',
        hint: 'Le reste de cette page est à jour.',
      },
      nothing: {
        title: 'Rien en 18 mois',
        hint: 'Les incidents de {{name}} et leurs délais de confinement apparaîtront ici.',
      },
      incidents: 'Incidents',
      open: '{{count}} en cours',
      closed: '{{count}} clos',
      dismissed: '{{count}} sans suite',
      exercises: 'les exercices sont exclus de tous les chiffres',
      timeToAcknowledge: 'Délai de prise en charge',
      timeToContain: 'Délai de confinement',
      timeToResolve: 'Délai de résolution',
      noValue: 'aucune valeur',
      median: 'médiane',
      p90: 'p90 {{duration}}',
      tooFew: 'trop peu pour un p90',
      n: 'n {{count}}',
      excluded: '{{count}} hors calcul',
      truncated:
        'La frise montre les {{count}} plus récents\u00a0; les chiffres les comptent tous.',
    },
    history: {
      title: 'Historique',
      order: 'Ouverts d’abord, puis les plus récents',
      empty: '{{name}} n’a aucun incident',
    },
    plans: {
      title: 'Plans de réponse',
      lastTested: 'Dernier test',
      never: 'jamais',
      usedFor: 'Utilisé pour {{classes}}',
      loading: 'plans',
      subject: 'les plans de réponse',
      failed: {
        title: 'Les plans n’ont pas pu être chargés',
        hint: 'Le reste de cette page est à jour.',
      },
      unknown: {
        title: '{{name}} n’est pas encore connu ici',
        hint: 'Un nouveau service apparaît moins d’une minute après son entrée dans le catalogue.',
      },
      stale:
        'Dernier état\u00a0: {{time}}. Le catalogue n’a plus répondu depuis.',
      none: {
        title: 'Aucun plan ne s’applique à {{name}}',
        hint: 'Les plans sont des entités du catalogue de type ResponsePlan. Sans plan, un incident n’a pas de liste de tâches. Douze plans sont fournis ; l’équipe qui gère ce portail peut les activer.',
      },
      more_one: '{{count}} plan de plus',
      more_other: '{{count}} plans de plus',
    },
  },
  reportDialog: {
    title: 'Faire un signalement',
    service: {
      label: 'Service',
      hint: 'Commencez à saisir son nom.',
      change: 'Modifier',
      changeLabel: 'Modifier le service',
      unknown: 'Service incertain',
      ownedBy: '{{type}}, responsable\u00a0: {{owner}}',
      noOwner: '{{type}}, sans responsable',
    },
    text: {
      label: 'Qu’avez-vous constaté\u00a0?',
      placeholder:
        'Par exemple\u00a0: j’ai trouvé une clé dans un journal public',
      hint: 'Une phrase suffit. Ne collez jamais de mot de passe, de clé ni de numéro de carte.',
    },
    certainty: {
      label: 'En êtes-vous sûr\u00a0?',
      certain: 'Certain',
      unsure: 'Pas sûr',
      hint: 'Le doute est permis\u00a0; quelqu’un vérifie.',
    },
    ongoing: {
      label: 'Est-ce en train de se produire\u00a0?',
      yes: 'Oui',
      no: 'Non',
      unknown: 'Pas sûr',
    },
    severity: {
      label: 'Quelle pourrait en être la gravité\u00a0?',
      critical: 'Des personnes, des fonds ou des données sont atteints',
      high: 'Quelqu’un pourrait causer un réel préjudice',
      medium: 'À corriger, mais un préjudice est peu probable',
      low: 'Mineur, pour mémoire seulement',
      unsure: 'Pas sûr',
      triageDecides: 'la qualification décidera',
    },
    sensitive: {
      label:
        'Sensible\u00a0: visible des seules personnes qui ont besoin d’en connaître',
      on: 'Visible par vous, par les personnes d’astreinte, par celles qui y tiennent un rôle et par celles qui peuvent voir tous les incidents restreints. Personne d’autre ne peut le trouver, pas même son titre ni un décompte.',
      off: 'Désactivé\u00a0: toute personne autorisée à voir les incidents le voit, dans la liste et sur la page du service.',
    },
    next: {
      title: 'La suite',
      found:
        'Les intervenants et le responsable le trouvent dans leur liste, avec votre nom comme auteur.',
      foundSensitive:
        'Seuls vous et les personnes qui peuvent voir tous les incidents restreints le trouvent.',
      notified:
        'Prévenus aussitôt\u00a0: {{names}}, avec votre nom comme auteur.',
      notifiedSensitive:
        'Prévenus aussitôt, avec accès en lecture\u00a0: {{names}}. Le responsable n’est pas informé.',
      answer: 'La première réponse est due sous {{time}}.',
      follow:
        'Vous serez informé quand quelqu’un l’examinera, et de l’issue. En cas d’urgence, téléphonez aussi.',
      similarBefore: 'S’agit-il de',
      similar: '{{key}}, {{title}}',
      similarAfter: ', déjà signalé\u00a0? Complétez-le alors.',
    },
    failed: {
      title: 'Le signalement n’a pas été envoyé',
      hint: 'Tout ce que vous avez saisi est encore là. Un nouvel envoi ne crée jamais de second signalement.',
      hintKept:
        'Tout ce que vous avez saisi est encore là et reste dans ce navigateur jusqu’à l’envoi. Un nouvel envoi ne crée jamais de second signalement.',
      copy: 'Copier le texte',
    },
    recorded: {
      title: 'Consigné sous {{key}}',
      hint: 'Vous en êtes l’auteur et serez informé du suivi.',
      pending:
        'Le catalogue n’a pas répondu\u00a0: le responsable de {{services}} sera recherché plus tard. Rien d’autre ne manque.',
      open: 'Ouvrir',
      follow: 'Suivre votre signalement',
    },
    sending: 'Envoi',
    sentAs: 'Envoyé en tant que',
    keep: 'Garder pour plus tard',
    send: 'Envoyer le signalement',
  },
} as const;
