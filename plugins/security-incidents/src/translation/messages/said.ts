/**
 * Sentences that the backend makes, word by word, so that they are found again and said in the reader's language. A test
 * compares them with the backend.
 */
export const saidMessages = {
  said: {
    clock: {
      acknowledge: 'Acknowledge within {{duration}}',
      contain: 'Contain within {{duration}}',
      resolve: 'Resolve within {{duration}}',
      updateEvery: 'Next update within {{duration}}',
    },
    since: {
      recorded: '{{clock}} since it was recorded',
      reopened: '{{clock}} since it was re-opened',
      update: '{{clock}} since the last update, or the declaration',
    },
    clockPause:
      'Clocks never pause. While an incident is dismissed or merged it has none; brought back, they count on from the same start and nothing is deducted. Re-opened after it was resolved, containing and resolving it are owed again from then on.',
    escalation: {
      overdueAgain: '{{clock}}: overdue since {{time}}, and that long again',
      overdue: '{{clock}}: overdue since {{time}}',
      atRiskThen: '{{clock}}: at risk by then',
      atRisk: '{{clock}}: at risk since {{time}}, due by {{due}}',
      unless: '{{offset}}, unless {{reached}}',
      notYet: '{{offset}}, and not {{reached}} yet',
      passed: '{{offset}} have passed',
      major: 'Proposed as a major incident: {{majors}}',
    },
    reached: {
      acknowledged: 'acknowledged',
      contained: 'contained',
      recovered: 'recovered',
      resolved: 'resolved',
    },
    plan: {
      default: 'It is the company default.',
      names: 'This plan names {{service}}.',
      covers: '{{service}} {{phrases}}, which this plan covers.',
      everyClass: 'It is for incidents of every class.',
      everyClassAt:
        'It is for incidents of every class, at {{severities}} severity.',
      classAt:
        'It is for incidents of {{classes}}, at {{severities}} severity.',
      class: 'It is for incidents of {{classes}}.',
      undecided: 'The exact type is not decided yet.',
      tierMany:
        'It comes first because {{names}} have the highest tier here ({{tier}}).',
      tier: 'It comes first because {{names}} has the highest tier here ({{tier}}).',
      best: 'It comes first because it is the best plan for {{names}}.',
      better: '"{{plan}}" may fit better once the exact type is decided.',
      equal: '"{{plan}}" fits equally well; the order is then by name.',
      equalLower:
        '"{{plan}}" fits equally well, but has the lower priority ({{other}}, this one {{own}}).',
    },
    phrase: {
      system: 'belongs to the system {{value}}',
      owner: 'is owned by {{value}}',
      domain: 'belongs to the domain {{value}}',
      kind: 'is of the kind {{value}}',
      type: 'is of the type {{value}}',
      lifecycle: 'has the lifecycle {{value}}',
      tag: 'is tagged {{value}}',
      annotation: 'is annotated {{value}}',
    },
    blocker: {
      lead: 'Name an incident commander or an assignee',
      class: 'Choose the class of the incident',
      severity: 'Decide the severity',
      urgency: 'Decide the urgency, so that the priority can be computed',
      containmentStep:
        'Record a containment step, or say in a reason why none was needed',
      service: 'Decide whether {{services}} was compromised',
      services: 'Decide whether {{services}} were compromised',
      plan: 'Apply a plan, or say in a reason why none',
      task: 'Finish or skip the required task {{tasks}}',
      tasks: 'Finish or skip the required tasks {{tasks}}',
      secondPerson:
        'A major incident is closed by somebody else than who resolved it',
      reviewApproval: 'Have the review approved by somebody else',
      review: 'Complete the review',
      reviewFirst: 'Complete the review first',
      action: 'Give the improvement action {{actions}} an owner and a date',
      actions: 'Give the improvement actions {{actions}} an owner and a date',
      obligation: 'Decide whether {{obligations}} applies',
      obligations: 'Decide whether {{obligations}} apply',
      sending: 'Record the sending of {{obligations}}',
      reopen:
        'Closed more than {{days}} days ago: report a new incident instead',
      mayMove: 'You do not have permission to move incidents',
      mayClose: 'You do not have permission to close incidents',
      mayReopen: 'You do not have permission to re-open closed incidents',
      mayMerge: 'You do not have permission to merge incidents',
    },
    move: {
      resolved: 'Resolve the incident',
      closed: 'Close the incident',
      triage: 'Start triage',
      containment: 'Start containment',
      eradication: 'Start eradication',
      recovery: 'Start recovery',
    },
    review: {
      resolved: 'Resolve the incident; until then the review is a draft',
      summary: 'Say what happened',
      rootCause: 'Name a root cause',
      planAnswer: 'Say whether the plan was followed',
      lateOne: 'Say why {{late}} required task was late',
      lateMany: 'Say why {{late}} required tasks were late',
      planDeviation: 'Say why the plan was not followed',
      attendees: 'Name who took part',
      actions: 'Give {{actions}} an owner and a date',
    },
    approval: {
      permission: 'You do not have permission to approve reviews',
      done: 'It is approved already',
      secondPerson: 'It is approved by somebody else than who completed it',
      notCommander:
        'The review of a major incident is approved by somebody else than its commander',
    },
    formula: {
      detect: 'detected minus occurred',
      acknowledge: 'acknowledged minus detected',
      contain: 'contained minus detected',
      recover: 'recovered minus detected',
      resolve: 'resolved minus detected',
      coverage:
        'Services that pass all six checks (owner, plan, reviewed, tested, roles, watched), divided by all components, APIs and resources that the filters leave',
    },
    regime: {
      notChosen: 'The configuration does not choose this regime',
    },
    assignee: {
      noRole: 'The plan gives this task to no role',
      unknownRole: 'The plan has no role {{role}}',
      nobodyYet: 'Nobody is {{role}} yet',
    },
    recipient: {
      cannotRead: 'may not read it',
      exercise: 'an exercise tells nobody outside its members',
      noOwner: 'no affected service has an owner',
      noParent: 'has no group above it',
      nobodyIs: 'nobody is {{role}}',
    },
    major: {
      severity: 'its severity is {{severity}}',
      priority: 'its priority is {{priority}}',
      tier: 'it affects a service of tier {{tier}}',
      service: 'it affects {{services}} service or more',
      services: 'it affects {{services}} services or more',
      personalData: 'personal data is involved',
    },
    word: {
      class: 'class {{names}}',
      type: 'type {{names}}',
      also: '{{first}}, and {{second}}',
      or: 'or',
      quoted: '"{{name}}"',
    },
    evidenceKind: {
      log: 'log',
      screenshot: 'screenshot',
      capture: 'capture',
      export: 'export',
    },
  },
} as const;
