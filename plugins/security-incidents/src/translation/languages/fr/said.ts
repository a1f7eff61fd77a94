export const saidMessages = {
  said: {
    clock: {
      acknowledge: 'Prise en charge, délai : {{duration}}',
      contain: 'Confinement, délai : {{duration}}',
      resolve: 'Résolution, délai : {{duration}}',
      updateEvery: 'Prochain point, délai : {{duration}}',
    },
    since: {
      recorded: '{{clock}}, à partir de l’enregistrement',
      reopened: '{{clock}}, à partir de la réouverture',
      update: '{{clock}}, à partir du dernier point ou de la déclaration',
    },
    clockPause:
      'Les délais ne s’arrêtent jamais. Un incident écarté ou fusionné n’en a aucun ; rétabli, ils continuent depuis le même début et rien n’est déduit. S’il est rouvert après sa résolution, le confinement et la résolution sont de nouveau dus à partir de là.',
    escalation: {
      overdueAgain: '{{clock}} : en retard depuis {{time}}, et encore autant',
      overdue: '{{clock}} : en retard depuis {{time}}',
      atRiskThen: '{{clock}} : menacé à ce moment',
      atRisk: '{{clock}} : menacé depuis {{time}}, échéance {{due}}',
      unless: '{{offset}}, sauf si {{reached}}',
      notYet: '{{offset}}, et pas encore {{reached}}',
      passed: '{{offset}} : écoulé',
      major: 'Proposé comme incident majeur : {{majors}}',
    },
    reached: {
      acknowledged: 'pris en charge',
      contained: 'confiné',
      recovered: 'rétabli',
      resolved: 'résolu',
    },
    plan: {
      default: 'C’est le plan par défaut de l’entreprise.',
      names: 'Ce plan nomme {{service}}.',
      covers: 'Ce plan couvre {{service}} ({{phrases}}).',
      everyClass: 'Il vaut pour les incidents de toute classe.',
      everyClassAt:
        'Il vaut pour les incidents de toute classe, de gravité {{severities}}.',
      classAt:
        'Il vaut pour les incidents : {{classes}}, de gravité {{severities}}.',
      class: 'Il vaut pour les incidents : {{classes}}.',
      undecided: 'Le type exact n’est pas encore décidé.',
      tierMany:
        'Il vient en premier car {{names}} ont ici le niveau le plus élevé ({{tier}}).',
      tier: 'Il vient en premier car {{names}} a ici le niveau le plus élevé ({{tier}}).',
      best: 'Il vient en premier car c’est le meilleur plan pour {{names}}.',
      better:
        '« {{plan}} » conviendra peut-être mieux une fois le type exact décidé.',
      equal:
        '« {{plan}} » convient tout aussi bien ; l’ordre est alors celui des noms.',
      equalLower:
        '« {{plan}} » convient tout aussi bien, mais a une priorité plus basse ({{other}}, celui-ci {{own}}).',
    },
    phrase: {
      system: 'fait partie du système {{value}}',
      owner: 'son responsable est {{value}}',
      domain: 'fait partie du domaine {{value}}',
      kind: 'est du genre {{value}}',
      type: 'est du type {{value}}',
      lifecycle: 'a le cycle de vie {{value}}',
      tag: 'porte l’étiquette {{value}}',
      annotation: 'porte l’annotation {{value}}',
    },
    blocker: {
      lead: 'Nommer un pilote de l’incident ou une personne chargée',
      class: 'Choisir la classe de l’incident',
      severity: 'Décider de la gravité',
      urgency:
        'Décider de l’urgence, pour que la priorité puisse être calculée',
      containmentStep:
        'Enregistrer une étape de confinement, ou dire pourquoi aucune n’était nécessaire',
      service: 'Décider si {{services}} a été compromis',
      services: 'Décider si {{services}} ont été compromis',
      plan: 'Appliquer un plan, ou dire pourquoi aucun',
      task: 'Terminer ou passer la tâche requise {{tasks}}',
      tasks: 'Terminer ou passer les tâches requises {{tasks}}',
      secondPerson:
        'Un incident majeur est clos par une autre personne que celle qui l’a résolu',
      reviewApproval: 'Faire approuver la revue par quelqu’un d’autre',
      review: 'Terminer la revue',
      reviewFirst: 'Terminer d’abord la revue',
      action:
        'Donner un responsable et une date à l’action d’amélioration {{actions}}',
      actions:
        'Donner un responsable et une date aux actions d’amélioration {{actions}}',
      obligation: 'Décider si {{obligations}} s’applique',
      obligations: 'Décider si {{obligations}} s’appliquent',
      sending: 'Enregistrer l’envoi de {{obligations}}',
      reopen:
        'Clos depuis plus de {{days}} jours : signalez plutôt un nouvel incident',
      mayMove: 'Vous n’avez pas le droit de changer l’état des incidents',
      mayClose: 'Vous n’avez pas le droit de clore des incidents',
      mayReopen: 'Vous n’avez pas le droit de rouvrir des incidents clos',
      mayMerge: 'Vous n’avez pas le droit de fusionner des incidents',
    },
    move: {
      resolved: 'Résoudre l’incident',
      closed: 'Clore l’incident',
      triage: 'Commencer la qualification',
      containment: 'Commencer le confinement',
      eradication: 'Commencer l’éradication',
      recovery: 'Commencer le rétablissement',
    },
    review: {
      resolved: 'Résoudre l’incident ; jusque-là, la revue est un brouillon',
      summary: 'Dire ce qui s’est passé',
      rootCause: 'Nommer une cause racine',
      planAnswer: 'Dire si le plan a été suivi',
      lateOne: 'Dire pourquoi {{late}} tâche requise était en retard',
      lateMany: 'Dire pourquoi {{late}} tâches requises étaient en retard',
      planDeviation: 'Dire pourquoi le plan n’a pas été suivi',
      attendees: 'Nommer les participants',
      actions: '{{actions}} : donner un responsable et une date',
    },
    approval: {
      permission: 'Vous n’avez pas le droit d’approuver les revues',
      done: 'Elle est déjà approuvée',
      secondPerson:
        'Elle est approuvée par une autre personne que celle qui l’a terminée',
      notCommander:
        'La revue d’un incident majeur est approuvée par une autre personne que son pilote',
    },
    formula: {
      detect: 'détection moins survenue',
      acknowledge: 'prise en charge moins détection',
      contain: 'confinement moins détection',
      recover: 'rétablissement moins détection',
      resolve: 'résolution moins détection',
      coverage:
        'Services qui passent les six contrôles (responsable, plan, revue, test, rôles, surveillance), divisés par tous les composants, API et ressources que laissent les filtres',
    },
    regime: {
      notChosen: 'La configuration ne choisit pas ce régime',
    },
    assignee: {
      noRole: 'Le plan ne donne cette tâche à aucun rôle',
      unknownRole: 'Le plan n’a pas de rôle {{role}}',
      nobodyYet: 'Personne n’a encore le rôle {{role}}',
    },
    recipient: {
      cannotRead: 'n’a pas le droit de le lire',
      exercise: 'un exercice n’informe personne en dehors de ses membres',
      noOwner: 'aucun service touché n’a de responsable',
      noParent: 'n’a pas de groupe au-dessus',
      nobodyIs: 'personne n’a le rôle {{role}}',
    },
    major: {
      severity: 'sa gravité est {{severity}}',
      priority: 'sa priorité est {{priority}}',
      tier: 'il touche un service de niveau {{tier}}',
      service: 'il touche au moins {{services}} service',
      services: 'il touche au moins {{services}} services',
      personalData: 'des données personnelles sont concernées',
    },
    word: {
      class: 'classe {{names}}',
      type: 'type {{names}}',
      also: '{{first}} et {{second}}',
      or: 'ou',
      quoted: '« {{name}} »',
    },
    evidenceKind: {
      log: 'journal',
      screenshot: 'capture d’écran',
      capture: 'capture réseau',
      export: 'export',
    },
  },
};
