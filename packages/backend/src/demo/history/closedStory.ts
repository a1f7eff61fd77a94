import type {
  Level,
  RsitClass,
  Severity,
} from 'backstage-plugin-security-incidents-common';
import type { Story, StoryEvent } from './types';

export const RESPONDERS = [
  'user:default/amara.quistel',
  'user:default/viktor.salomaa',
  'user:default/priya.natesh',
] as const;

/** The people who report and handle incidents of a service. */
const PEOPLE: Array<[RegExp, string, string]> = [
  [
    /^(payments|tokenizer|fraud|settlement|refund)/,
    'user:default/adaeze.nnoruka',
    'user:default/ines.halvorsen',
  ],
  [
    /^(ledger|invoice|reconciliation|payout)/,
    'user:default/yusuf.demirtas',
    'user:default/petra.lindmark',
  ],
  [
    /^(checkout|cart|order)/,
    'user:default/clara.wintherup',
    'user:default/joon.baekman',
  ],
  [
    /^(storefront|search|media|newsletter|price|catalogue)/,
    'user:default/elsie.farrowby',
    'user:default/rohan.mistrel',
  ],
  [
    /^(identity|auth|consent|account)/,
    'user:default/marek.zelenik',
    'user:default/leila.haddoun',
  ],
  [
    /^(build|artifact|secrets|deploy|base)/,
    'user:default/diego.arroyal',
    'user:default/sunniva.aasrud',
  ],
  [
    /^(event|analytics|reporting|warehouse-loader)/,
    'user:default/kwame.asarewa',
    'user:default/hanneke.vosberg',
  ],
  [
    /^(warehouse|shipping|returns|label)/,
    'user:default/liam.corrowan',
    'user:default/oksana.bilytska',
  ],
  [/^support/, 'user:default/nadia.ferhani', 'user:default/bram.dekeyn'],
];

/** The engineer who reports and the owner who acts for a service. */
export function peopleOf(service: string): { engineer: string; owner: string } {
  const found = PEOPLE.find(([pattern]) => pattern.test(service));
  if (!found) throw new Error(`Nobody in the demo looks after ${service}`);
  return { engineer: found[1], owner: found[2] };
}

const URGENCY: Record<Severity, Level> = {
  informational: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
};

/** The end of each phase in minutes since the report. Severe incidents are handled faster. */
const PACE: Record<Severity, number> = {
  critical: 0.4,
  high: 0.7,
  medium: 1.6,
  low: 4,
  informational: 6,
};

/** Varies the durations between incidents. */
const SPREAD = [0.6, 1.4, 0.8, 2.1, 1, 0.5, 1.7];

/** Returns the minutes since the report for a point of the usual course, varied by incident. */
function courseOf(daysAgo: number, pace: number): (usual: number) => number {
  const containing = SPREAD[daysAgo % SPREAD.length];
  const mending = SPREAD[(daysAgo * 3 + 1) % SPREAD.length];
  return usual => {
    const triage = Math.min(usual, 30);
    const containment = Math.min(Math.max(usual - 30, 0), 50);
    const rest = Math.max(usual - 80, 0);
    return pace * (triage + containing * containment + mending * rest);
  };
}

/** A duration in ISO-8601. */
export function minutes(count: number): string {
  return `PT${Math.round(count)}M`;
}

/** The triage of every handled incident. */
export function triageEvents(
  story: {
    responder: string;
    severity: Severity;
    class: RsitClass;
    type: string;
  },
  pace: number,
): StoryEvent[] {
  const by = story.responder;
  return [
    {
      after: minutes(9 * pace),
      by,
      do: 'role',
      role: 'incident-commander',
      principal: by,
    },
    { after: minutes(11 * pace), by, do: 'move', move: { to: 'triage' } },
    {
      after: minutes(26 * pace),
      by,
      do: 'update',
      changes: {
        severity: story.severity,
        urgency: URGENCY[story.severity],
        determination: 'confirmed',
        ongoing: 'no',
        classification: { class: story.class, type: story.type },
      },
    },
    { after: minutes(30 * pace), by, do: 'move', move: { to: 'containment' } },
  ];
}

/** A complete incident, from report to closed. */
export function closedStory(
  daysAgo: number,
  at: string,
  service: string,
  severity: Severity,
  rsitClass: RsitClass,
  type: string,
  title: string,
  containment: string,
  eradication: string,
  recovery: string,
  rootCause: string,
  kind = 'component',
): Story {
  const { engineer, owner } = peopleOf(service);
  const responder = RESPONDERS[daysAgo % RESPONDERS.length];
  const entityRef = `${kind}:default/${service}`;
  const pace = PACE[severity];
  const course = courseOf(daysAgo, pace);
  const compromised =
    rsitClass === 'intrusions' || rsitClass === 'malicious-code';
  const events: StoryEvent[] = [
    ...triageEvents({ responder, severity, class: rsitClass, type }, pace),
    {
      after: minutes(course(34)),
      by: responder,
      do: 'role',
      role: 'service-owner',
      principal: owner,
    },
    {
      after: minutes(course(75)),
      by: owner,
      do: 'step',
      step: {
        kind: 'containment',
        text: containment,
        outcome: 'succeeded',
        entityRefs: [entityRef],
      },
    },
    {
      after: minutes(course(80)),
      by: responder,
      do: 'move',
      move: { to: 'eradication' },
    },
    {
      after: minutes(course(410)),
      by: owner,
      do: 'step',
      step: {
        kind: 'eradication',
        text: eradication,
        outcome: 'succeeded',
        entityRefs: [entityRef],
      },
      ...(daysAgo % 5 === 0 && { performedBefore: 'PT2H' }),
    },
    {
      after: minutes(course(420)),
      by: responder,
      do: 'move',
      move: { to: 'recovery' },
    },
    {
      after: minutes(course(900)),
      by: owner,
      do: 'step',
      step: {
        kind: 'recovery',
        text: recovery,
        outcome: 'succeeded',
        entityRefs: [entityRef],
      },
    },
    {
      after: minutes(course(905)),
      by: responder,
      do: 'affected',
      affected: {
        entityRef,
        role: 'cleared',
        compromise: compromised ? 'compromised' : 'not-compromised',
      },
    },
    {
      after: minutes(course(920)),
      by: responder,
      do: 'move',
      move: {
        to: 'resolved',
        resolution: {
          code: 'contained',
          summary: `${containment} ${eradication}`,
          rootCause,
        },
      },
    },
    {
      after: minutes(course(1300)),
      by: responder,
      do: 'step',
      step: {
        kind: 'improvement',
        text: `Reviewed with the owner. Cause: ${rootCause}`,
      },
    },
    {
      after: minutes(course(1400)),
      by: responder,
      do: 'move',
      move: { to: 'closed' },
    },
  ];
  return {
    daysAgo,
    at,
    reporter: engineer,
    report: {
      title,
      summary: `Noticed on ${service}. ${title}.`,
      affected: [{ entityRef }],
      detection: {
        method: daysAgo % 3 === 0 ? 'monitoring' : 'staff-report',
        certainty: daysAgo % 2 ? 'certain' : 'unsure',
      },
      // What is over is shared with the whole company, so that it learns from it.
      tlp: 'GREEN',
      visibility:
        severity === 'critical' && compromised ? 'restricted' : 'open',
      occurredBefore: minutes(180 * pace),
      detectedBefore: minutes(12 * pace),
    },
    events,
  };
}
