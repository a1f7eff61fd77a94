/** Texts of the building blocks that only pages share: pages of lists, downloads and keys. */
export const pageBlockMessages = {
  pager: {
    firstPage: 'Première page',
    range: '{{from}} à {{to}} sur {{total}}',
    onThisPage: '{{shown}} sur {{total}} sur cette page',
  },
  download: {
    forbidden: 'Vous ne pouvez pas voir {{subject}}.',
    failed: 'Aucun fichier\u00a0: {{reason}}',
  },
  listExport: {
    open: 'Exporter',
    as: {
      csv: 'CSV, pour les tableurs',
      json: 'JSON, pour les programmes',
    },
    subject: 'les exports',
  },
  keys: {
    title: 'Touches de cette page',
    on: 'Les touches simples sont actives',
    hint: 'Désactivez-les si un lecteur d’écran ou la saisie vocale a besoin des lettres. Ce navigateur s’en souvient.',
    search: 'Rechercher',
    next: 'Ligne suivante',
    previous: 'Ligne précédente',
    open: 'Ouvrir la ligne',
    list: 'Cette liste',
    reports: 'Aller aux rapports',
    incidents: 'Aller aux incidents',
  },
  common: {
    cancel: 'Annuler',
    close: 'Fermer',
    save: 'Enregistrer',
    timesIn: 'Heures en {{zone}}',
    searchByName: 'Rechercher par nom',
    searchIncident: 'Rechercher par titre ou clé',
    catalogUnavailable:
      'Le catalogue ne répond pas. Votre saisie est reprise sans vérification.',
  },
  panel: {
    noPage: 'Cette page n’existe pas',
    newRows: '{{count}} de plus, afficher',
    changedRows: 'La liste a changé, afficher',
  },
  term: {
    incidents_one: '{{count}} incident',
    incidents_other: '{{count}} incidents',
    exercises_one: '{{count}} exercice',
    exercises_other: '{{count}} exercices',
    restricted: 'Restreint',
  },
} as const;
