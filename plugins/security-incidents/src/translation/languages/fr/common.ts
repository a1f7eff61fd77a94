/** Texts that several pages and cards share. */
export const commonMessages = {
  /** What several pages and cards say. */
  common: {
    trail: 'Où vous êtes',
    retry: 'Réessayer',
    cancel: 'Annuler',
    close: 'Fermer',
    save: 'Enregistrer',
    timesIn: 'Heures en {{zone}}',
    searchByName: 'Rechercher par nom',
    searchIncident: 'Rechercher par titre ou clé',
    catalogUnavailable:
      'Le catalogue ne répond pas. Votre saisie est reprise sans vérification.',
  },
  /** Words in durations and days. `locale` is the language tag by which dates and numbers are written. */
  time: {
    locale: 'fr',
    underMinute: 'moins de 1m',
    today: 'Aujourd’hui',
    daySign: 'j',
    day: 'jour',
    days: 'jours',
    hourSign: 'h',
    hour: 'heure',
    hours: 'heures',
    minuteSign: 'm',
    minute: 'minute',
    minutes: 'minutes',
    secondSign: 's',
    second: 'seconde',
    seconds: 'secondes',
  },
} as const;
