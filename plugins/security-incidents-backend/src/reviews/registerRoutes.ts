import {
  ACTION_FILTERS,
  incidentReadPermission,
  REVIEW_FILTERS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { entityParams } from '../entities/params';
import { json } from '../http/answers';
import { listPageShape, toFilterShape } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import type { RequestContext } from '../kernel/contexts';
import {
  exampleAction,
  exampleRelatedReview,
  exampleReview,
  exampleReviewIncident,
  exampleReviewText,
} from './examples';
import type { ReviewsService } from './ReviewsService';
import {
  actionPageSchema,
  followUpCountsSchema,
  relatedReviewsSchema,
  reviewPageSchema,
  reviewTextPageSchema,
  reviewTextsQuery,
} from './schemas';

const tag = 'reviews';
const permissions = [incidentReadPermission];

/** Reviews and actions across incidents. */
export function createRegisterRoutes(
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
      permissions,
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
      path: '/reviews/texts',
      id: 'listReviewTexts',
      tag,
      summary: 'List what finished reviews say',
      description:
        'By the time when their incidents were recorded. Those of restricted and of TLP:RED incidents are left out, whoever asks.',
      permissions,
      query: reviewTextsQuery,
      answer: json(reviewTextPageSchema, {
        description: 'A page of reviews, with what people wrote.',
        example: { items: [exampleReviewText], totalItems: 1, pageInfo: {} },
      }),
      handle: ({ query, context }) => service.listReviewTexts(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/reviews/counts',
      id: 'getFollowUpCounts',
      tag,
      summary: 'Count overdue reviews, actions, effect checks and obligations',
      permissions,
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
      permissions,
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
      permissions,
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
