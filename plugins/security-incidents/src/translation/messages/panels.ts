/** Texts of the building blocks that pages and cards share: states of panels and marks. */
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
  },
  mark: {
    good: 'In order',
    late: 'Needs attention',
    failed: 'Wrong',
    none: 'Not there',
  },
} as const;
