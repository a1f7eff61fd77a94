import {
  decideObligationSchema,
  finishReviewSchema,
  incidentReadPermission,
  OBLIGATION_FILTERS,
  OBLIGATION_RULES,
  type Obligation,
  obligationDecidePermission,
  obligationReadPermission,
  raiseObligationSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { created, json } from '../http/answers';
import { jsonBody } from '../http/body';
import {
  incidentId,
  listPageShape,
  oneWord,
  pathText,
  toFilterShape,
} from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { reading } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { ObligationsService } from './ObligationsService';
import {
  incidentObligationsSchema,
  obligationPageSchema,
  obligationRulesSchema,
  obligationSchema,
} from './schemas';

const tag = 'obligations';
const READ = [incidentReadPermission, obligationReadPermission];
const DECIDE = [...READ, obligationDecidePermission];
const params = z.strictObject({ id: incidentId });

const [rule] = OBLIGATION_RULES;
const exampleObligation: Obligation = {
  id: '4f3a3c1e-6b1d-4b7e-9a54-0d7f3c6a1b22',
  rule,
  state: 'pending',
  raisedAt: '2026-11-30T07:52:00.000Z',
  dueBasis: 'due',
  startsAt: '2026-11-30T08:07:00.000Z',
  atRiskAt: '2026-12-02T14:07:00.000Z',
  dueAt: '2026-12-03T08:07:00.000Z',
  decision: {
    at: '2026-11-30T10:30:00.000Z',
    by: 'user:default/judith.amselin',
    reason: 'The key could read names for eight hours.',
  },
  version: 2,
};
const exampleMoments = {
  detectedAt: '2026-11-30T07:48:00.000Z',
  recordedAt: '2026-11-30T07:52:00.000Z',
  declaredAt: '2026-11-30T08:07:00.000Z',
  awareAt: '2026-11-30T08:07:00.000Z',
  isMajorProposed: false,
};
const asOf = '2026-11-30T10:30:00.000Z';

/** Obligations of incidents, their decisions and their rules. */
export function createObligationRoutes(
  service: ObligationsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/incidents/:id/obligations',
      id: 'getIncidentObligations',
      tag,
      summary: 'List the obligations of an incident',
      permissions: READ,
      audit: reading('obligations'),
      params,
      answer: json(incidentObligationsSchema, {
        description: 'Obligations with clocks, and the moments they start at.',
        example: {
          items: [exampleObligation],
          moments: exampleMoments,
          personalData: 'unknown',
          crossBorder: 'unknown',
          suspectedMalicious: 'unknown',
          notRaised: [],
          mayDecide: true,
          asOf,
        },
      }),
      handle: ({ params: { id }, context }) =>
        service.getOfIncident(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/obligations',
      id: 'raiseObligation',
      tag,
      summary: 'Raise an obligation by hand',
      description:
        'For rules in force that raise nothing by themselves, or that did not apply at first.',
      permissions: DECIDE,
      takesIdempotencyKey: true,
      takesVersion: true,
      params,
      body: jsonBody(raiseObligationSchema, {
        example: { ruleId: 'gdpr-33-2', reason: 'We process it for a partner' },
      }),
      answer: created(obligationSchema, {
        description: 'The obligation, to be assessed.',
        example: exampleObligation,
      }),
      handle: ({ params: { id }, body, context }) =>
        service.raise(id, body, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/obligations/:obligationId/decision',
      id: 'decideObligation',
      tag,
      summary: 'Decide about an obligation, or record that it was sent',
      description:
        'Each decision needs a reason, also one against. `If-Match` is the version of the obligation; a stale one is answered with 409, which says who decided what. An obligation of a closed incident can still be decided.',
      permissions: DECIDE,
      takesVersion: true,
      takesIdempotencyKey: true,
      params: z.strictObject({
        id: incidentId,
        obligationId: pathText.describe('Id of the obligation.'),
      }),
      body: jsonBody(decideObligationSchema, {
        example: {
          decision: 'applicable',
          reason: 'The key could read names for eight hours.',
          awareAt: '2026-11-30T08:07:00.000Z',
        },
      }),
      answer: created(obligationSchema, {
        description: 'The obligation as it is now.',
        example: exampleObligation,
      }),
      handle: ({ params: { id, obligationId }, body, context }) =>
        service.decide(id, obligationId, { body }, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/obligations/:obligationId/reminders',
      id: 'remindObligation',
      tag,
      summary: 'Remind whoever decides about an obligation, once a day',
      description:
        'Notifies the privacy officer, the legal counsel and the leads of the incident, or else the owners of its services.',
      permissions: DECIDE,
      params: z.strictObject({
        id: incidentId,
        obligationId: pathText.describe('Id of the obligation.'),
      }),
      body: jsonBody(finishReviewSchema, { example: {} }),
      answer: json(obligationSchema, {
        description: 'The obligation as it is now.',
        example: exampleObligation,
      }),
      errors: {
        409: 'The last reminder is less than a day old, or nothing is left to do.',
      },
      handle: ({ params: { id, obligationId }, context }) =>
        service.remind(id, obligationId, context),
    }),
    defineRoute({
      method: 'get',
      path: '/obligations',
      id: 'listObligations',
      tag,
      summary: 'List obligations across incidents',
      description:
        'Of real incidents that the caller may read. Without `orderBy` the soonest come first, then those without a due time.',
      permissions: READ,
      query: z.strictObject({
        ...toFilterShape(OBLIGATION_FILTERS),
        orderBy: oneWord(['due', 'decided']).optional(),
        ...listPageShape,
      }),
      answer: json(obligationPageSchema, {
        description: 'A page of the register.',
        example: {
          items: [],
          totalItems: 0,
          pageInfo: {},
          counts: {
            'to-assess': 0,
            pending: 0,
            missed: 0,
            submitted: 0,
            'submitted-late': 0,
            'not-applicable': 0,
          },
          asOf,
        },
      }),
      handle: ({ query, context }) => service.list(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/obligation-rules',
      id: 'getObligationRules',
      tag,
      summary: 'List the rules of obligations',
      permissions: READ,
      answer: json(obligationRulesSchema, {
        description: 'Every rule with its state and source.',
        example: {
          items: [rule],
          regimes: ['gdpr'],
          zone: 'UTC',
          calendars: [],
        },
      }),
      handle: ({ context }) => service.getRules(context),
    }),
  ];
}
