/**
 * The default English texts of how ready services are, and of the entity card where nothing is open or where it shows parts.
 * They are loaded with these parts of the card.
 */
export const readinessMessages = {
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
    gapText: {
      noOwner: 'It has no owner',
      ownerUnknown: '{{owner}} owns it and is not in the catalog',
      noPlan: 'There is no approved plan',
      noneCovers: 'None of the {{plans}} approved plans covers it',
      retired: '"{{plan}}" is retired and no approved plan has taken its place',
      roleNobody: '{{role}} resolves to nobody: {{why}}',
      nobodyIs: 'Nobody is {{role}}: {{why}}',
      notWatched: 'No source of detections finds it',
      silentSince:
        'The sources that find it are silent or rejecting; the last event came on {{day}}',
      silent: 'The sources that find it have not sent an event yet',
      reviewUndated: '"{{plan}}" does not say when it is to be reviewed',
      reviewDue: 'The review of "{{plan}}" was due on {{day}}',
      itsReviewDue: 'Its review was due on {{day}}',
      neverTested: '"{{plan}}" was never tested',
      testDue:
        '"{{plan}}" was last tested on {{last}}, the next test was due on {{day}}',
    },
    gapWhy: {
      notInCatalog: '{{ref}} is not in the catalog',
      noMembers: '{{ref}} has no members',
      noPrincipal: '{{ref}} is neither a person nor a group',
      noOwner: 'the service has no owner',
      toNobody: 'the plan gives it to nobody',
    },
    fix: {
      catalogFile: 'Fix in the catalog file',
      nameOwner: 'Name one in the catalog file.',
      openPlan: 'Open the plan',
      convert: 'Convert a playbook to a plan',
      sources: 'See the sources',
    },
  },
  /** The rest is in `entityCard.ts`. */
  entityCard: {
    odd: {
      title: 'If something looks odd',
      hint: 'Report it here. One sentence is enough, and not being sure is fine: somebody checks.',
    },
    plans: {
      title: 'If something happens',
      all: 'All plans',
      anyKind: 'Any kind',
      anyOtherKind: 'Any other kind',
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
} as const;
