/** Texts of the building blocks that pages and cards share: states of panels and readiness. */
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
