import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { createIncidentSchema } from 'backstage-plugin-security-incidents-common';
import {
  createSeedingServices,
  noPlans,
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { DateTime, Duration } from 'luxon';
import { getCheckpointTimes } from './checkpoints/checkpointTimes';
import { evidenceScenes } from './evidence/evidenceScenes';
import type { Story } from './history/types';
import { obligationScenes } from './obligations/obligationScenes';
import { before, findTask, playEvent } from './playEvent';
import { type DemoPlan, withFirstVersions } from './plans/firstVersions';
import { runScenes } from './plans/runScenes';
import { createReportScenes } from './reports/reportScenes';
import { reviewScenes } from './reviews/reviewScenes';
import { actingAs, createStage, type SeedOptions } from './stage';

interface Scene {
  at: DateTime;
  by: string;
  story: Story;
  play(service: SeedingServices, as: BackstageCredentials): Promise<void>;
}

/** Seeding takes a minute at most, also on a busy machine. */
const QUIET_MINUTES = 3;

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
 * The sums are those of the design (reports/sums.test.ts) except for timeline entries: the design has 804, and this writes about
 * twice as many, because each move of a task and each obligation that is raised, recalculated or decided is an entry.
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
