/** Texts of the entity card. */
export const entityCardMessages = {
  entityCard: {
    title: 'Security incidents',
    noHistory: 'No history yet',
    loading: 'incidents',
    stale: 'the last answer',
    failed: {
      title: 'Open incidents unknown right now',
      hint: "We couldn't load this; there may be more. Reporting works.",
      hintWithCount_one:
        "We couldn't load this; there may be more. {{count}} was open before. Reporting works.",
      hintWithCount_other:
        "We couldn't load this; there may be more. {{count}} were open before. Reporting works.",
    },
    open: '{{count}} open',
    severity: '{{count}} {{severity}}',
    severityOpen: '{{count}} {{severity}}, open',
    noneOpen: 'None open',
    lastClosed: 'last closed',
    noneClosed: 'none closed yet',
    noneRecorded: 'none recorded yet',
    moreOpen: '{{count}} more open',
    nextAction: {
      title: 'Your next action',
      left: '{{duration}} left',
      over: '{{duration}} over',
      because: {
        role: 'You have a role in it.',
        owner: 'You own the affected service.',
        task: 'The plan assigns this task to you.',
      },
      about: '{{incident}}. {{because}}',
      open: 'Open {{key}}',
      after: 'After that: {{action}},',
    },
    ledBy: '{{status}}, led by',
    nobodyYet: 'nobody yet',
    openFor: 'open {{duration}}',
    owner: 'Owner',
    ownerMissing:
      'Owner missing: nobody would be notified. Name one in the catalog-info file.',
    odd: {
      title: 'If something looks odd',
      hint: 'Report it here. One sentence is enough, and not being sure is fine: somebody checks.',
    },
    plans: {
      title: 'If something happens',
      all: 'All plans',
      anyKind: 'Any kind',
      anyOtherKind: 'Any other kind',
      subject: 'response plans',
    },
    roles: {
      title: 'Who would act now',
      nobody: 'nobody',
      more: '{{count}} more in the plan',
    },
    review: {
      title: 'Review and test',
      lastReviewed: 'Last reviewed',
      lastTested: 'Last tested',
      lastWatched: 'Last event of its sources',
      never: 'never',
    },
    parts: {
      title: 'Parts',
      name: 'Name',
      open: 'Open',
      total: 'Total',
      ready: 'Ready',
      readyLabel: 'ready {{passed}} of {{total}}',
      totalLabel: '{{count}} in total',
      allReady:
        '{{ready}} of {{count}} services with incidents pass all six readiness checks',
      more: '{{count}} more parts',
      counting: 'An incident that affects several parts counts once above.',
    },
  },
  /** The classes of incidents; other labels are in `labels.ts`. */
  label: {
    rsitClass: {
      abusiveContent: 'Abusive content',
      maliciousCode: 'Malicious code',
      informationGathering: 'Information gathering',
      intrusionAttempts: 'Intrusion attempts',
      intrusions: 'Intrusions',
      availability: 'Availability',
      informationContentSecurity: 'Information content security',
      fraud: 'Fraud',
      vulnerable: 'Vulnerable',
      other: 'Other',
      test: 'Test',
    },
  },
  /** Who watches; the rest is in `detections/watch.ts`. */
  watch: {
    title_one: 'Watched by {{count}} source',
    title_other: 'Watched by {{count}} sources',
    trouble_one: '{{count}} in trouble',
    trouble_other: '{{count}} in trouble',
    waiting_one: '{{count}} detection waits',
    waiting_other: '{{count}} detections wait',
    oldest: 'oldest {{duration}}',
    decide: 'Decide',
    see: 'See',
  },
  /** The rest is in `followUp/obligations.ts`. */
  obligation: { view: { soonest: 'Soonest obligation' } },
} as const;
