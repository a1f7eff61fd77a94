/** Texts of the building blocks that pages share: states of panels, pages of lists, readiness and keys. */
export const panelMessages = {
  panel: {
    loading: 'Loading {{what}}',
    slow: '{{what}} takes longer than usual.',
    notRead: {
      title: 'We have not read the {{subject}} yet',
      hint: 'The catalog is being read for the first time. This page asks again by itself; there may be more.',
      hintWithReason:
        '{{reason}}. This page asks again by itself; there may be more.',
    },
    forbidden: {
      title: "You can't view {{subject}}",
      hint: 'Ask the team that runs this portal for access.',
    },
    incidents: 'incidents',
    /** Live updates stopped; the last answer is still shown. */
    stale: 'Not live since {{time}}. Showing {{what}}; trying again.',
    newRows: '{{count}} new, show',
    changedRows: 'The list changed, show',
  },
  pager: {
    firstPage: 'First page',
    range: '{{from}} to {{to}} of {{total}}',
    onThisPage: '{{shown}} of {{total}} on this page',
  },
  download: {
    forbidden: "You can't view {{subject}}.",
    failed: 'No file: {{reason}}',
  },
  keys: {
    title: 'Keys on this page',
    on: 'Single keys are on',
    hint: 'Turn them off when a screen reader or speech input needs the letters. This browser remembers it.',
    search: 'Search',
    next: 'Next row',
    previous: 'Previous row',
    open: 'Open the row',
    list: 'This list',
    reports: 'Go to the reports',
    incidents: 'Go to the incidents',
  },
  mark: {
    good: 'In order',
    late: 'Needs attention',
    failed: 'Wrong',
    none: 'Not there',
  },
  readiness: {
    label: 'Ready in {{passed}} of {{total}} checks',
    check: {
      owner: 'Owner',
      plans: 'Plans',
      reviewed: 'Review',
      tested: 'Test',
      roles: 'Roles',
      watched: 'Watch',
    },
    state: {
      pass: 'in order',
      late: 'late',
      fail: 'not in order',
      notApplicable: 'nothing to check',
    },
    gaps: 'Gaps',
    gap: {
      ownerMissing: 'Owner missing',
      noPlan: 'No plan applies',
      planRetired: 'The plan is retired',
      reviewOverdue: 'Review overdue',
      neverTested: 'Never tested',
      testOverdue: 'Test overdue',
      roleUnresolved_one: 'A role resolves to nobody',
      roleUnresolved_other: '{{count}} roles resolve to nobody',
      notWatched: 'Nobody watches it',
      watchInterrupted: 'Its sources are in trouble',
    },
    fix: {
      catalogFile: 'Fix in the catalog file',
      nameOwner: 'Name one in the catalog file.',
      openPlan: 'Open the plan',
      convert: 'Convert a playbook to a plan',
      sources: 'See the sources',
    },
  },
} as const;
