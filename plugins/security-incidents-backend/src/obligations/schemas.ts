import {
  type IncidentObligations,
  type Obligation,
  OBLIGATION_DUE_BASES,
  OBLIGATION_ENDINGS,
  OBLIGATION_MOMENTS,
  OBLIGATION_RULE_STATES,
  OBLIGATION_STATES,
  OBLIGATION_TRIGGERS,
  OBLIGATION_UNITS,
  type ObligationMoments,
  type ObligationPage,
  type ObligationRule,
  type ObligationRules,
  type RegisteredObligation,
  TRISTATES,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  actor,
  count,
  day,
  entityRef,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';

const moment = z
  .enum(OBLIGATION_MOMENTS)
  .describe('Moment that starts the clock.');

export const ruleSchema = component<ObligationRule>()(
  'ObligationRule',
  z.strictObject({
    id: text.describe('Such as `gdpr-33-1`.'),
    regime: text.describe('Id of the law, standard or contract.'),
    regimeTitle: text,
    stage: text.describe('Place within the regime.'),
    title: text.describe('What has to be done.'),
    target: text.describe('Short name of who or what it goes to.'),
    anchor: moment,
    after: text.optional().describe('Id of the rule that comes before.'),
    trigger: z.enum(OBLIGATION_TRIGGERS).describe('What raises it.'),
    offset: count.optional().describe('Absent when the law has no number.'),
    unit: z.enum(OBLIGATION_UNITS).optional(),
    cap: z
      .strictObject({
        anchor: z.enum(['aware', 'detected', 'recorded']),
        offset: count,
        unit: z.literal('hours'),
      })
      .optional()
      .describe('Never later than this after another moment.'),
    fromYearEnd: z.boolean().optional(),
    calendar: text.optional().describe('Id of the business calendar.'),
    rollsOver: z.boolean().optional(),
    effectiveFrom: day.optional(),
    effectiveTo: day.optional(),
    state: z.enum(OBLIGATION_RULE_STATES),
    stateReason: text.optional().describe('Why it is off or a draft.'),
    note: text.optional(),
    source: text.describe('Where the rule is written.'),
  }),
);

const obligationFields = {
  id: z.uuid(),
  rule: ruleSchema.describe('As it was when the obligation was raised.'),
  state: z.enum(OBLIGATION_STATES),
  raisedAt: time,
  anchorAt: time.optional(),
  dueBasis: z
    .enum(OBLIGATION_DUE_BASES)
    .describe(
      '`due`: its moment is decided; `earliest`: assumed; `latest`: only a limit is known.',
    ),
  startsAt: time.optional(),
  dueAt: time.optional(),
  atRiskAt: time.optional(),
  decision: z
    .strictObject({
      at: time,
      by: actor,
      reason: text,
      with: z.enum(OBLIGATION_ENDINGS).optional(),
    })
    .optional(),
  submission: z
    .strictObject({
      at: time,
      recordedAt: time,
      recordedBy: actor,
      proof: text,
      reference: text.optional(),
    })
    .optional(),
  remindedAt: time
    .optional()
    .describe('When whoever decides was last reminded.'),
  version: count.describe('For `If-Match` of the next decision.'),
};

export const obligationSchema = component<Obligation>()(
  'Obligation',
  z.strictObject(obligationFields),
);

const momentsSchema = component<ObligationMoments>()(
  'ObligationMoments',
  z.strictObject({
    occurredAt: time.optional(),
    detectedAt: time,
    recordedAt: time,
    declaredAt: time.optional(),
    awareAt: time.optional().describe('As a person decided.'),
    majorAt: time.optional(),
    isMajorProposed: z.boolean(),
  }),
);

export const incidentObligationsSchema = component<IncidentObligations>()(
  'IncidentObligations',
  z.strictObject({
    items: z.array(obligationSchema),
    moments: momentsSchema,
    personalData: z.enum(TRISTATES),
    crossBorder: z.enum(TRISTATES),
    suspectedMalicious: z.enum(TRISTATES),
    notRaised: z.array(ruleSchema),
    mayDecide: z.boolean(),
    asOf: time,
  }),
);

const registeredSchema = component<RegisteredObligation>()(
  'RegisteredObligation',
  z.strictObject({
    ...obligationFields,
    incident: z.strictObject({
      id: z.uuid(),
      key: text,
      title: text,
      status: statusSchema,
      severity: severitySchema.optional(),
      visibility: z.enum(VISIBILITIES),
      entityRef: entityRef
        .optional()
        .describe('The first affected service that the caller may see.'),
      commander: entityRef.optional(),
      moments: momentsSchema,
    }),
  }),
);

export const obligationPageSchema = component<ObligationPage>()(
  'ObligationPage',
  z.strictObject({
    items: z.array(registeredSchema),
    totalItems: count,
    pageInfo: z.strictObject({ nextCursor: text.optional() }),
    counts: z.record(z.enum(OBLIGATION_STATES), count),
    asOf: time,
  }),
);

export const obligationRulesSchema = component<ObligationRules>()(
  'ObligationRules',
  z.strictObject({
    items: z.array(ruleSchema),
    regimes: z.array(text),
    zone: text,
    calendars: z.array(
      z.strictObject({
        id: text,
        title: text,
        zone: text,
        endOfDay: text,
        holidays: z.array(day),
      }),
    ),
  }),
);
