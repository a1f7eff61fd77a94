import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  affectedSchema,
  applyPlanSchema,
  changeTaskSchema,
  createIncidentSchema,
  majorSchema,
  recordStepSchema,
  transitionSchema,
  updateIncidentSchema,
} from 'backstage-plugin-security-incidents-common';
import {
  createSeedingServices,
  noPlans,
  type SeedingServices,
  type SeedingOptions,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { DateTime, Duration } from 'luxon';
import { getCheckpointTimes } from './checkpoints/checkpointTimes';
import { createEvent } from './detections/events';
import { evidenceScenes } from './evidence/evidenceScenes';
import type { Story, StoryEvent } from './history/types';
import { obligationScenes } from './obligations/obligationScenes';
import { type DemoPlan, withFirstVersions } from './plans/firstVersions';
import { runScenes } from './plans/runScenes';
import { createReportScenes } from './reports/reportScenes';
import { reviewScenes } from './reviews/reviewScenes';

export type SeedOptions = Omit<SeedingOptions, 'clock'>;

interface Scene {
  at: DateTime;
  by: string;
  story: Story;
  play(service: SeedingServices, as: BackstageCredentials): Promise<void>;
}

/** Seeding takes a minute at most, also on a busy machine. */
const QUIET_MINUTES = 3;

/** Seeding acts for people inside the backend, where no token is needed. */
export function actingAs(userEntityRef: string): BackstageCredentials {
  return {
    $$type: '@backstage/BackstageCredentials',
    principal: { type: 'user', userEntityRef },
  } as BackstageCredentials;
}

function before(at: DateTime, duration: string | undefined) {
  return duration
    ? at.minus(Duration.fromISO(duration)).toUTC().toISO()!
    : undefined;
}

/**
 * Returns the scenes of all stories in order of time, so that keys increase with time.
 *
 * @param plans - first versions of plans by ref
 */
function scenesOf(
  stories: readonly Story[],
  now: DateTime,
  plans: ReadonlyMap<string, DemoPlan>,
): Scene[] {
  const idByStory = new Map<string, string>();
  return stories
    .flatMap(story => {
      const [hour, minute] = story.at.split(':').map(Number);
      const planned = now
        .minus({ days: story.daysAgo })
        .set({ hour, minute, second: 0, millisecond: 0 });
      // Stories of today are relative to now, whatever the time of day.
      const reportedAt =
        story.daysAgo === 0
          ? now.minus({ hours: hour, minutes: minute })
          : planned;
      let incidentId = '';
      const stepIds: string[] = [];
      const report: Scene = {
        at: reportedAt,
        by: story.reporter,
        story,
        async play(service, as) {
          const { occurredBefore, detectedBefore, ...request } = story.report;
          const { value } = await service.incidents.create(
            createIncidentSchema.parse({
              ...request,
              occurredAt: before(reportedAt, occurredBefore),
              detectedAt: before(reportedAt, detectedBefore),
            }),
            withoutAuthorization({ credentials: as }),
          );
          incidentId = value.id;
          if (story.id) idByStory.set(story.id, value.id);
        },
      };
      const scenes = story.events.map((event): Scene => {
        const at = reportedAt.plus(Duration.fromISO(event.after));
        return {
          at,
          by: event.by,
          story,
          play: (service, as) =>
            playEvent(
              event,
              at,
              { incidentId, stepIds, idByStory },
              service,
              as,
            ),
        };
      });
      const plan = story.isFirstVersion && plans.get(story.plan!);
      const others = [
        ...reviewScenes({ story, reportedAt, now }),
        ...evidenceScenes({ story, reportedAt }, findTask),
        ...obligationScenes({ story, reportedAt, now }),
        ...(plan ? runScenes({ story, reportedAt, plan }) : []),
      ].map(
        ({ at, by, play }): Scene => ({
          at,
          by,
          story,
          play: (service, as) => play(service, as, incidentId),
        }),
      );
      return [report, ...scenes, ...others];
    })
    .sort((a, b) => a.at.toMillis() - b.at.toMillis());
}

/** Finds the task in the plan of an incident; undefined for incidents without a plan. */
async function findTask(
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

async function playEvent(
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

/** Lets people of the stories act although they are not signed in. */
export async function createStage(
  options: SeedOptions,
): Promise<Pick<SeedOptions, 'auth' | 'catalog' | 'userInfo'>> {
  const auth: typeof options.auth = Object.create(options.auth, {
    getOwnServiceCredentials: {
      value: () => options.auth.getOwnServiceCredentials(),
    },
    isPrincipal: {
      value: (credentials: BackstageCredentials, type: string) =>
        (credentials.principal as { type?: string }).type === type,
    },
  });
  // The plugin itself reads the catalog, because the people are not signed in. Answers are cached, because many scenes need
  // the same ones.
  const own = await options.auth.getOwnServiceCredentials();
  const answers = new Map<string, Promise<unknown>>();
  const once = (request: object, ask: () => Promise<unknown>) => {
    const question = JSON.stringify(request);
    const answer = answers.get(question) ?? ask();
    answers.set(question, answer);
    return answer;
  };
  const catalog: typeof options.catalog = Object.create(options.catalog, {
    getEntitiesByRefs: {
      value: (request: { entityRefs: string[] }) =>
        once(request, () =>
          options.catalog.getEntitiesByRefs(request, { credentials: own }),
        ),
    },
    queryEntities: {
      value: (request: Parameters<typeof options.catalog.queryEntities>[0]) =>
        once({ query: request }, () =>
          options.catalog.queryEntities(request, { credentials: own }),
        ),
    },
  });
  const userInfo: typeof options.userInfo = {
    async getUserInfo(credentials) {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: [userEntityRef] },
        { credentials: own },
      );
      const groups = (items[0]?.relations ?? [])
        .filter(({ type }) => type === RELATION_MEMBER_OF)
        .map(({ targetRef }) => targetRef);
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groups],
      };
    },
  };
  return { auth, catalog, userInfo };
}

/** Open stories are overdue by now. Unfinished seeding must not be escalated. */
export function getQuietUntil(
  now: Date,
  quietMinutes: number = QUIET_MINUTES,
): Date {
  return new Date(now.getTime() + quietMinutes * 60_000);
}

/**
 * Writes the stories through the service layer, scene by scene in order of time, with the clock set to the time of each
 * scene.
 *
 * @param now - the present of the demo; all stories are relative to it
 * @param quietMinutes - minutes from now without escalations of overdue stories
 */
export async function seedHistory(
  stories: readonly Story[],
  options: SeedOptions,
  now: Date,
  quietMinutes?: number,
): Promise<void> {
  let clock = now;
  const told = {
    ...options,
    ...(await createStage(options)),
    clock: () => clock,
    quietUntil: getQuietUntil(now, quietMinutes),
  };
  const byPlan = await createSeedingServices(told);
  // Incidents take plans from the index, which the scheduled task may not have read yet.
  await byPlan.tasks.planRefresh.run(new AbortController().signal);
  const firstVersions = withFirstVersions(byPlan.planCatalog);
  const byFirstVersion = await createSeedingServices({
    ...told,
    plans: firstVersions,
  });
  // Many stories are older than the plans.
  const withoutPlan = await createSeedingServices({ ...told, plans: noPlans });
  const getService = ({ plan, isFirstVersion }: Story) => {
    if (!plan) return withoutPlan;
    return isFirstVersion ? byFirstVersion : byPlan;
  };
  const plans = new Map(
    (await firstVersions.listApproved()).map(plan => [
      stringifyEntityRef(plan),
      plan,
    ]),
  );
  const present = DateTime.fromJSDate(now).toUTC();
  const scenes = [
    ...scenesOf(stories, present, plans).map(({ story, ...scene }) => ({
      ...scene,
      service: getService(story),
    })),
    ...createReportScenes(present).map(scene => ({
      ...scene,
      service: byPlan,
    })),
  ].sort((a, b) => a.at.toMillis() - b.at.toMillis());
  const checkpoints = scenes[0]
    ? getCheckpointTimes(scenes[0].at, present)
    : [];
  const writeCheckpointsBefore = async (end: DateTime) => {
    while (checkpoints[0] && checkpoints[0] <= end) {
      clock = checkpoints.shift()!.toJSDate();
      await byPlan.checkpointWriter.write();
    }
  };
  for (const { at, by, service, play } of scenes) {
    await writeCheckpointsBefore(at);
    clock = at.toJSDate();
    await play(service, actingAs(by));
  }
  await writeCheckpointsBefore(present);
}
