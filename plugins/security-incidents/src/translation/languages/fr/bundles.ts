/** Texts of auditor bundles. */
export const bundleMessages = {
  bundles: {
    open: 'Dossier d’audit',
    title: 'Dossier d’audit',
    ofIncident: 'Tout ce que {{incident}} consigne, preuves à l’appui.',
    ofMany_one: '{{count}} incident, preuves à l’appui.',
    ofMany_other: '{{count}} incidents, preuves à l’appui.',
    chosen: 'choisi avant le départ',
    choose: 'choisissez ce qui y entre',
    merged_one:
      'S’y ajoute {{count}} dossier fusionné, compté dans un autre incident.',
    merged_other:
      'S’y ajoutent {{count}} dossiers fusionnés, comptés dans d’autres incidents.',
    exercises_one:
      'S’y ajoute {{count}} exercice, qui ne compte pas comme incident.',
    exercises_other:
      'S’y ajoutent {{count}} exercices, qui ne comptent pas comme incidents.',
    subject: 'le dossier d’audit',
    contentsFailed: 'Impossible de charger le contenu prévu',
    whatIsIn: 'Contenu',
    about: 'environ {{size}}',
    marking: 'Marqué {{marking}}, le niveau le plus élevé du contenu.',
    entries_one: '{{count}} entrée de chronologie',
    entries_other: '{{count}} entrées de chronologie',
    part: {
      report: { name: 'report.html', text: 'imprimable, sans réseau' },
      records: {
        name: 'record.json, timeline.jsonl',
        text: 'la fiche et chaque entrée avec son empreinte',
      },
      evidence: {
        name: 'evidence/',
        text: 'les fichiers, leurs empreintes et leur conservation',
      },
      plans: { name: 'plan.json', text: 'le plan tel qu’appliqué' },
      followUp: {
        name: 'obligations, revue, escalades',
        text: 'les décisions et leurs suites',
      },
      table: { name: 'record.csv', text: 'les faits en tableau' },
      exchange: {
        name: 'ocsf.json, veris.json',
        text: 'pour d’autres outils, avec attestations',
      },
      checkpoints: {
        name: 'checkpoints.jsonl',
        text: 'états signés de toutes les chaînes, avec clés publiques',
      },
      verifier: {
        name: 'verify.mjs',
        text: 'un seul fichier, sans dépendances, avec mode d’emploi',
      },
    },
    files_one: '{{count}} fichier',
    files_other: '{{count}} fichiers',
    checkpoint: 'Dernier point de contrôle\u00a0: numéro {{n}}, {{time}}.',
    noCheckpoint:
      'Sans points de contrôle\u00a0: aucun n’a encore été écrit, ou vous ne pouvez pas les voir.',
    unsigned: {
      title: 'Les points de contrôle ne sont pas signés',
      hint: 'Aucune clé de signature n’est configurée\u00a0: quiconque peut écrire dans la base de données pourrait les réécrire. Demandez aux administrateurs du portail d’en définir une.',
    },
    keyOnly: {
      one: '{{keys}} est marqué TLP:RED et n’y figure que par sa clé.',
      many: '{{keys}} sont marqués TLP:RED et n’y figurent que par leur clé.',
      hint: 'Titre, fiche et fichiers sont exclus\u00a0; les empreintes sont incluses, afin que le compte et la chaîne restent vérifiables.',
      include: 'Inclure intégralement',
      exclude: 'Exclure le contenu',
      reason: 'Pourquoi inclure le contenu',
      reasonHint: 'Quiconque lit la chronologie voit ce motif.',
    },
    start: 'Créer le dossier',
    cancel: 'Annuler le dossier',
    checking: 'Vérification de toutes les chaînes et de tous les fichiers',
    packing: 'Assemblage',
    progress: '{{received}} sur environ {{total}}',
    progressLabel: 'Progression du dossier',
    goesOn:
      'Se poursuit si vous fermez. Le dossier, son sha256 et votre nom font l’objet d’une entrée.',
    done: {
      title: 'Le dossier est dans vos téléchargements',
      sha256: 'sha256',
      hint: 'Décompressez-le et exécutez node verify.mjs. La chronologie contient une entrée avec le même sha256.',
      again: 'En créer un autre',
    },
    failed: {
      title: 'Le dossier a été interrompu',
      empty: 'Rien d’exploitable n’a été téléchargé.',
      again: 'Réessayer',
    },
    forbidden:
      'Les dossiers d’audit exigent la permission security-incidents.reports.export. Adressez-vous à l’administrateur du portail.',
    running: 'Création du dossier en cours\u00a0: {{subject}}',
    finished: 'Dossier dans vos téléchargements\u00a0: {{subject}}',
    broken: 'Dossier interrompu\u00a0: {{subject}}',
  },
} as const;
