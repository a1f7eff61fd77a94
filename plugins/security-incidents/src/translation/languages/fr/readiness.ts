export default {
  readiness: {
    label: 'Prêt pour {{passed}} vérifications sur {{total}}',
    check: {
      owner: 'Responsable',
      plans: 'Plans',
      reviewed: 'Revue',
      tested: 'Test',
      roles: 'Rôles',
      watched: 'Surveillance',
    },
    state: {
      pass: 'en ordre',
      late: 'en retard',
      fail: 'non conforme',
      notApplicable: 'rien à vérifier',
    },
    gaps: 'Lacunes',
    gap: {
      ownerMissing: 'Responsable manquant',
      noPlan: 'Aucun plan applicable',
      planRetired: 'Le plan est retiré',
      reviewOverdue: 'Revue en retard',
      neverTested: 'Jamais testé',
      testOverdue: 'Test en retard',
      roleUnresolved_one: 'Un rôle n’est attribué à personne',
      roleUnresolved_other: '{{count}} rôles ne sont attribués à personne',
      notWatched: 'Personne ne le surveille',
      watchInterrupted: 'Ses sources sont en difficulté',
    },
    fix: {
      catalogFile: 'Corriger le fichier du catalogue',
      nameOwner: 'Nommez-en un dans le fichier du catalogue.',
      openPlan: 'Ouvrir le plan',
      convert: 'Convertir un playbook en plan',
      sources: 'Voir les sources',
    },
  },
  /** The rest is in `entityCard.ts`. */
  entityCard: {
    odd: {
      title: 'Si quelque chose semble anormal',
      hint: 'Signalez-le ici. Une phrase suffit, et le doute est permis\u00a0: quelqu’un vérifie.',
    },
    plans: {
      title: 'En cas d’incident',
      all: 'Tous les plans',
      anyKind: 'Tout type',
      anyOtherKind: 'Tout autre type',
    },
    roles: {
      title: 'Qui agirait maintenant',
      nobody: 'personne',
      more: '{{count}} de plus dans le plan',
    },
    review: {
      title: 'Revue et test',
      lastReviewed: 'Dernière revue',
      lastTested: 'Dernier test',
      lastWatched: 'Dernier événement de ses sources',
      never: 'jamais',
    },
    parts: {
      title: 'Composants',
      name: 'Nom',
      open: 'Ouverts',
      total: 'Total',
      ready: 'Prêt',
      readyLabel: 'prêt {{passed}} sur {{total}}',
      totalLabel: '{{count}} au total',
      allReady:
        '{{ready}} services sur {{count}} ayant des incidents passent les six vérifications de préparation',
      more: '{{count}} composants de plus',
      counting:
        'Un incident qui touche plusieurs composants compte une seule fois ci-dessus.',
    },
  },
  /** The classes of incidents; other labels are in `labels.ts`. */
  label: {
    rsitClass: {
      abusiveContent: 'Contenu abusif',
      maliciousCode: 'Code malveillant',
      informationGathering: 'Collecte d’informations',
      intrusionAttempts: 'Tentatives d’intrusion',
      intrusions: 'Intrusions',
      availability: 'Disponibilité',
      informationContentSecurity: 'Sécurité des informations',
      fraud: 'Fraude',
      vulnerable: 'Vulnérabilité',
      other: 'Autre',
      test: 'Test',
    },
  },
};
