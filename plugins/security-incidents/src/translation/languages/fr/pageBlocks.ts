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
} as const;
