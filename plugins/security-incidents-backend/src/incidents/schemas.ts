import {
  AFFECTED_ROLES,
  CIA_IMPACTS,
  COMPROMISE_STATES,
  DETECTION_METHODS,
  DETERMINATIONS,
  FUNCTIONAL_IMPACTS,
  type Incident,
  INCIDENT_ROLES,
  type IncidentSummary,
  LEVELS,
  type MaybeRedactedEntity,
  type NextDue,
  PLAN_CLOCKS,
  REPORT_CERTAINTIES,
  RESOLUTION_CODES,
  type RoleAssignment,
  TLP_MARKINGS,
  type TransitionOption,
  TRISTATES,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  actor,
  classSchema,
  count,
  entityRef,
  modeSchema,
  pageComponent,
  prioritySchema,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';
import { provenanceSchema } from '../imports/provenanceSchema';
import { planSummarySchema } from '../responsePlans/runs/schemas';
import {
  majorStatusSchema,
  serviceLevelsSchema,
} from '../serviceLevels/schemas';

const snapshotSchema = z
  .strictObject({
    title: text.optional(),
    type: text.optional(),
    ownerRef: entityRef.optional(),
    systemRef: entityRef.optional(),
    domainRef: entityRef.optional(),
    lifecycle: text.optional(),
    tier: text.optional().describe('Annotation `security-incidents/tier`.'),
    exposure: text
      .optional()
      .describe('Annotation `security-incidents/exposure`.'),
    dataClassification: text
      .optional()
      .describe('Annotation `security-incidents/data-classification`.'),
    takenAt: time.optional(),
  })
  .describe('What the catalog said of the entity when it was linked.');

const affectedSchema = component<MaybeRedactedEntity>()(
  'AffectedEntity',
  z
    .union([
      z.strictObject({
        withheld: z.literal(false).optional(),
        entityRef,
        role: z.enum(AFFECTED_ROLES),
        compromise: z.enum(COMPROMISE_STATES),
        impactNote: text.optional(),
        snapshot: snapshotSchema,
        snapshotState: z.enum(['complete', 'pending', 'missing']),
        addedAt: time,
        addedBy: actor,
        now: z
          .strictObject({
            state: z.enum(['present', 'orphaned', 'unknown']),
            ownerRef: entityRef.optional(),
          })
          .optional()
          .describe('What the catalog says now. Only on a single incident.'),
        inScope: z
          .boolean()
          .optional()
          .describe(
            'Only in a list filtered by `entityRef`: whether the incident matches because of this service.',
          ),
      }),
      z.strictObject({
        withheld: z.literal(true),
        role: z.enum(AFFECTED_ROLES),
        compromise: z.enum(COMPROMISE_STATES),
      }),
    ])
    .describe(
      'A linked service. `withheld: true` stands for one that the caller may not see in the catalog.',
    ),
);

const roleSchema = component<RoleAssignment>()(
  'RoleAssignment',
  z.strictObject({
    role: z.enum(INCIDENT_ROLES),
    principalRef: entityRef,
    assumedAt: time,
    assignedBy: actor,
    renouncedAt: time.optional(),
  }),
);

const timestamps = {
  occurredAt: time.optional(),
  detectedAt: time,
  reportedAt: time,
  recordedAt: time.describe('Set by the system, never changes.'),
  acknowledgedAt: time.optional(),
  declaredAt: time.optional(),
  containedAt: time.optional(),
  eradicatedAt: time.optional(),
  recoveredAt: time.optional(),
  resolvedAt: time.optional(),
  closedAt: time.optional(),
  awareAt: time
    .optional()
    .describe('When the organisation became aware, as a person decided.'),
};

const nextDueSchema = component<NextDue>()(
  'NextDue',
  z.strictObject({
    kind: z.enum(['clock', 'task', 'obligation']),
    clock: z.enum(PLAN_CLOCKS.map(({ clock }) => clock)).optional(),
    taskId: text.optional(),
    obligationId: text.optional(),
    title: text.describe(
      'Title of the task, name of the obligation, or the clock in words.',
    ),
    assigneeRef: entityRef.optional().describe('Who has the task.'),
    dueAt: time,
    atRiskAt: time.describe('When three quarters of the time have passed.'),
  }),
);

const summaryFields = {
  ...timestamps,
  id: z.uuid(),
  key: text.describe('Such as `SEC-2026-0001`.'),
  title: text,
  mode: modeSchema,
  status: statusSchema,
  open: z.boolean().describe('Whether the status still needs somebody to act.'),
  determination: z.enum(DETERMINATIONS),
  classification: z
    .strictObject({
      scheme: z.literal('rsit'),
      class: classSchema,
      type: text.optional(),
    })
    .optional(),
  severity: severitySchema.optional(),
  priority: prioritySchema
    .optional()
    .describe('Overridden or computed. Absent until it can be computed.'),
  visibility: z.enum(VISIBILITIES),
  tlp: z.enum(TLP_MARKINGS).describe('Traffic Light Protocol 2.0.'),
  isMajor: z.boolean(),
  isMajorProposed: z
    .boolean()
    .optional()
    .describe('Whether it is proposed as a major incident and undecided.'),
  nextDue: nextDueSchema
    .optional()
    .describe(
      'What is due first: a running clock, a required task or an obligation. Absent when nothing is due.',
    ),
  reportedBy: actor,
  updatedAt: time,
  version: count.describe('Goes up by one with each change; see `If-Match`.'),
  importId: z
    .string()
    .optional()
    .describe(
      'The import that it came with. Absent when it was reported here.',
    ),
  affected: z.array(affectedSchema),
  roles: z.array(roleSchema).describe('Current role holders.'),
};

export const incidentSummarySchema = component<IncidentSummary>()(
  'IncidentSummary',
  z.strictObject(summaryFields),
);

const transitionSchema = component<TransitionOption>()(
  'TransitionOption',
  z.strictObject({
    to: statusSchema,
    kind: z.enum([
      'forward',
      'skip',
      'back',
      'reopen',
      'dismiss',
      'merge',
      'restore',
    ]),
    requires: z
      .array(z.enum(['reason', 'resolution', 'mergedInto']))
      .describe('What the request must carry.'),
    right: z
      .enum(['transition', 'close', 'reopen', 'merge'])
      .describe('The permission that the move needs.'),
    allowed: z
      .boolean()
      .describe('False while something blocks the move that no reason waives.'),
    blockedBy: z.array(
      z.strictObject({
        guard: z.union([
          z.templateLiteral(['custom:', z.string()]),
          z.enum([
            'has-lead',
            'has-class',
            'has-severity',
            'has-urgency',
            'has-containment-step',
            'services-decided',
            'has-plan',
            'required-tasks',
            'closer-is-second-person',
            'review-completed',
            'actions-assigned',
            'obligations-decided',
            'obligations-sent',
            'within-reopen-days',
            'permission',
            'no-such-transition',
          ]),
        ]),
        message: text.describe('What is missing, and what to do about it.'),
        entityRefs: z.array(entityRef).optional(),
        waivedByReason: z
          .boolean()
          .optional()
          .describe('Whether a reason in the request waives it.'),
      }),
    ),
  }),
);

const impact = z.union([
  z.enum(LEVELS),
  z.strictObject({
    confidentiality: z.enum(CIA_IMPACTS).optional(),
    integrity: z.enum(CIA_IMPACTS).optional(),
    availability: z.enum(CIA_IMPACTS).optional(),
    functional: z.enum(FUNCTIONAL_IMPACTS).optional(),
    level: z.enum(LEVELS).optional(),
    serviceMinutes: count
      .optional()
      .describe(
        'Minutes in which services were disrupted, summed over services.',
      ),
  }),
]);

const priorityInputsSchema = z
  .strictObject({
    ruleVersion: count,
    impactLevel: z.enum(LEVELS).optional(),
    urgency: z.enum(LEVELS).optional(),
    base: prioritySchema.optional().describe('What the matrix alone gives.'),
    riskFactors: z.array(
      z.strictObject({
        id: z.enum([
          'tier-1',
          'public-production',
          'sensitive-data',
          'attack-ongoing',
          'repeated',
        ]),
        entityRef: entityRef.optional(),
      }),
    ),
    raised: z.boolean().describe('Whether risk raised it by one level.'),
    computed: prioritySchema.optional(),
  })
  .describe('Everything that the priority was computed from.');

export const incidentSchema = component<Incident>()(
  'Incident',
  z.strictObject({
    ...summaryFields,
    summary: text.optional().describe('Markdown.'),
    codename: text.optional(),
    detection: z
      .strictObject({
        method: z.enum(DETECTION_METHODS),
        certainty: z.enum(REPORT_CERTAINTIES).optional(),
      })
      .optional(),
    impact: impact.optional(),
    urgency: z.enum(LEVELS).optional(),
    ongoing: z.enum(TRISTATES),
    personalData: z.strictObject({
      involved: z.enum(TRISTATES),
      categories: z.array(text).optional(),
      subjectsEstimate: count.optional(),
      recordsEstimate: count.optional(),
    }),
    suspectedMalicious: z.enum(TRISTATES),
    crossBorder: z.enum(TRISTATES),
    majorReason: text.optional(),
    unknownService: z.boolean(),
    priorityInputs: priorityInputsSchema,
    priorityOverride: z
      .strictObject({
        priority: prioritySchema,
        reason: text,
        by: actor,
        at: time,
      })
      .optional(),
    resolution: z
      .strictObject({
        code: z.enum(RESOLUTION_CODES),
        summary: text,
        rootCause: text.optional(),
      })
      .optional(),
    mergedInto: z.strictObject({ id: z.uuid(), key: text }).optional(),
    mergedIntoCodename: text
      .optional()
      .describe(
        'What to call the incident it was merged into, for callers who may break the glass only.',
      ),
    mergedIncidents: z
      .array(z.strictObject({ id: z.uuid(), key: text, title: text }))
      .describe('Incidents that were merged into it, as the caller may read.'),
    mergedFromStatus: statusSchema
      .optional()
      .describe('Status before the merge.'),
    statusHistory: z
      .array(
        z.strictObject({
          status: statusSchema,
          from: time,
          to: time.optional().describe('Absent while it lasts.'),
        }),
      )
      .describe('Oldest first.'),
    members: z.array(
      z.strictObject({
        principalRef: text,
        source: z.enum(['reporter', 'role', 'manual', 'break-glass']),
        addedAt: time,
        addedBy: actor,
      }),
    ),
    readAs: z
      .enum(['member', 'policy'])
      .optional()
      .describe('Only on a restricted incident: why the caller may read it.'),
    pastRoles: z.array(roleSchema),
    transitions: z
      .array(transitionSchema)
      .describe('Every move from here with what blocks it.'),
    rights: z
      .strictObject({
        update: z.boolean(),
        transition: z.boolean(),
        recordStep: z.boolean(),
        escalate: z.boolean(),
        decideMajor: z.boolean(),
        restrict: z.boolean(),
        verify: z.boolean(),
        readViews: z.boolean(),
        eraseEntries: z.boolean(),
      })
      .describe('What the caller may do with this incident.'),
    stepCount: count.describe('Resolution steps, corrections included.'),
    planSummary: planSummarySchema
      .optional()
      .describe('Absent while no plan is applied.'),
    serviceLevels: serviceLevelsSchema
      .optional()
      .describe('Absent without a severity, or when nothing is owed for it.'),
    major: majorStatusSchema,
    provenance: provenanceSchema.optional(),
  }),
);

export const incidentPageSchema = pageComponent(
  'IncidentPage',
  incidentSummarySchema,
);
