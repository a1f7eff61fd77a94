import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  addActionSchema,
  changeActionSchema,
  type ChangeActionRequest,
  saveReviewSchema,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { type DateTime, Duration } from 'luxon';
import type { Story } from '../history/types';
import type { ActionStory, ReviewStory } from './types';
import { reviewStories, waivedReviews } from './written';

/** Something that happens to the review of an incident. */
export interface ReviewScene {
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

const HIGH = SEVERITIES.indexOf('high');

/** Whether the incident needs a review before it is closed. */
function needsReview({ events }: Story): boolean {
  return events.some(
    event =>
      event.do === 'update' &&
      event.changes.severity !== undefined &&
      SEVERITIES.indexOf(event.changes.severity) >= HIGH,
  );
}

function findMove(story: Story, to: 'resolved' | 'closed') {
  return story.events.find(
    event => event.do === 'move' && event.move.to === to,
  );
}

/** Who commanded the response. */
function getCommander({ events }: Story): string {
  const role = events.find(
    event => event.do === 'role' && event.role === 'incident-commander',
  );
  return role?.do === 'role' ? role.principal : events[0].by;
}

function getAttendees(story: Story): string[] {
  const people = story.events.flatMap(event =>
    event.do === 'step' || event.do === 'role' ? event.by : [],
  );
  return [...new Set([getCommander(story), ...people])];
}

/** What the review says: what is told of it, and otherwise what the record has. */
function toFields(story: Story, told: ReviewStory | undefined) {
  const resolved = findMove(story, 'resolved');
  const resolution =
    resolved?.do === 'move' ? resolved.move.resolution : undefined;
  const { title, summary } = story.report;
  return saveReviewSchema.parse({
    summary: `${summary ?? title} ${resolution?.summary ?? ''}`.trim(),
    rootCauses: [
      {
        category: told?.category ?? 'unknown',
        text: resolution?.rootCause ?? title,
      },
    ],
    // Whoever leads the review of an open one has still to name who took part.
    ...(!told?.isDraft && { attendees: getAttendees(story) }),
    ...(story.isFirstVersion && { planFollowed: 'yes' }),
    ...told?.fields,
  });
}

/** The time on a day relative to now, an hour apart from now, so that days count as the stories say. */
function onDay(now: DateTime, days: number): DateTime {
  return now.plus({ days, hours: days < 0 ? -1 : 1 });
}

const toIso = (at: DateTime) => at.toUTC().toISO()!;

/** What happens to an action after it was added. */
function* actionChanges(
  action: ActionStory,
  now: DateTime,
): Generator<{ at: DateTime; by: string; change: ChangeActionRequest }> {
  const { owner } = action;
  for (const { on, to, reason } of action.moved ?? []) {
    const dueAt = toIso(onDay(now, to));
    yield { at: onDay(now, on), by: owner, change: { dueAt, reason } };
  }
  if (action.note) {
    const { on, text } = action.note;
    yield { at: onDay(now, on), by: owner, change: { note: text } };
  }
  if (action.doneIn !== undefined) {
    yield {
      at: onDay(now, action.doneIn),
      by: owner,
      change: { state: 'done' },
    };
  }
  if (action.proven) {
    const { in: days, by, text } = action.proven;
    yield {
      at: onDay(now, days),
      by,
      change: { effect: { result: 'works', text } },
    };
  }
}

function actionScenes(
  action: ActionStory,
  addedAt: DateTime,
  { story, now }: Course,
): ReviewScene[] {
  let actionId = '';
  const add: ReviewScene = {
    at: addedAt,
    by: getCommander(story),
    async play(service, credentials, incidentId) {
      const { value } = await service.reviews.addAction(
        incidentId,
        addActionSchema.parse({
          type: action.type,
          title: action.title,
          ownerRef: action.owner,
          dueAt: toIso(onDay(now, action.dueIn)),
          check: {
            worksIf: action.worksIf,
            by: toIso(onDay(now, action.checkIn)),
            checkerRef: action.checker ?? action.proven?.by,
          },
        }),
        withoutAuthorization({ credentials }),
      );
      actionId = value.actions.find(({ title }) => title === action.title)!.id;
    },
  };
  const changes = [...actionChanges(action, now)].map(
    ({ at, by, change }): ReviewScene => ({
      at,
      by,
      play: async (service, credentials, incidentId) => {
        await service.reviews.changeAction(
          incidentId,
          actionId,
          changeActionSchema.parse(change),
          undefined,
          withoutAuthorization({ credentials }),
        );
      },
    }),
  );
  return [add, ...changes];
}

/** Everything that happens to the review of a story and to its actions; nothing for stories that need none. */
export function reviewScenes(course: Course): ReviewScene[] {
  const { story, reportedAt } = course;
  const told = reviewStories.find(({ of }) => of === story.report.title);
  const waived = waivedReviews.find(({ of }) => of === story.report.title);
  const end = findMove(story, 'closed');
  const resolved = findMove(story, 'resolved');
  if (!resolved || (!told && !(end && needsReview(story)))) return [];
  const writtenAt = reportedAt
    .plus(Duration.fromISO((end ?? resolved).after))
    .plus({ minutes: end ? -5 : 90 });
  const by = getCommander(story);
  if (waived) {
    return [
      {
        at: writtenAt,
        by: waived.by,
        play: async (service, credentials, incidentId) => {
          await service.reviews.waiveReview(
            incidentId,
            { reason: waived.reason },
            withoutAuthorization({ credentials }),
          );
        },
      },
    ];
  }
  const write: ReviewScene = {
    at: writtenAt,
    by,
    play: async (service, credentials, incidentId) => {
      const context = withoutAuthorization({ credentials });
      const fields = toFields(story, told);
      await service.reviews.saveReview(incidentId, fields, undefined, context);
    },
  };
  const finish = (
    person: string,
    call: 'completeReview' | 'approveReview',
    minutes: number,
  ): ReviewScene => ({
    at: writtenAt.plus({ minutes }),
    by: person,
    play: async (service, credentials, incidentId) => {
      const context = withoutAuthorization({ credentials });
      await service.reviews[call](incidentId, context);
    },
  });
  return [
    write,
    ...(told?.actions ?? []).flatMap(action =>
      actionScenes(action, writtenAt.plus({ minutes: 1 }), course),
    ),
    ...(told?.isDraft ? [] : [finish(by, 'completeReview', 2)]),
    ...(told?.approvedBy ? [finish(told.approvedBy, 'approveReview', 3)] : []),
  ];
}
