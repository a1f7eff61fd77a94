/** Texts of the entity card, without what it shows of readiness and of parts. */
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
    plans: { subject: 'response plans' },
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
