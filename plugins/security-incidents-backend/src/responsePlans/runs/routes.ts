import {
  applyPlanSchema,
  changeTaskSchema,
  incidentReadPermission,
  incidentUpdatePermission,
  stepRecordPermission,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { createdIncident, incidentJson, json } from '../../http/answers';
import { jsonBody } from '../../http/body';
import { incidentId, pathText } from '../../http/parameters';
import { defineRoute, type Route } from '../../http/Route';
import type { RequestContext } from '../../kernel/contexts';
import { exampleIncident } from '../../incidents/examples';
import type { PlanRunsService } from './PlanRunsService';
import { incidentSchema } from '../../incidents/schemas';
import { reading } from '../../integrations/audit';
import { examplePlanOffer } from '../examples';
import { planRunsSchema } from './schemas';

const tag = 'plan runs';
const params = z.strictObject({ id: incidentId });

/** Plans that are applied to incidents, and their tasks. */
export function createPlanRunRoutes(
  service: PlanRunsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/incidents/:id/plan-runs',
      id: 'getPlanRuns',
      tag,
      summary: 'List applied plans with their tasks',
      permissions: [incidentReadPermission],
      audit: reading('plan-runs'),
      params,
      answer: json(planRunsSchema, {
        description:
          'Applied plans, the decision for none, and plans that would apply.',
        example: { runs: [], offered: [examplePlanOffer] },
      }),
      handle: ({ params: { id }, context }) => service.getPlanRuns(id, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/plan-runs',
      id: 'applyPlan',
      tag,
      summary: 'Apply or upgrade a plan, or decide for none',
      description:
        'Takes either `planRef`, with or without `upgrade`, or `noPlanReason`.',
      permissions: [incidentReadPermission, incidentUpdatePermission],
      takesVersion: true,
      takesIdempotencyKey: true,
      params,
      body: jsonBody(applyPlanSchema, {
        example: { planRef: 'responseplan:default/leaked-credential' },
      }),
      answer: createdIncident(incidentSchema, {
        description: 'The incident as it is now.',
        example: exampleIncident,
      }),
      handle: ({ params: { id }, body, context }) =>
        service.applyPlan(id, body, context),
    }),
    defineRoute({
      method: 'patch',
      path: '/incidents/:id/tasks/:taskId',
      id: 'changeTask',
      tag,
      summary: 'Move or assign a task, or note on it',
      description:
        'A task with `evidenceRequired` is finished only with a file of evidence or a step recorded for it. The state is changed by the assignee, the commander and deputies; others add a note, or take it over. Assigning it to somebody else needs `security-incidents.incident.update` instead.',
      permissions: [incidentReadPermission, stepRecordPermission],
      takesVersion: true,
      params: z.strictObject({
        id: incidentId,
        taskId: pathText.describe('Id of the task.'),
      }),
      body: jsonBody(changeTaskSchema, {
        example: { state: 'done', note: 'Rotated all keys.' },
      }),
      answer: incidentJson(incidentSchema, {
        description: 'The incident as it is now.',
        example: exampleIncident,
      }),
      handle: ({ params: { id, taskId }, body, context }) =>
        service.changeTask(id, taskId, body, context),
    }),
  ];
}
