import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  INCIDENT_STATUSES,
  PRIORITIES,
  RSIT_CLASSES,
  SEVERITIES,
  TASK_STATES,
  TLP_MARKINGS,
  VISIBILITIES,
  WORK_DUE_STATES,
  WORK_KINDS,
} from 'backstage-plugin-security-incidents-common';
import type { z } from 'zod/v3';
import type { ActionServices } from './ActionServices';
import { toIncidentDetails, toListedIncident } from './output';

/** Most items that one call returns: a model reads all of them. */
const MOST_ITEMS = 50;
const DEFAULT_ITEMS = 20;

const readOnly = { readOnly: true, idempotent: true, destructive: false };

/** The factory of schemas that the registry hands out. */
type Zod = typeof z;

/** Fields of one incident in a list. */
const listedShape = (zod: Zod) => ({
  key: zod.string().describe('Such as SEC-2026-0001.'),
  status: zod.enum(INCIDENT_STATUSES),
  open: zod.boolean().describe('False once it is closed, dismissed or merged.'),
  severity: zod
    .enum(SEVERITIES)
    .optional()
    .describe('Absent while nobody has decided.'),
  priority: zod.enum(PRIORITIES).optional().describe('P1 is handled first.'),
  tlp: zod
    .enum(TLP_MARKINGS)
    .describe('Traffic Light Protocol 2.0: who may hear of it.'),
  visibility: zod.enum(VISIBILITIES),
  path: zod.string().describe('Path of its page in Backstage.'),
  contentWithheld: zod
    .boolean()
    .optional()
    .describe('True for TLP:RED: its content is only shown in Backstage.'),
  title: zod.string().optional(),
  classification: zod.enum(RSIT_CLASSES).optional().describe('RSIT class.'),
  isMajor: zod.boolean().optional(),
  reportedAt: zod.string().optional().describe('ISO-8601, UTC.'),
  affected: zod
    .array(zod.string())
    .optional()
    .describe('Entity refs of the affected services.'),
  commander: zod
    .string()
    .optional()
    .describe('Entity ref of the incident commander.'),
  nextDue: zod
    .object({ title: zod.string(), dueAt: zod.string() })
    .optional()
    .describe('What is due next.'),
});

const incidentKey = (zod: Zod) =>
  zod.string().min(1).describe('Key of the incident, such as SEC-2026-0001.');

/** Actions that find incidents, plans and work. They change nothing. */
export function registerReadActions(
  registry: ActionsRegistryService,
  { incidents, plans, myWork }: ActionServices,
): void {
  registry.register({
    name: 'list-incidents',
    title: 'List security incidents',
    description:
      'Lists security incidents that you may read, newest first. Filter by affected service, status, severity, or words in the text. Use it to answer what is open for a service, or to find the key of an incident. It changes nothing.',
    attributes: readOnly,
    schema: {
      input: zod =>
        zod.object({
          entityRef: zod
            .string()
            .optional()
            .describe(
              'Full ref of a service, system, domain or group, such as component:default/payments-api. Systems, domains and groups include what belongs to them.',
            ),
          open: zod
            .boolean()
            .optional()
            .describe('Only incidents that are still open.'),
          status: zod.array(zod.enum(INCIDENT_STATUSES)).optional(),
          severity: zod.array(zod.enum(SEVERITIES)).optional(),
          text: zod
            .string()
            .optional()
            .describe('Words that the incident must contain.'),
          limit: zod.number().int().min(1).max(MOST_ITEMS).optional(),
          cursor: zod
            .string()
            .optional()
            .describe('The nextCursor of the page before.'),
        }),
      output: zod =>
        zod.object({
          incidents: zod.array(zod.object(listedShape(zod))),
          totalItems: zod.number(),
          nextCursor: zod.string().optional(),
        }),
    },
    examples: [
      {
        title: 'Open incidents of a service',
        input: { entityRef: 'component:default/payments-api', open: true },
        output: { incidents: [], totalItems: 0 },
      },
    ],
    async action({ input, credentials }) {
      const { entityRef, text, limit = DEFAULT_ITEMS, ...filters } = input;
      const page = await incidents.listIncidents(
        {
          ...filters,
          ...(entityRef && { entityRef: [entityRef] }),
          ...(text && { q: text }),
          limit,
        },
        { credentials },
      );
      return {
        output: {
          incidents: page.items.map(toListedIncident),
          totalItems: page.totalItems,
          nextCursor: page.pageInfo.nextCursor,
        },
      };
    },
  });

  registry.register({
    name: 'get-incident',
    title: 'Get a security incident',
    description:
      'Gets one security incident: facts, people, the tasks of its response plans with their ids, and which status it can move to with what blocks each move. Use it before you record a step or change a task. It changes nothing.',
    attributes: readOnly,
    schema: {
      input: zod => zod.object({ incident: incidentKey(zod) }),
      output: zod =>
        zod.object({
          ...listedShape(zod),
          version: zod.number(),
          summary: zod.string().optional(),
          roles: zod
            .array(zod.object({ role: zod.string(), principal: zod.string() }))
            .optional(),
          transitions: zod
            .array(
              zod.object({
                to: zod.enum(INCIDENT_STATUSES),
                allowed: zod.boolean(),
                blockedBy: zod.array(zod.string()),
              }),
            )
            .optional(),
          tasks: zod
            .array(
              zod.object({
                id: zod.string(),
                title: zod.string(),
                instructions: zod.string().optional(),
                plan: zod.string(),
                phase: zod.string(),
                state: zod.enum(TASK_STATES),
                required: zod.boolean(),
                evidenceRequired: zod
                  .boolean()
                  .describe('Finishing it needs a note of what was done.'),
                assignee: zod.string().optional(),
                dueAt: zod.string().optional(),
              }),
            )
            .optional(),
        }),
    },
    async action({ input, credentials }) {
      const [incident, runs] = await Promise.all([
        incidents.getIncident(input.incident, { credentials }),
        incidents.getPlanRuns(input.incident, { credentials }),
      ]);
      return { output: toIncidentDetails(incident, runs) };
    },
  });

  registry.register({
    name: 'list-response-plans',
    title: 'List response plans of a service',
    description:
      'Lists the security response plans that apply to a service, best first, each with the reason it applies and what is missing to be ready. Use it to answer what to do when something happens to a service. It changes nothing.',
    attributes: readOnly,
    schema: {
      input: zod =>
        zod.object({
          entityRef: zod
            .string()
            .describe('Full ref of a component, API or resource.'),
          class: zod
            .enum(RSIT_CLASSES)
            .optional()
            .describe('RSIT class, when it is known.'),
          severity: zod.enum(SEVERITIES).optional(),
        }),
      output: zod =>
        zod.object({
          plans: zod.array(
            zod.object({
              planRef: zod.string(),
              title: zod.string(),
              version: zod.string(),
              owner: zod.string().optional(),
              reason: zod.string(),
              primary: zod
                .boolean()
                .describe('The plan that would be applied.'),
              gaps: zod.array(zod.string()),
            }),
          ),
          roles: zod
            .array(
              zod.object({
                title: zod.string(),
                principal: zod.string().optional(),
              }),
            )
            .describe('Roles of the first plan and who has them.'),
        }),
    },
    async action({ input, credentials }) {
      const applicable = await plans.getApplicable(input, { credentials });
      return {
        output: {
          plans: applicable.items.map(plan => ({
            planRef: plan.planRef,
            title: plan.title,
            version: plan.version,
            owner: plan.ownerRef,
            reason: plan.reason,
            primary: plan.primary,
            gaps: plan.gaps.map(({ message }) => message),
          })),
          roles: applicable.roles.map(({ title, principalRef }) => ({
            title,
            principal: principalRef,
          })),
        },
      };
    },
  });

  registry.register({
    name: 'list-my-work',
    title: 'List my security work',
    description:
      'Lists what the caller must do across security incidents: tasks, clocks, decisions and updates, by due time. It changes nothing.',
    attributes: readOnly,
    schema: {
      input: zod =>
        zod.object({
          limit: zod.number().int().min(1).max(MOST_ITEMS).optional(),
        }),
      output: zod =>
        zod.object({
          work: zod.array(
            zod.object({
              kind: zod.enum(WORK_KINDS),
              title: zod.string().optional(),
              incident: zod.string().describe('Key of the incident.'),
              dueAt: zod.string().optional(),
              due: zod.enum(WORK_DUE_STATES),
              mine: zod
                .boolean()
                .describe('False when a group of the caller holds it.'),
              taskId: zod.string().optional(),
            }),
          ),
          totalItems: zod.number(),
        }),
    },
    async action({ input, credentials }) {
      const page = await myWork.getMyWork(
        { limit: input.limit ?? DEFAULT_ITEMS },
        { credentials },
      );
      return {
        output: {
          work: page.items.map(item => ({
            kind: item.kind,
            title: item.incident.tlp === 'RED' ? undefined : item.title,
            incident: item.incident.key,
            dueAt: item.due.at,
            due: item.due.state,
            mine: item.mine,
            taskId: item.kind === 'task' ? item.taskId : undefined,
          })),
          totalItems: page.totalItems,
        },
      };
    },
  });
}
