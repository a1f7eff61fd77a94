import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  affectedSchema,
  applyPlanSchema,
  changeTaskSchema,
  majorSchema,
  recordStepSchema,
  transitionSchema,
  updateIncidentSchema,
} from 'backstage-plugin-security-incidents-common';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { type DateTime, Duration } from 'luxon';
import { createEvent } from './detections/events';
import type { StoryEvent } from './history/types';

/** An ISO-8601 time; undefined without a duration. */
export function before(at: DateTime, duration: string | undefined) {
  return duration
    ? at.minus(Duration.fromISO(duration)).toUTC().toISO()!
    : undefined;
}

/** Finds the task in the plan of an incident; undefined for incidents without a plan. */
export async function findTask(
  incidentId: string,
  planTaskId: string,
  service: SeedingServices,
  credentials: BackstageCredentials,
): Promise<string | undefined> {
  const { runs } = await service.planRuns.getPlanRuns(
    incidentId,
    withoutAuthorization({ credentials }),
  );
  if (runs.length === 0) return undefined;
  const task = runs
    .flatMap(({ phases }) => phases.flatMap(({ tasks }) => tasks))
    .find(each => each.planTaskId === planTaskId);
  if (!task) throw new Error(`The plan has no task ${planTaskId}`);
  return task.id;
}

/** Does what somebody does in a story. */
export async function playEvent(
  event: StoryEvent,
  at: DateTime,
  story: {
    incidentId: string;
    stepIds: string[];
    idByStory: Map<string, string>;
  },
  service: SeedingServices,
  credentials: BackstageCredentials,
): Promise<void> {
  const context = withoutAuthorization({ credentials });
  const { incidentId, stepIds, idByStory } = story;
  switch (event.do) {
    case 'role':
      await service.access.assignRole(
        incidentId,
        event.role,
        { principalRef: event.principal },
        context,
      );
      return;
    case 'update':
      await service.incidents.update(
        incidentId,
        updateIncidentSchema.parse(event.changes),
        context,
      );
      return;
    case 'major':
      await service.serviceLevels.decideMajor(
        incidentId,
        majorSchema.parse(event.major),
        context,
      );
      return;
    case 'affected':
      await service.incidents.linkAffected(
        incidentId,
        affectedSchema.parse(event.affected),
        context,
      );
      return;
    case 'detection': {
      const { finding } = event;
      const { detectionIntake, detections } = service;
      const { sourceId, headers, body } = createEvent(
        finding,
        at.toMillis(),
        `story-${finding.source}-${finding.id}`,
      );
      const { detections: found } = await detectionIntake.accept(
        await detectionIntake.verify(sourceId, headers, body),
      );
      await detections.attach(
        found[0].record.id,
        { incident: incidentId },
        undefined,
        context,
      );
      return;
    }
    case 'decline':
      await service.planRuns.applyPlan(
        incidentId,
        applyPlanSchema.parse({ noPlanReason: event.reason }),
        context,
      );
      return;
    case 'task': {
      const taskId = await findTask(
        incidentId,
        event.task,
        service,
        credentials,
      );
      if (taskId) {
        await service.planRuns.changeTask(
          incidentId,
          taskId,
          changeTaskSchema.parse(event.change),
          context,
        );
      }
      return;
    }
    case 'step': {
      const step = await service.incidents.recordStep(
        incidentId,
        recordStepSchema.parse({
          ...event.step,
          taskId:
            event.task &&
            (await findTask(incidentId, event.task, service, credentials)),
          performedAt: before(at, event.performedBefore),
          supersedes:
            event.corrects === undefined ? undefined : stepIds[event.corrects],
        }),
        context,
      );
      stepIds.push(step.value.id);
      return;
    }
    default: {
      const { mergedInto } = event.move;
      await service.incidents.transition(
        incidentId,
        transitionSchema.parse({
          ...event.move,
          mergedInto: mergedInto && (idByStory.get(mergedInto) ?? mergedInto),
        }),
        context,
      );
    }
  }
}
