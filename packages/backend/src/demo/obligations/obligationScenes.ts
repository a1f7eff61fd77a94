import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type DecideObligationRequest,
  decideObligationSchema,
} from 'backstage-plugin-security-incidents-common';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { DateTime, Duration } from 'luxon';
import type { Story } from '../history/types';
import {
  assessedOpen,
  CARD_GATEWAY,
  GDPR_TO_AUTHORITY,
  NO_PERSONAL_DATA,
  NOBODY_CONCERNED,
  NOT_APPLICABLE,
  notifications,
} from './written';

/** Something that happens to the obligations of an incident. */
export interface ObligationScene {
  at: DateTime;
  by: string;
  play(
    service: SeedingServices,
    as: BackstageCredentials,
    incidentId: string,
  ): Promise<void>;
}

interface Course {
  story: Story;
  reportedAt: DateTime;
  now: DateTime;
}

const AMARA = 'user:default/amara.quistel';
const PAVEL = 'user:default/pavel.hruskin';

/** Parts of the time between declaration and end, at which a notification is sent and the rest is decided. */
const SENT_AT_PART = 0.6;
const SETTLED_AT_PART = 0.8;
const SENT_WITHIN_HOURS = 30;
const DECIDED_WITHIN_HOURS = 5;

const toIso = (at: DateTime) => at.toUTC().toISO()!;

function findMove({ events }: Story, to: 'containment' | 'closed') {
  return events.find(event => event.do === 'move' && event.move.to === to);
}

/** Whoever answers for privacy in the incident. */
function getDecider({ events }: Story): string {
  const role = events.find(
    event => event.do === 'role' && event.role === 'privacy-officer',
  );
  return role?.do === 'role' ? role.principal : PAVEL;
}

/** Decides about the obligation of a rule. Without the rules of the demo's configuration there is nothing to decide. */
function decide(
  rule: string,
  decision: DecideObligationRequest,
): ObligationScene['play'] {
  return async (service, credentials, incidentId) => {
    const context = withoutAuthorization({ credentials });
    const { obligations } = service;
    const { items } = await obligations.getOfIncident(incidentId, context);
    const found = items.find(item => item.rule.id === rule);
    if (!found) return;
    const body = decideObligationSchema.parse(decision);
    await obligations.decide(incidentId, found.id, { body }, context);
  };
}

/** Decides that whatever is to be assessed does not apply. */
function settle(why: string): ObligationScene['play'] {
  return async (service, credentials, incidentId) => {
    const context = withoutAuthorization({ credentials });
    const { obligations } = service;
    const { items } = await obligations.getOfIncident(incidentId, context);
    for (const { id, rule, state } of items) {
      if (state !== 'to-assess') continue;
      const reason = NOT_APPLICABLE[rule.id] ?? why;
      await obligations.decide(
        incidentId,
        id,
        { body: { decision: 'not-applicable', reason } },
        context,
      );
    }
  };
}

function whyNobody({ events }: Story): string {
  const classes = events.flatMap(event =>
    event.do === 'update' ? event.changes.classification?.class ?? [] : [],
  );
  const last = classes[classes.length - 1];
  return (last && NO_PERSONAL_DATA[last]) ?? NOBODY_CONCERNED;
}

/** An incident is closed once each obligation was decided, and what applies was sent. */
function closedScenes({ story, reportedAt }: Course): ObligationScene[] {
  const after = (duration: string) =>
    reportedAt.plus(Duration.fromISO(duration));
  const declared = findMove(story, 'containment');
  const closed = findMove(story, 'closed');
  if (!declared || !closed) return [];
  const declaredAt = after(declared.after);
  const length = after(closed.after).diff(declaredAt).as('minutes');
  const by = getDecider(story);
  const told = notifications.find(({ of }) => of === story.report.title);
  if (!told) {
    const wait = Math.min(DECIDED_WITHIN_HOURS * 60, SETTLED_AT_PART * length);
    const at = declaredAt.plus({ minutes: Math.round(wait) });
    return [{ at, by, play: settle(whyNobody(story)) }];
  }
  const wait = Math.min(SENT_WITHIN_HOURS * 60, SENT_AT_PART * length);
  const sentAt = told.sentAfter
    ? after(told.sentAfter)
    : declaredAt.plus({ minutes: Math.round(wait) });
  const recordedAt = sentAt.plus({ minutes: 10 });
  const left = after(closed.after).diff(recordedAt).as('minutes');
  return [
    {
      at: declaredAt.plus({ minutes: 5 }),
      by,
      play: decide(GDPR_TO_AUTHORITY, {
        decision: 'applicable',
        reason: told.reason,
        awareAt: toIso(
          told.awareAfter
            ? after(told.awareAfter)
            : declaredAt.minus({ minutes: 5 }),
        ),
      }),
    },
    {
      at: recordedAt,
      by,
      play: decide(GDPR_TO_AUTHORITY, {
        decision: 'submitted',
        submittedAt: toIso(sentAt),
        proof: 'Receipt of the authority, PDF',
        reason: told.lateBecause,
      }),
    },
    {
      at: recordedAt.plus({ minutes: Math.round(left / 2) }),
      by,
      play: settle(whyNobody(story)),
    },
  ];
}

/** The contract asks for it: the gateway hears of each key of ours that is out. */
function tellGateway(reportedAt: DateTime): ObligationScene {
  return {
    at: reportedAt.plus({ minutes: 110 }),
    by: AMARA,
    async play(service, credentials, incidentId) {
      const context = withoutAuthorization({ credentials });
      const { obligations } = service;
      const { notRaised } = await obligations.getOfIncident(
        incidentId,
        context,
      );
      if (!notRaised.some(({ id }) => id === CARD_GATEWAY)) return;
      const reason = 'The contract asks for it as soon as a live key is out.';
      await obligations.raise(
        incidentId,
        { ruleId: CARD_GATEWAY, reason },
        context,
      );
      await decide(CARD_GATEWAY, {
        decision: 'submitted',
        reason: 'The gateway confirmed a live key of ours.',
        anchorAt: toIso(reportedAt.plus({ minutes: 30 })),
        submittedAt: toIso(reportedAt.plus({ minutes: 40 })),
        proof: 'By phone',
        reference: 'GW-88213',
      })(service, credentials, incidentId);
    },
  };
}

/** The company has decided that the authority hears of the accounts; it was not told yet. */
function mustTell(reportedAt: DateTime): ObligationScene {
  return {
    at: reportedAt.plus({ minutes: 90 }),
    by: PAVEL,
    play: decide(GDPR_TO_AUTHORITY, {
      decision: 'applicable',
      reason: 'Eight customers were signed in by somebody else.',
      awareAt: toIso(reportedAt.plus({ minutes: 25 })),
    }),
  };
}

/** Everything that happens to the obligations of a story. */
export function obligationScenes(course: Course): ObligationScene[] {
  const { story, reportedAt, now } = course;
  const { title } = story.report;
  if (title === 'Live gateway key in a public repository') {
    return [tellGateway(reportedAt)];
  }
  if (title === 'Stolen passwords tried on customer sign-in') {
    return [mustTell(reportedAt)];
  }
  const open = assessedOpen[title];
  if (open) {
    const at = reportedAt.plus(Duration.fromISO(open.after));
    return [
      { at: DateTime.min(at, now)!, by: PAVEL, play: settle(open.reason) },
    ];
  }
  return closedScenes(course);
}
