import {
  addActionSchema,
  changeActionSchema,
  finishReviewSchema,
  incidentReadPermission,
  remindActionsSchema,
  reopenReviewSchema,
  reviewApprovePermission,
  reviewUpdatePermission,
  saveReviewSchema,
  waiveReviewSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { created, json } from '../http/answers';
import { jsonBody } from '../http/body';
import { incidentId, pathText } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { reading } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import {
  EXAMPLE_ACTION_ID,
  exampleAction,
  exampleRelatedReview,
  exampleReview,
} from './examples';
import { createRegisterRoutes } from './registerRoutes';
import type { ReviewsService } from './ReviewsService';
import {
  relatedReviewsSchema,
  reminderResultsSchema,
  reviewBlockedSchema,
  reviewConflictSchema,
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
      errorSchemas: { 409: reviewConflictSchema },
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
      errorSchemas: { 409: reviewBlockedSchema },
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
