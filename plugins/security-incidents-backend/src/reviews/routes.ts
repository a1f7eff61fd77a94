import {
  ACTION_FILTERS,
  addActionSchema,
  changeActionSchema,
  finishReviewSchema,
  incidentReadPermission,
  remindActionsSchema,
  reopenReviewSchema,
  REVIEW_FILTERS,
  reviewApprovePermission,
  reviewUpdatePermission,
  saveReviewSchema,
  waiveReviewSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { created, json } from '../http/answers';
import { jsonBody } from '../http/body';
import {
  incidentId,
  listPageShape,
  pathText,
  toFilterShape,
} from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { entityParams } from '../entities/params';
import { reading } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import {
  EXAMPLE_ACTION_ID,
  exampleAction,
  exampleRelatedReview,
  exampleReview,
  exampleReviewIncident,
} from './examples';
import type { ReviewsService } from './ReviewsService';
import {
  actionPageSchema,
  followUpCountsSchema,
  relatedReviewsSchema,
  reminderResultsSchema,
  reviewPageSchema,
  reviewSchema,
} from './schemas';

const tag = 'reviews';
const read = [incidentReadPermission];
const update = [incidentReadPermission, reviewUpdatePermission];
const params = z.strictObject({ id: incidentId });
const answer = json(reviewSchema, {
  description: 'The review as it is now.',
  example: exampleReview,
});

function createReviewRoutes(service: ReviewsService<RequestContext>): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/incidents/:id/review',
      id: 'getReview',
      tag,
      summary: 'Get the review of an incident with its actions',
      description:
        'What people wrote is in `fields`. What was computed from the record is in `adherence`.',
      permissions: read,
      audit: reading('review'),
      params,
      answer,
      handle: ({ params: { id }, context }) => service.getReview(id, context),
    }),
    defineRoute({
      method: 'put',
      path: '/incidents/:id/review',
      id: 'saveReview',
      tag,
      summary: 'Save fields of a review',
      description:
        'Saves the fields of the body and leaves the others; null clears one. `If-Match` is the version of the review. The call is refused when one of the same fields changed since, not when others did.',
      permissions: update,
      takesVersion: true,
      params,
      body: jsonBody(saveReviewSchema, {
        example: { summary: 'All tablets of one warehouse shared an account.' },
      }),
      answer,
      errors: {
        409: 'Somebody changed one of the fields since; `error.conflicts` names field, person, time and value. Or the review is finished.',
      },
      handle: ({ params: { id }, body, context }) =>
        service.saveReview(id, body, context.ifMatch, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/review/complete',
      id: 'completeReview',
      tag,
      summary: 'Complete a review',
      permissions: update,
      params,
      body: jsonBody(finishReviewSchema, { example: {} }),
      answer,
      errors: {
        409: '`error.blockedBy` lists what is missing. Or the review is finished.',
      },
      handle: ({ params: { id }, context }) =>
        service.completeReview(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/review/approve',
      id: 'approveReview',
      tag,
      summary: 'Approve a completed review',
      description:
        'Refused for whoever completed it, and for the commander when the incident is major.',
      permissions: [incidentReadPermission, reviewApprovePermission],
      params,
      body: jsonBody(finishReviewSchema, { example: {} }),
      answer,
      errors: { 409: 'The review is not completed, or is approved already.' },
      handle: ({ params: { id }, context }) =>
        service.approveReview(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/review/reopen',
      id: 'reopenReview',
      tag,
      summary: 'Make a finished review a draft again',
      permissions: update,
      params,
      body: jsonBody(reopenReviewSchema, {
        example: { reason: 'The supplier named another cause' },
      }),
      answer,
      errors: { 409: 'The review is not finished.' },
      handle: ({ params: { id }, body, context }) =>
        service.reopenReview(id, body, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/review/waive',
      id: 'waiveReview',
      tag,
      summary: 'Decide that a required review is not written',
      description:
        'The incident can be closed without it. Reports count the review as missing and show the reason.',
      permissions: [incidentReadPermission, reviewApprovePermission],
      params,
      body: jsonBody(waiveReviewSchema, {
        example: { reason: 'The same cause was reviewed last week' },
      }),
      answer,
      errors: { 409: 'The review is not required, or is finished.' },
      handle: ({ params: { id }, body, context }) =>
        service.waiveReview(id, body, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/review/reminders',
      id: 'remindReview',
      tag,
      summary: 'Remind whoever leads the review, once a day',
      permissions: update,
      params,
      body: jsonBody(finishReviewSchema, { example: {} }),
      answer,
      errors: { 409: 'The last reminder is less than a day old.' },
      handle: ({ params: { id }, context }) =>
        service.remindReview(id, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/related-reviews',
      id: 'getRelatedReviews',
      tag,
      summary: 'List finished reviews of similar incidents',
      permissions: read,
      audit: reading('related-reviews'),
      params,
      answer: json(relatedReviewsSchema, {
        description:
          'Reviews of incidents of the same class, service or system, the most similar first, at most 5.',
        example: { items: [exampleRelatedReview] },
      }),
      handle: async ({ params: { id }, context }) => ({
        items: await service.getRelatedReviews(id, context),
      }),
    }),
  ];
}

function createActionRoutes(service: ReviewsService<RequestContext>): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/incidents/:id/review/actions',
      id: 'addReviewAction',
      tag,
      summary: 'Add an improvement action',
      description:
        'Owner and date may follow; an action without them blocks completing the review and closing the incident.',
      permissions: update,
      takesIdempotencyKey: true,
      params,
      body: jsonBody(addActionSchema, {
        example: { type: 'detection', title: exampleAction.title },
      }),
      answer: created(reviewSchema, {
        description: 'The review as it is now.',
        example: exampleReview,
      }),
      handle: ({ params: { id }, body, context }) =>
        service.addAction(id, body, context),
    }),
    defineRoute({
      method: 'patch',
      path: '/incidents/:id/review/actions/:actionId',
      id: 'changeReviewAction',
      tag,
      summary: 'Change, finish, drop or check an improvement action',
      description:
        'A date that moves needs a `reason`; the first date is kept. `effect` records whether a done action works, by somebody else than the owner and whoever did it. `If-Match` is the version of the action.',
      permissions: update,
      takesVersion: true,
      params: z.strictObject({
        id: incidentId,
        actionId: pathText.describe('Id of the action.'),
      }),
      body: jsonBody(changeActionSchema, { example: { state: 'done' } }),
      answer,
      errors: {
        409: 'The version in `If-Match` is stale, or the action takes no such change.',
      },
      handle: ({ params: { id, actionId }, body, context }) =>
        service.changeAction(id, actionId, body, context.ifMatch, context),
    }),
    defineRoute({
      method: 'post',
      path: '/actions/reminders',
      id: 'remindActions',
      tag,
      summary:
        'Remind the owners or leads of up to 50 actions, each once a day',
      description:
        'Each action is answered alone. Of a done action, whoever checks it is reminded. With `to: lead` whoever leads the review or the incident is reminded instead.',
      permissions: update,
      body: jsonBody(remindActionsSchema, {
        example: { actionIds: [EXAMPLE_ACTION_ID] },
      }),
      answer: json(reminderResultsSchema, {
        description: 'One result for each action, in the same order.',
        example: {
          results: [{ actionId: EXAMPLE_ACTION_ID, outcome: 'held-back' }],
        },
      }),
      handle: async ({ body, context }) => ({
        results: await service.remindActions(body, context),
      }),
    }),
  ];
}

function createRegisterRoutes(
  service: ReviewsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/reviews',
      id: 'listReviews',
      tag,
      summary: 'List reviews across incidents',
      description:
        'By due time; finished ones alone are listed last completed first. Reviews of dismissed and merged incidents and of tests are left out.',
      permissions: read,
      query: z.strictObject({
        ...toFilterShape(REVIEW_FILTERS),
        ...listPageShape,
      }),
      answer: json(reviewPageSchema, {
        description: 'A page of reviews, with the numbers of all states.',
        example: {
          items: [
            {
              incident: exampleReviewIncident,
              state: 'draft',
              required: true,
              requiredBecause: 'plan',
              dueAt: exampleReview.dueAt,
              overdue: false,
              needsApproval: false,
              actions: { total: 3, open: 3, proven: 0 },
            },
          ],
          totalItems: 1,
          pageInfo: {},
          counts: { overdue: 0, open: 1, needsApproval: 0, finished: 12 },
          asOf: '2026-11-30T10:30:00.000Z',
        },
      }),
      handle: ({ query, context }) => service.listReviews(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reviews/counts',
      id: 'getFollowUpCounts',
      tag,
      summary: 'Count overdue reviews, actions, effect checks and obligations',
      permissions: read,
      answer: json(followUpCountsSchema, {
        description: 'Numbers for a badge.',
        example: {
          overdue: { reviews: 0, actions: 3, checks: 2, obligations: 0 },
          open: { reviews: 1, actions: 12, obligations: 8 },
        },
      }),
      handle: ({ context }) => service.getFollowUpCounts(context),
    }),
    defineRoute({
      method: 'get',
      path: '/actions',
      id: 'listActions',
      tag,
      summary: 'List improvement actions across incidents',
      description:
        'By the next time: due, or to be checked. Proven and dropped ones alone are listed newest first.',
      permissions: read,
      query: z.strictObject({
        ...toFilterShape(ACTION_FILTERS),
        ...listPageShape,
      }),
      answer: json(actionPageSchema, {
        description: 'A page of actions, with the numbers of all groups.',
        example: {
          items: [{ ...exampleAction, incident: exampleReviewIncident }],
          totalItems: 1,
          pageInfo: {},
          counts: {
            overdue: 0,
            'check-overdue': 0,
            open: 1,
            'check-due': 0,
            proven: 0,
            dropped: 0,
          },
          incidents: 1,
          exercises: 0,
          asOf: '2026-11-30T10:30:00.000Z',
        },
      }),
      handle: ({ query, context }) => service.listActions(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/entities/:kind/:namespace/:name/reviews',
      id: 'getEntityReviews',
      tag,
      summary: 'List finished reviews of an entity and what is below it',
      permissions: read,
      params: entityParams,
      answer: json(relatedReviewsSchema, {
        description: 'Last completed first, at most 20.',
        example: { items: [exampleRelatedReview] },
      }),
      handle: async ({ params: entityRef, context }) => ({
        items: await service.getEntityReviews(entityRef, context),
      }),
    }),
  ];
}

/** Reviews, improvement actions and their registers. */
export function createReviewsRoutes(
  service: ReviewsService<RequestContext>,
): Route[] {
  return [
    ...createReviewRoutes(service),
    ...createActionRoutes(service),
    ...createRegisterRoutes(service),
  ];
}
