import { z } from 'zod';
import {
  INCIDENT_STATUSES,
  RSIT_CLASSES,
  getRsitTypes,
  SEVERITIES,
  TLP_MARKINGS,
  VISIBILITIES,
} from '../rules';
import { PLAN_CLOCK_EVENT_NAMES } from './clockEvents';
import { isAtMostYears, isCertainlyShorter, isDay } from './duration';
import type { RESPONSE_PLAN_API_VERSION, RESPONSE_PLAN_KIND } from './kind';

/*
 * The format of a response plan: a catalog entity of kind `ResponsePlan`. The schema is strict: unknown keys are errors.
 * Lint checks what concerns several fields, such as cycles and duplicate ids.
 */

/** Only `approved` plans are selected. @public */
export const PLAN_LIFECYCLES = ['draft', 'approved', 'retired'] as const;
/** @public */
export type PlanLifecycle = (typeof PLAN_LIFECYCLES)[number];

/** Anchors: moments in the life of an incident that due times count from. @public */
export const PLAN_ANCHORS = [
  'occurred',
  'detected',
  'reported',
  'recorded',
  'declared',
  'aware',
  'major',
  'contained',
  'eradicated',
  'recovered',
  'resolved',
  'phase-start',
  'plan-applied',
] as const;
/** @public */
export type PlanAnchor = (typeof PLAN_ANCHORS)[number];

const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'must be lower-case letters, digits and dashes, starting with a letter',
  );
const line = z.string().trim().min(1).max(300);
const prose = z.string().trim().min(1).max(10_000);
const entityRef = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*:[a-z0-9._-]+\/[a-z0-9._-]+$/i,
    'must be a full entity ref such as group:default/security',
  );
/** ISO-8601, such as `PT4H` or `P1M`; whole numbers only. At most 100 years. */
const duration = z
  .string()
  .regex(
    /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/,
    {
      error: 'must be an ISO-8601 duration such as PT4H, P5D or P1M',
      abort: true,
    },
  )
  .refine(value => isAtMostYears(value, 100), {
    error: 'must be at most 100 years',
    abort: true,
  });
/** A duration longer than nothing. */
const period = duration.refine(
  value => isCertainlyShorter('PT0S', value),
  'must be longer than nothing',
);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, {
    error: 'must be a day such as 2026-11-25',
    abort: true,
  })
  .refine(isDay, 'must be a day of the calendar');
const severities = z.array(z.enum(SEVERITIES)).min(1);

/** Who a role is given to: the first that resolves to somebody wins. */
const assignmentSchema = z.union(
  [
    z.strictObject({ ref: entityRef }),
    z.strictObject({ ownerOf: z.literal('affected') }),
  ],
  'must be either ref with a full entity ref, or ownerOf: affected',
);

const roleSchema = z.strictObject({
  id,
  title: line,
  required: z.boolean().optional(),
  responsibilities: z.array(line).optional(),
  assign: z.array(assignmentSchema).optional(),
  deputy: z.strictObject({ ref: entityRef }).optional(),
});

const offsetSchema = z.strictObject({
  after: duration,
  from: z.enum(PLAN_ANCHORS),
});

const linkSchema = z.strictObject({ title: line, url: z.url() });

const taskSchema = z.strictObject({
  id,
  title: line,
  /** Id of a role of the plan. */
  role: id.optional(),
  due: offsetSchema.optional(),
  required: z.boolean().optional(),
  instructions: prose.optional(),
  evidence: z
    .strictObject({
      required: z.boolean(),
      kinds: z.array(line).optional(),
    })
    .optional(),
  dependsOn: z.array(id).optional(),
  parallelWith: z.array(id).optional(),
  /** The task is only made for incidents of these severities. */
  severities: severities.optional(),
  /** Condition in the closed expression language of plans. */
  when: z.string().trim().min(1).max(500).optional(),
  /** Regime whose duty it decides on, such as `gdpr-art33`. */
  obligation: line.optional(),
  links: z.array(linkSchema).optional(),
});

const phaseSchema = z.strictObject({
  id,
  title: line.optional(),
  /** The status of the incident that the phase belongs to. */
  maps: z.enum(INCIDENT_STATUSES),
  goal: line.optional(),
  exitCriteria: z.array(line).optional(),
  tasks: z.array(taskSchema).min(1).max(100),
});

const selectorSchema = z
  .strictObject({
    kind: z.array(line).min(1).optional(),
    systems: z.array(entityRef).min(1).optional(),
    domains: z.array(entityRef).min(1).optional(),
    owners: z.array(entityRef).min(1).optional(),
    types: z.array(line).min(1).optional(),
    lifecycles: z.array(line).min(1).optional(),
    tags: z.array(line).min(1).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  })
  .refine(
    selector => Object.keys(selector).length > 0,
    'must name at least one thing to select by',
  );

const targetSchema = z.union(
  [
    z.strictObject({ role: id }),
    z.strictObject({ ref: entityRef }),
    z.strictObject({ ownerOf: z.literal('affected') }),
  ],
  'must be one of role with the id of a role, ref with a full entity ref, or ownerOf: affected',
);

/** Clocks of one severity. */
const clocksSchema = z.strictObject({
  acknowledge: period.optional(),
  contain: period.optional(),
  resolve: period.optional(),
  updateEvery: period.optional(),
});

const escalationSchema = z.union(
  [
    z.strictObject({
      when: z.enum(PLAN_CLOCK_EVENT_NAMES),
      severities: severities.optional(),
      notify: z.array(targetSchema).min(1),
      raiseTo: z.literal('major').optional(),
    }),
    z.strictObject({
      after: duration,
      from: z.enum(PLAN_ANCHORS),
      /** Not fired once the incident has reached this. */
      unless: z
        .enum(['acknowledged', 'contained', 'recovered', 'resolved'])
        .optional(),
      severities: severities.optional(),
      notify: z.array(targetSchema).min(1),
      raiseTo: z.literal('major').optional(),
    }),
  ],
  'must start either when a clock is at risk or breached (when), or some time after a moment (after and from)',
);

/** `spec` of a response plan, as it is validated. @public */
export const responsePlanSpecSchema = z.strictObject({
  /** Group or user that owns the plan. */
  owner: z
    .string()
    .trim()
    .min(1)
    .regex(
      /^(?:[a-zA-Z][a-zA-Z0-9-]*:)?(?:[a-zA-Z0-9._-]+\/)?[a-zA-Z0-9._-]+$/,
      'must be an entity ref such as group:default/security',
    ),
  lifecycle: z.enum(PLAN_LIFECYCLES),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'must be a semantic version such as 2.1.0'),
  approval: z.strictObject({ by: entityRef, at: day }).optional(),
  review: z
    .strictObject({
      interval: period,
      lastReviewed: day.optional(),
      nextDue: day.optional(),
      testInterval: period.optional(),
    })
    .optional(),
  confidentiality: z
    .strictObject({
      tlp: z.enum(TLP_MARKINGS).optional(),
      defaultVisibility: z.enum(VISIBILITIES).optional(),
    })
    .optional(),
  triggers: z.strictObject({
    /** `rsit:<class>` or `rsit:<class>/<type>`; absent: every class. */
    classifications: z.array(line).min(1).optional(),
    severities: severities.optional(),
  }),
  /** Empty or absent: the default of the organisation. */
  appliesTo: z
    .strictObject({
      entities: z.array(entityRef).min(1).optional(),
      selectors: z.array(selectorSchema).min(1).optional(),
      /** Breaks ties only; the higher one wins. */
      priority: z.number().int().min(0).max(100).optional(),
    })
    .optional(),
  roles: z.array(roleSchema).min(1),
  sla: z.partialRecord(z.enum(SEVERITIES), clocksSchema).optional(),
  phases: z.array(phaseSchema).min(1).max(20),
  escalation: z.array(escalationSchema).optional(),
  communications: z
    .array(
      z.strictObject({
        audience: line,
        every: period.optional(),
        severities: severities.optional(),
        role: id.optional(),
        approval: entityRef.optional(),
        template: line.optional(),
      }),
    )
    .optional(),
  contacts: z
    .array(
      z.strictObject({
        name: line,
        kind: z.enum(['internal', 'external', 'authority']),
        phone: line.optional(),
        email: line.optional(),
        url: z.url().optional(),
        when: line.optional(),
      }),
    )
    .optional(),
  obligations: z.array(line).optional(),
  closure: z
    .strictObject({
      review: z.enum(['required', 'optional']).optional(),
      approvers: z.array(targetSchema).optional(),
      requireRootCause: z.boolean().optional(),
    })
    .optional(),
  references: z
    .array(
      z.strictObject({
        standard: line,
        clause: line.optional(),
        url: z.url().optional(),
      }),
    )
    .optional(),
});

/** @public */
export type ResponsePlanSpec = z.output<typeof responsePlanSpecSchema>;
/** @public */
export type PlanRole = ResponsePlanSpec['roles'][number];
/** @public */
export type PlanPhase = ResponsePlanSpec['phases'][number];
/** @public */
export type PlanTask = PlanPhase['tasks'][number];
/** @public */
export type PlanSelector = NonNullable<
  NonNullable<ResponsePlanSpec['appliesTo']>['selectors']
>[number];
/** @public */
export type PlanEscalation = NonNullable<
  ResponsePlanSpec['escalation']
>[number];
/** @public */
export type PlanOffset = NonNullable<PlanTask['due']>;

/**
 * A response plan as a catalog entity, with the fields that we read.
 *
 * @public
 */
export interface ResponsePlan {
  apiVersion: typeof RESPONSE_PLAN_API_VERSION;
  kind: typeof RESPONSE_PLAN_KIND;
  metadata: {
    name: string;
    namespace?: string;
    title?: string;
    description?: string;
    tags?: string[];
    annotations?: Record<string, string>;
  };
  spec: ResponsePlanSpec;
}

/** Whether a trigger is `rsit:<class>` or `rsit:<class>/<type>` of the taxonomy. @public */
export function isKnownClassification(value: string): boolean {
  const match = /^rsit:([a-z-]+)(?:\/([a-z0-9-]+))?$/.exec(value);
  if (!match) return false;
  const [, rsitClass, type] = match;
  return (
    (RSIT_CLASSES as readonly string[]).includes(rsitClass) &&
    (type === undefined || getRsitTypes(rsitClass).includes(type))
  );
}
