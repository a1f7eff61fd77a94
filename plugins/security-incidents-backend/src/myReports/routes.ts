import {
  answerReportSchema,
  incidentCreatePermission,
  type MyReport,
  type MyReportDetails,
  type MyReportMessage,
  REPORT_STATES,
  type ReportRecipients,
  type ReportState,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { created, json } from '../http/answers';
import { jsonBody } from '../http/body';
import { component } from '../http/components';
import {
  actor,
  entityRef,
  milliseconds,
  pageComponent,
  text,
  time,
} from '../http/fields';
import { incidentId, listPageShape, oneRef, oneWord } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { reading } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { MyReportsService } from './MyReportsService';

const tag = 'my reports';
const permissions = [incidentCreatePermission];
const params = z.strictObject({ id: incidentId });

const stateSchema = component<ReportState>()(
  'ReportState',
  z.enum(REPORT_STATES).describe('How a report stands, for its reporter.'),
);

const rowShape = {
  id: text,
  key: text.describe('Key of the incident, to quote in a call.'),
  title: text
    .optional()
    .describe('As it was reported. Absent when it was erased.'),
  reportedAt: time,
  state: stateSchema,
  stateAt: time,
  hasQuestion: z.boolean(),
};

const myReportSchema = component<MyReport>()(
  'MyReport',
  z.strictObject(rowShape),
);

const messageSchema = component<MyReportMessage>()(
  'MyReportMessage',
  z.strictObject({
    id: text,
    at: time,
    by: actor,
    isMine: z.boolean(),
    text,
  }),
);

const detailsSchema = component<MyReportDetails>()(
  'MyReportDetails',
  z.strictObject({
    ...rowShape,
    text: text.optional(),
    entityRefs: z.array(entityRef),
    isSensitive: z.boolean(),
    handledBy: actor.optional(),
    progress: z.array(z.strictObject({ state: stateSchema, at: time })),
    messages: z.array(messageSchema),
    canAnswer: z.boolean(),
  }),
);

const recipientsSchema = component<ReportRecipients>()(
  'ReportRecipients',
  z.strictObject({
    notified: z.array(entityRef),
    firstAnswerWithinMs: milliseconds.optional(),
  }),
);

const exampleRow: MyReport = {
  id: '5a0f4f2e-8f2c-4a0e-9d58-0e6a0f4d9f01',
  key: 'SEC-2026-0051',
  title: 'Caller knew the last orders of a customer',
  reportedAt: '2026-11-30T05:16:00.000Z',
  state: 'looked-into',
  stateAt: '2026-11-30T05:30:00.000Z',
  hasQuestion: true,
};

const exampleDetails: MyReportDetails = {
  ...exampleRow,
  text: 'A caller asked to change an address.',
  entityRefs: ['component:default/support-desk'],
  isSensitive: false,
  handledBy: 'user:default/priya',
  progress: [
    { state: 'received', at: exampleRow.reportedAt },
    { state: 'looked-into', at: exampleRow.stateAt },
  ],
  messages: [
    {
      id: '0b1a6f0e-52c1-4f6e-8a53-1f1f6d7c0a11',
      at: '2026-11-30T09:50:00.000Z',
      by: 'user:default/priya',
      isMine: false,
      text: 'Did the caller say the order numbers first?',
    },
  ],
  canAnswer: true,
};

/** What reporters see of their own reports. */
export function createMyReportRoutes(
  service: MyReportsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/my/reports',
      id: 'listMyReports',
      tag,
      summary: 'List the reports of the caller, newest first',
      permissions,
      query: z.strictObject(listPageShape),
      answer: json(pageComponent('MyReportPage', myReportSchema), {
        description: 'Reports of the caller.',
        example: { items: [exampleRow], totalItems: 1, pageInfo: {} },
      }),
      handle: ({ query, context }) => service.list(query, context),
    }),
    defineRoute({
      method: 'get',
      path: '/my/reports/:id',
      id: 'getMyReport',
      tag,
      summary: 'Get a report of the caller',
      description:
        'What was reported, how it stands, who has it and what the reporter is asked. It says nothing of the incident itself, and needs no permission to read incidents.',
      permissions,
      audit: reading('report'),
      params,
      answer: json(detailsSchema, {
        description: 'The report.',
        example: exampleDetails,
      }),
      handle: ({ params: { id }, context }) => service.get(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/my/reports/:id/answers',
      id: 'answerMyReport',
      tag,
      summary: 'Write to those who handle a report of the caller',
      description:
        'It becomes a resolution step of kind `communication` with audience `reporter`.',
      permissions,
      takesIdempotencyKey: true,
      params,
      body: jsonBody(answerReportSchema, {
        example: { text: 'The caller did.' },
      }),
      answer: created(detailsSchema, {
        description: 'The report with the answer.',
        example: exampleDetails,
      }),
      errors: { 409: 'The report is over.' },
      handle: ({ params: { id }, body, context }) =>
        service.answer(id, body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/my/report-recipients',
      id: 'getReportRecipients',
      tag,
      summary: 'Get who would be notified of a report',
      permissions,
      query: z.strictObject({
        entityRef: oneRef.optional().describe('The service.'),
        severity: oneWord(SEVERITIES).optional().describe('As it is reported.'),
        isSensitive: oneWord(['true', 'false'])
          .optional()
          .describe('Whether it is sent as sensitive.'),
      }),
      answer: json(recipientsSchema, {
        description:
          'The people and groups on duty who are reachable, and the owner unless it is sensitive.',
        example: {
          notified: ['group:default/security-operations'],
          firstAnswerWithinMs: 3_600_000,
        },
      }),
      handle: ({ query: { isSensitive, ...query }, context }) =>
        service.getRecipients(
          { ...query, isSensitive: isSensitive === 'true' },
          context,
        ),
    }),
  ];
}
