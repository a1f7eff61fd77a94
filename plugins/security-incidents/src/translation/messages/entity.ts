/** Texts of the entity tab and the report dialog. */
export const entityMessages = {
  entityTab: {
    openNow: {
      title: 'Open now',
      loading: 'open incidents',
      failed: {
        title: 'Open incidents unknown right now',
        hint: "We couldn't load this; there may be more. Everything else on this page is current.",
      },
      nothing: 'Nothing is open on {{name}}',
      lastClosed: 'The last one was closed on {{day}}.',
      gone: 'No longer open',
      all: 'All {{count}} open incidents',
      step: 'step {{step}} of {{steps}}',
      notStarted: 'not started',
      nextAction: 'Your next action',
      nextActionAsOwner: 'Your next action, as owner',
      ledBy: 'Led by',
      openFor: 'Open for',
    },
    glance: {
      title: '18 months at a glance',
      legend:
        'Larger mark, higher severity. Ring: open. Outline: dismissed or merged. Flag: exercise.',
      loading: '18 months',
      stale: 'the last answer',
      failed: {
        title: 'The 18 months did not load',
        hint: 'Everything else on this page is current.',
      },
      nothing: {
        title: 'Nothing in 18 months',
        hint: 'Incidents of {{name}} and how long it takes to contain them will appear here.',
      },
      incidents: 'Incidents',
      open: '{{count}} open',
      closed: '{{count}} closed',
      dismissed: '{{count}} dismissed',
      exercises: 'exercises are left out of all figures',
      timeToAcknowledge: 'Time to acknowledge',
      timeToContain: 'Time to contain',
      timeToResolve: 'Time to resolve',
      noValue: 'no value',
      median: 'median',
      p90: 'p90 {{duration}}',
      tooFew: 'too few for a p90',
      n: 'n {{count}}',
      excluded: '{{count}} excluded',
      truncated:
        'The strip shows the newest {{count}}; the figures count all of them.',
    },
    history: {
      title: 'History',
      order: 'Open first, then newest',
      empty: '{{name}} has no incidents',
    },
    plans: {
      title: 'Response plans',
      lastTested: 'Last tested',
      never: 'never',
      usedFor: 'Used for {{classes}}',
      loading: 'plans',
      subject: 'response plans',
      failed: {
        title: 'The plans did not load',
        hint: 'Everything else on this page is current.',
      },
      unknown: {
        title: '{{name}} is not known here yet',
        hint: 'A new service appears within a minute of being in the catalog.',
      },
      stale: 'As of {{time}}: the catalog has not answered since.',
      none: {
        title: 'No plan applies to {{name}}',
        hint: 'Plans are catalog entities of kind ResponsePlan. Without one, an incident has no checklist. Twelve plans come with the plugin; the team that runs this portal can turn them on.',
      },
      more_one: '{{count}} more plan',
      more_other: '{{count}} more plans',
    },
  },
  reportDialog: {
    title: 'Report a concern',
    service: {
      label: 'Service',
      hint: 'Start typing its name.',
      change: 'Change',
      changeLabel: 'Change the service',
      unknown: 'Not sure which service',
      ownedBy: '{{type}}, owned by {{owner}}',
      noOwner: '{{type}}, no owner',
    },
    text: {
      label: 'What did you see?',
      placeholder: 'For example: I found a key in a public log',
      hint: 'One sentence is enough. Never paste a password, key or card number.',
    },
    certainty: {
      label: 'How sure are you?',
      certain: 'Certain',
      unsure: 'Not sure',
      hint: 'Not sure is fine; somebody checks.',
    },
    ongoing: {
      label: 'Is it happening right now?',
      yes: 'Yes',
      no: 'No',
      unknown: 'Not sure',
    },
    severity: {
      label: 'How bad could it be?',
      critical: 'People, money or data are being harmed',
      high: 'Somebody could do real harm with it',
      medium: 'It must be fixed, but harm is unlikely',
      low: 'Small, only for the record',
      unsure: 'Not sure',
      triageDecides: 'triage decides',
    },
    sensitive: {
      label: 'Sensitive: only people who need to know can see it',
      on: 'Seen by you, by the people on duty, by people with a role in it, and by people who may view all restricted incidents. Nobody else can find it, not even its title or a count.',
      off: 'Off: everybody who may view incidents can see it, in the list and on the page of the service.',
    },
    next: {
      title: 'What happens next',
      found:
        'The responders and the owner find it in their list, with you as its reporter.',
      foundSensitive:
        'Only you and people who may view all restricted incidents find it.',
      notified: '{{names}} are notified at once, with you as its reporter.',
      notifiedSensitive:
        '{{names}} are notified at once and can read it. The owner is not told.',
      answer: 'The first answer is due within {{time}}.',
      follow:
        'You hear when somebody looks into it and how it ends. If it is urgent, call somebody as well.',
      similarBefore: 'Is it',
      similar: '{{key}}, {{title}}',
      similarAfter: '? Then add to that one.',
    },
    failed: {
      title: 'The report was not sent',
      hint: 'Everything you typed is still here. Sending it again never makes a second report.',
      hintKept:
        'Everything you typed is still here, and kept in this browser until it is sent. Sending it again never makes a second report.',
      copy: 'Copy text',
    },
    recorded: {
      title: 'Recorded as {{key}}',
      hint: 'You are its reporter and hear how it goes.',
      pending:
        'The catalog did not answer, so the owner of {{services}} is looked up later. Nothing else is missing.',
      open: 'Open it',
      follow: 'Follow your report',
    },
    sending: 'Sending',
    sentAs: 'Sent as',
    keep: 'Keep for later',
    send: 'Send report',
  },
} as const;
