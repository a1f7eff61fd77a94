import {
  type ApplicablePlans,
  type CacaoFinding,
  type CacaoPlaybook,
  type Coverage,
  PLAN_LIFECYCLES,
  type PlanGap,
  type PlanOffer,
  type PlaybookImport,
  type Readiness,
  READINESS_CHECKS,
  type ResolvedRole,
  type ResponsePlanStatus,
  RSIT_CLASSES,
  VISIBILITIES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { errorWith } from '../http/errorSchema';
import {
  classSchema,
  count,
  day,
  entityRef,
  modeSchema,
  severitySchema,
  statusSchema,
  text,
  time,
} from '../http/fields';

const asOf = {
  asOf: time.describe('When the catalog was last read.'),
  stale: z
    .boolean()
    .describe('Whether the catalog has been unavailable since `asOf`.'),
};

export const planGapSchema = component<PlanGap>()(
  'PlanGap',
  z
    .strictObject({
      code: z.enum([
        'owner-missing',
        'no-plan',
        'plan-retired',
        'review-overdue',
        'never-tested',
        'test-overdue',
        'role-unresolved',
        'not-watched',
        'watch-interrupted',
      ]),
      message: text,
      planRef: entityRef.optional(),
    })
    .describe('Why a service is not ready.'),
);

export const readinessSchema = component<Readiness>()(
  'Readiness',
  z.strictObject({
    checks: z
      .record(z.enum(READINESS_CHECKS), z.enum(['pass', 'late', 'fail', 'n-a']))
      .describe(
        '`n-a`: an earlier check failed, so there is nothing to check.',
      ),
    gaps: z.array(planGapSchema),
    lastWatched: day
      .optional()
      .describe('Of the last event of the sources that find the service.'),
  }),
);

export const resolvedRoleSchema = component<ResolvedRole>()(
  'ResolvedRole',
  z.strictObject({
    id: text,
    title: text,
    required: z.boolean(),
    responsibilities: z.array(text),
    principalRef: entityRef.optional().describe('Absent when there is a gap.'),
    deputyRef: entityRef.optional(),
    gap: text.optional().describe('Why the role resolves to nobody.'),
  }),
);

export const planOfferSchema = component<PlanOffer>()(
  'PlanOffer',
  z.strictObject({
    planRef: entityRef,
    title: text,
    version: text,
    ownerRef: text.optional(),
    score: count.describe('How closely the plan names the service.'),
    reason: text.describe('Why the plan applies.'),
    primary: z.boolean(),
    classes: z.array(classSchema).optional().describe('Absent: all classes.'),
    lastReviewed: day.optional(),
    nextReview: day.optional(),
    lastTested: day.optional(),
    gaps: z.array(planGapSchema),
  }),
);

export const applicablePlansSchema = component<ApplicablePlans>()(
  'ApplicablePlans',
  z.strictObject({
    entityRef,
    items: z
      .array(planOfferSchema)
      .describe('Best first; the first would be applied unless undecided.'),
    undecided: z
      .boolean()
      .optional()
      .describe(
        'True while no class is given and several plans could apply; none is primary then.',
      ),
    byClass: z
      .partialRecord(z.enum(RSIT_CLASSES), entityRef)
      .describe('The plan for each class. Absent classes have none.'),
    roles: z.array(resolvedRoleSchema).describe('Who would act now.'),
    readiness: readinessSchema,
    ...asOf,
  }),
);

const checkCounts = z.record(z.enum(READINESS_CHECKS), count);

export const coverageSchema = component<Coverage>()(
  'Coverage',
  z.strictObject({
    items: z
      .array(
        z.strictObject({
          entityRef,
          title: text.optional(),
          ownerRef: entityRef.optional(),
          systemRef: entityRef.optional(),
          domainRef: entityRef.optional(),
          tier: text.optional(),
          planRef: entityRef.optional(),
          planTitle: text.optional(),
          lastReviewed: day.optional(),
          lastTested: day.optional(),
          rolesResolved: count,
          rolesTotal: count,
          readiness: readinessSchema,
        }),
      )
      .describe('Fewest checks passed first, then the highest tier.'),
    totalItems: count.describe('Items on all pages.'),
    services: count.describe(
      'Services that match, whatever `gaps` and `lacking` say.',
    ),
    ready: count.describe('Services that pass all checks.'),
    passing: checkCounts.describe('Services that pass each check.'),
    lackingOnly: checkCounts.describe(
      'How many of them fail this check and no other.',
    ),
    bySystem: z
      .array(
        z.strictObject({ systemRef: entityRef, services: count, ready: count }),
      )
      .describe('At most eight, the least ready first.'),
    formula: text.describe('How the percentage is computed.'),
    pageInfo: z.strictObject({
      nextCursor: text
        .optional()
        .describe('`cursor` of the next page. Absent on the last page.'),
    }),
    ...asOf,
    mayExport: z
      .boolean()
      .describe('Whether the caller may export the coverage.'),
  }),
);

const readinessState = z.enum(['pass', 'late', 'fail']);

export const planStatusSchema = component<ResponsePlanStatus>()(
  'ResponsePlanStatus',
  z.strictObject({
    planRef: entityRef,
    title: text,
    version: text,
    lifecycle: z.enum(PLAN_LIFECYCLES),
    ownerRef: text.optional(),
    reviewed: z.strictObject({
      state: readinessState,
      on: day.optional(),
      due: day.optional().describe('Day of the next review.'),
    }),
    tested: z.strictObject({
      state: readinessState,
      on: day.optional(),
      due: day.optional().describe('Day of the next test.'),
      by: z.enum(['exercise', 'file']).optional(),
      exercise: z
        .strictObject({ incidentId: z.uuid(), incidentKey: text, title: text })
        .optional()
        .describe('The exercise, when the caller may read it.'),
    }),
    gaps: z.array(planGapSchema),
    services: z
      .strictObject({
        covered: count.describe('Services that the plan applies to.'),
        first: count.describe('Services for which it is the first choice.'),
      })
      .describe('Services that the caller may see in the catalog.'),
    inUse: z
      .strictObject({
        items: z.array(
          z.strictObject({
            incidentId: z.uuid(),
            incidentKey: text,
            title: text,
            mode: modeSchema,
            status: statusSchema,
            severity: severitySchema.optional(),
            visibility: z.enum(VISIBILITIES),
            planVersion: text,
            appliedAt: time,
            isPrimary: z.boolean(),
          }),
        ),
        total: count,
      })
      .describe(
        'Open incidents that follow the plan, as the caller sees them.',
      ),
    ...asOf,
  }),
);

const findingSchema = component<CacaoFinding>()(
  'PlaybookFinding',
  z.strictObject({
    level: z.enum(['kept', 'note', 'dropped', 'error']),
    path: text.describe('Where in the playbook, or in `plan.`.'),
    message: text,
  }),
);

/** A playbook that no plan can be made of. */
export const unreadablePlaybookSchema = errorWith('UnreadablePlaybookError', {
  findings: z.array(findingSchema).describe('What is wrong.').optional(),
});

export const playbookImportSchema = component<PlaybookImport>()(
  'PlaybookImport',
  z.strictObject({
    plan: text.describe('The plan as YAML. Nothing is stored.'),
    findings: z.array(findingSchema),
  }),
);

const agent = z.looseObject({
  type: text,
  name: text,
  description: text.optional(),
});
const extensions = z.record(text, z.record(text, z.unknown()));

export const playbookSchema = component<CacaoPlaybook>()(
  'CacaoPlaybook',
  z
    .looseObject({
      type: z.literal('playbook'),
      spec_version: z.literal('cacao-2.0'),
      id: text,
      name: text,
      description: text.optional(),
      playbook_types: z.array(text).optional(),
      playbook_activities: z.array(text).optional(),
      created_by: text,
      created: time,
      modified: time,
      revoked: z.boolean().optional(),
      valid_from: time.optional(),
      valid_until: time.optional(),
      priority: count.optional(),
      severity: count.optional(),
      labels: z.array(text).optional(),
      external_references: z
        .array(
          z.strictObject({
            name: text,
            description: text.optional(),
            source: text.optional(),
            url: text.optional(),
            external_id: text.optional(),
          }),
        )
        .optional(),
      markings: z.array(text).optional(),
      playbook_variables: z
        .record(
          text,
          z.strictObject({
            type: text,
            description: text.optional(),
            value: text.nullable().optional(),
            constant: z.boolean().optional(),
            external: z.boolean().optional(),
          }),
        )
        .optional(),
      workflow_start: text,
      workflow_exception: text.optional(),
      workflow: z.record(
        text,
        z.looseObject({
          type: z.enum([
            'start',
            'end',
            'action',
            'playbook-action',
            'parallel',
            'if-condition',
            'while-condition',
            'switch-condition',
          ]),
          name: text.optional(),
          description: text.optional(),
          delay: count.optional().describe('In milliseconds.'),
          timeout: count.optional().describe('In milliseconds.'),
          on_completion: text.optional(),
          on_success: text.optional(),
          on_failure: text.optional(),
          step_extensions: extensions.optional(),
          agent: text.optional(),
          targets: z.array(text).optional(),
          commands: z
            .array(
              z.looseObject({
                type: text,
                command: text.optional(),
                command_b64: text.optional(),
                description: text.optional(),
                playbook_activity: text.optional(),
              }),
            )
            .optional(),
          playbook_id: text.optional(),
          next_steps: z.array(text).optional(),
          condition: text.optional(),
          on_true: z.union([text, z.array(text)]).optional(),
          on_false: z.union([text, z.array(text)]).optional(),
          switch: text.optional(),
          cases: z.record(text, z.union([text, z.array(text)])).optional(),
        }),
      ),
      playbook_extensions: extensions.optional(),
      agent_definitions: z.record(text, agent).optional(),
      target_definitions: z.record(text, agent).optional(),
      extension_definitions: z
        .record(
          text,
          z.strictObject({
            type: z.literal('extension-definition'),
            name: text,
            description: text.optional(),
            created_by: text,
            schema: text,
            version: text,
          }),
        )
        .optional(),
      data_marking_definitions: z
        .record(
          text,
          z.looseObject({
            type: text,
            id: text,
            created_by: text,
            created: time,
            name: text.optional(),
            tlpv2_level: text.optional(),
          }),
        )
        .optional(),
      signatures: z.array(z.unknown()).optional(),
    })
    .describe('A playbook of OASIS CACAO 2.0.'),
);
