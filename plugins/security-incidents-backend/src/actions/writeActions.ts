import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  INCIDENT_STATUSES,
  SEVERITIES,
  STEP_KINDS,
  STEP_OUTCOMES,
  TASK_STATES,
} from 'backstage-plugin-security-incidents-common';
import { getPagePath } from '../integrations/pagePath';
import type { ActionServices } from './ActionServices';

/** Adds to the record; nothing can be lost by it. */
const adds = { readOnly: false, idempotent: false, destructive: false };

/** Actions that add to the record, with the permissions of the caller. */
export function registerWriteActions(
  registry: ActionsRegistryService,
  { incidents }: ActionServices,
): void {
  registry.register({
    name: 'report-concern',
    title: 'Report a security concern',
    description:
      'Reports a security concern as a new incident. The owners and responders of the affected services are notified at once, so ask the person before you call it. Being unsure is fine: leave out what is not known. A report cannot be deleted.',
    attributes: adds,
    schema: {
      input: zod =>
        zod.object({
          title: zod.string().min(1).describe('What happened, in one line.'),
          summary: zod
            .string()
            .optional()
            .describe('What was seen, where and when.'),
          entityRefs: zod
            .array(zod.string())
            .describe(
              'Full refs of the affected services. Empty when the service is not known.',
            ),
          severity: zod
            .enum(SEVERITIES)
            .optional()
            .describe('Left out, the triage decides.'),
          unsure: zod
            .boolean()
            .optional()
            .describe('The reporter is not sure that it is an incident.'),
          occurredAt: zod
            .string()
            .optional()
            .describe('When it happened: ISO-8601 with Z or an offset.'),
          idempotencyKey: zod
            .string()
            .optional()
            .describe('The same key with the same report is recorded once.'),
        }),
      output: zod => zod.object({ key: zod.string(), path: zod.string() }),
    },
    async action({ input, credentials }) {
      const { entityRefs, unsure, idempotencyKey, ...facts } = input;
      const { key } = await incidents.createIncident(
        {
          ...facts,
          affected: entityRefs.map(entityRef => ({ entityRef })),
          ...(entityRefs.length === 0 && { unknownService: true }),
          detection: {
            method: 'staff-report',
            ...(unsure !== undefined && {
              certainty: unsure ? ('unsure' as const) : ('certain' as const),
            }),
          },
        },
        { credentials, idempotencyKey },
      );
      return { output: { key, path: `${getPagePath()}/${key}` } };
    },
  });

  registry.register({
    name: 'record-step',
    title: 'Record a resolution step',
    description:
      'Records one thing that somebody did about a security incident, on its timeline. Steps cannot be changed or deleted; a correction is a new step. Record only what was done, in the words of who did it.',
    attributes: adds,
    schema: {
      input: zod =>
        zod.object({
          incident: zod.string().min(1).describe('Key of the incident.'),
          kind: zod.enum(STEP_KINDS),
          text: zod.string().min(1).describe('What was done.'),
          outcome: zod.enum(STEP_OUTCOMES).optional(),
          performedAt: zod
            .string()
            .optional()
            .describe('When it was done, if not now: ISO-8601.'),
          taskId: zod
            .string()
            .optional()
            .describe('Task of the plan that the step belongs to.'),
          idempotencyKey: zod
            .string()
            .optional()
            .describe('The same key with the same step is recorded once.'),
        }),
      output: zod =>
        zod.object({ stepId: zod.string(), recordedAt: zod.string() }),
    },
    async action({ input, credentials }) {
      const { incident, idempotencyKey, ...step } = input;
      const { id, recordedAt } = await incidents.recordStep(incident, step, {
        credentials,
        idempotencyKey,
      });
      return { output: { stepId: id, recordedAt } };
    },
  });

  registry.register({
    name: 'change-task',
    title: 'Change a task of a response plan',
    description:
      'Starts, finishes, skips or takes over a task of a security incident. Get the incident first for the ids of its tasks. A task that asks for evidence needs a note of what was done; skipping needs a reason.',
    attributes: { readOnly: false, idempotent: true, destructive: false },
    schema: {
      input: zod =>
        zod.object({
          incident: zod.string().min(1).describe('Key of the incident.'),
          taskId: zod.string().min(1),
          state: zod.enum(TASK_STATES).optional(),
          takeOver: zod
            .literal(true)
            .optional()
            .describe('Assigns the task to the caller.'),
          note: zod
            .string()
            .optional()
            .describe('What was done; becomes a resolution step.'),
          reason: zod
            .string()
            .optional()
            .describe('Why the task is skipped or opened again.'),
          version: zod
            .number()
            .int()
            .optional()
            .describe('Version of the incident that the decision is based on.'),
        }),
      output: zod =>
        zod.object({
          status: zod.enum(INCIDENT_STATUSES),
          version: zod.number(),
        }),
    },
    async action({ input, credentials }) {
      const { incident, taskId, version, ...change } = input;
      const changed = await incidents.changeTask(incident, taskId, change, {
        credentials,
        ifMatch: version,
      });
      return {
        output: { status: changed.status, version: changed.version },
      };
    },
  });
}
