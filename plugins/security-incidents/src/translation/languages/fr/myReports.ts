/** Texts of the page on which reporters follow their reports. */
export const myReportMessages = {
  myReports: {
    title: 'Mes signalements',
    subject: 'vos signalements',
    back: 'Tous mes signalements',
    count_one: '{{count}} signalement',
    count_other: '{{count}} signalements',
    none: {
      title: 'Vous n’avez encore rien signalé',
      hint: 'Faites un signalement depuis la page d’un service ou la liste des incidents. Vous pourrez le suivre ici.',
    },
    choose: 'Choisissez un signalement pour voir où il en est.',
    failed: {
      title: 'Impossible de charger vos signalements',
      hint: 'Rien n’est perdu.',
    },
    notFound: {
      title: 'Vous n’avez pas fait ce signalement',
      hint: 'Vous voyez ici ce que vous avez signalé vous-même.',
    },
    erasedTitle: 'Signalement du {{day}}',
    question: 'Une question pour vous',
    state: {
      received: 'Reçu',
      lookedInto: 'En cours d’examen',
      dealtWith: 'En cours de traitement',
      finished: 'Terminé',
      joined: 'Joint à un autre signalement',
      nothingToDo: 'Examiné, rien à faire',
    },
    reportedAt: 'Signalé par vous\u00a0: {{time}}',
    quote: 'Au téléphone, indiquez {{key}}',
    headline: {
      received: 'Personne ne l’a encore pris en charge',
      receivedBy: '{{name}} l’a pris en charge',
      lookedInto: 'Quelqu’un l’examine',
      lookedIntoBy: '{{name}} l’examine',
      dealtWith: 'Il est en cours de traitement',
      dealtWithBy: '{{name}} s’en occupe',
      finished: 'Il est terminé',
      joined: 'Il a été joint à un autre signalement',
      nothingToDo: 'Il a été examiné et il n’y a rien à faire',
    },
    explain: {
      received: 'Vous serez informé dès que quelqu’un l’examinera.',
      lookedInto:
        'Vous serez informé quand il sera traité ou si l’on a une question à vous poser.',
      dealtWith: 'Vous serez informé quand il sera terminé.',
      finished: 'Merci pour votre signalement. Vous n’avez plus rien à faire.',
      joined:
        'Quelqu’un a signalé la même chose. Merci\u00a0: deux signalements lèvent le doute. Vous n’avez plus rien à faire.',
      nothingToDo:
        'Merci pour votre signalement. Vous n’avez plus rien à faire.',
    },
    since: 'Depuis {{time}}.',
    steps: 'Où il en est',
    reached: 'depuis {{time}}',
    ahead: 'pas encore',
    said: 'Échanges',
    you: 'Vous',
    about: 'Au sujet de {{services}}',
    asks: '{{name}} vous demande',
    answer: {
      label: 'Votre réponse',
      yes: 'Oui',
      no: 'Non',
      unknown: 'Je ne m’en souviens pas',
      hint: 'Ne pas s’en souvenir est aussi une bonne réponse. N’écrivez jamais de mot de passe ni de numéro de carte.',
      send: 'Envoyer la réponse',
    },
    add: {
      label: 'Ajouter une précision',
      again: 'Cela se reproduit maintenant',
      againText: 'Cela se reproduit maintenant.',
      hint: 'Les personnes chargées du dossier sont prévenues aussitôt.',
      send: 'Envoyer',
    },
    sent: 'Envoyé.',
    over: 'Ce signalement est terminé. Si vous constatez encore le problème, signalez-le à nouveau.',
    see: {
      title: 'Ce que vous voyez ici',
      yours:
        'Ce que vous avez écrit, qui s’en charge, ce qu’on vous demande, l’issue',
      notYours:
        'Pas l’incident lui-même\u00a0: son titre peut changer\u00a0; ses étapes, personnes et constats restent entre ceux qui le traitent',
      sensitive:
        'Vous l’avez envoyé comme sensible\u00a0: seuls vous, les personnes d’astreinte et celles à qui elles donnent accès peuvent le lire.',
    },
  },
} as const;
