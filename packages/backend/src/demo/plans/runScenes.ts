import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  changeTaskSchema,
  type ChangeTaskRequest,
  evidenceFieldsSchema,
  getPlanDue,
  type IncidentStatus,
  type PlanTimes,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import { DateTime, Duration } from 'luxon';
import { createHash } from 'node:crypto';
import type { Story } from '../history/types';
import { waivedReviews } from '../reviews/written';
import { LATE_TASKS } from './earlierRuns';
import type { DemoPlan } from './firstVersions';
import { TASK_FILES } from './taskFiles';

/** Something that happens to a task of a plan run. */
export interface RunScene {
  at: DateTime;
  by: string;
  play(
    service: SeedingServices,
    as: BackstageCredentials,
    incidentId: string,
  ): Promise<void>;
}

type Phase = DemoPlan['spec']['phases'][number];
type Task = Phase['tasks'][number];

interface Course {
  story: Story;
  reportedAt: DateTime;
  plan: DemoPlan;
}

const PAVEL = 'user:default/pavel.hruskin';
/** Tasks are done so much before they are due at the latest. */
const IN_TIME = { minutes: 2 };
/** The part of the time until containment in which the tasks of triage are done. */
const TRIAGE_PART = 0.4;
const TRIAGE_MINUTES = 20;

const toIso = (at: DateTime) => at.toUTC().toISO()!;

/** When the incident first reached a status. */
function reached(
  { story, reportedAt }: Course,
  status: IncidentStatus,
): DateTime {
  const move = story.events.find(
    event => event.do === 'move' && event.move.to === status,
  );
  if (!move) throw new Error(`${story.report.title} never reached ${status}`);
  return reportedAt.plus(Duration.fromISO(move.after));
}

/** The time in which the tasks of each phase are done. */
function getWindow(
  course: Course,
  phase: IncidentStatus,
): [DateTime, DateTime] {
  const declared = reached(course, 'containment');
  const contained = reached(course, 'eradication');
  const response = contained.diff(declared).as('minutes');
  const triaged = declared.plus({
    minutes: Math.min(TRIAGE_MINUTES, TRIAGE_PART * response),
  });
  const beforeEnd = { minutes: 3 };
  switch (phase) {
    case 'triage':
      return [declared, triaged];
    case 'containment':
      return [triaged, contained];
    case 'eradication':
      return [contained, reached(course, 'recovery')];
    case 'recovery':
      return [
        reached(course, 'recovery'),
        reached(course, 'resolved').minus(beforeEnd),
      ];
    default: {
      // After the review is finished.
      const closed = reached(course, 'closed');
      return [closed.minus({ minutes: 2 }), closed];
    }
  }
}

/** The times that due times count from. The company may be aware shortly before the declaration at the earliest. */
function getTimes(course: Course): PlanTimes {
  const declared = reached(course, 'containment');
  const { detectedBefore = 'PT0M' } = course.story.report;
  return {
    recordedAt: toIso(course.reportedAt),
    detectedAt: toIso(
      course.reportedAt.minus(Duration.fromISO(detectedBefore)),
    ),
    declaredAt: toIso(declared),
    planAppliedAt: toIso(declared),
    awareAt: toIso(declared.minus({ minutes: 5 })),
    containedAt: toIso(reached(course, 'eradication')),
    eradicatedAt: toIso(reached(course, 'recovery')),
    recoveredAt: toIso(reached(course, 'resolved')),
    resolvedAt: toIso(reached(course, 'resolved')),
  };
}

function getSeverity({ events }: Story): Severity | undefined {
  return events
    .flatMap(event =>
      event.do === 'update' ? event.changes.severity ?? [] : [],
    )
    .pop();
}

function getHolder(
  { events }: Story,
  wanted: 'incident-commander' | 'service-owner',
) {
  const found = events.find(
    event => event.do === 'role' && event.role === wanted,
  );
  return found?.do === 'role' ? found : undefined;
}

/** Whoever does a task: the owner of the service, the privacy counsel, and otherwise who commands. */
function findDoer({ role }: Task, at: DateTime, course: Course): string {
  const { story, reportedAt } = course;
  const owner = getHolder(story, 'service-owner');
  if (
    role === 'service-owner' &&
    owner &&
    reportedAt.plus(Duration.fromISO(owner.after)) < at
  ) {
    return owner.principal;
  }
  if (role === 'privacy-counsel') return PAVEL;
  return getHolder(story, 'incident-commander')!.principal;
}

/** When a task was done: in its phase and before it is due, unless the story says that it was late. */
function findTime(
  task: Task,
  [start, end]: [DateTime, DateTime],
  part: number,
  course: Course,
): DateTime {
  const planned = start.plus({
    seconds: Math.round(end.diff(start).as('seconds') * part),
  });
  const due = task.due && getPlanDue(task.due, getTimes(course));
  if (due?.state !== 'due') return planned;
  const dueAt = DateTime.fromISO(due.dueAt, { zone: 'utc' });
  const late = LATE_TASKS[course.story.report.title]?.[task.id];
  return late
    ? dueAt.plus(Duration.fromISO(late))
    : DateTime.min(planned, dueAt.minus(IN_TIME))!;
}

/** Required tasks are done, and every second of the others. */
function decide(task: Task, index: number, { story }: Course) {
  const waived = waivedReviews.find(({ of }) => of === story.report.title);
  if (task.id === 'review' && waived) {
    return { state: 'skipped' as const, reason: waived.reason };
  }
  return task.required || index % 2 === 0
    ? { state: 'done' as const }
    : { state: 'skipped' as const, reason: 'Nothing of that kind was found.' };
}

async function addFile(
  taskId: string,
  file: (typeof TASK_FILES)[string],
  seed: number,
  incidentId: string,
  service: SeedingServices,
  credentials: BackstageCredentials,
) {
  const bytes = file.content(seed);
  await service.evidence.add(
    incidentId,
    evidenceFieldsSchema.parse({
      kind: file.kind,
      description: file.description,
      taskId,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }),
    {
      fileName: file.name,
      mediaType: file.mediaType,
      content: (async function* toStream() {
        yield bytes;
      })(),
    },
    withoutAuthorization({ credentials }),
  );
}

/** The tasks of the plan that a closed story followed, with their files. */
export function runScenes(course: Course): RunScene[] {
  const { story, plan } = course;
  const severity = getSeverity(story);
  const times = new Map<string, DateTime>();
  const findTask = createTaskFinder();
  return plan.spec.phases.flatMap(phase => {
    const tasks = phase.tasks.filter(
      ({ severities }) =>
        !severities || (severity && severities.includes(severity)),
    );
    const window = getWindow(course, phase.maps);
    return tasks.flatMap((task, index): RunScene[] => {
      const part = (index + 1) / (tasks.length + 1);
      const at = DateTime.max(
        findTime(task, window, part, course),
        ...(task.dependsOn ?? []).flatMap(
          id => times.get(id)?.plus({ minutes: 1 }) ?? [],
        ),
      )!;
      times.set(task.id, at);
      const change = decide(task, index, course);
      return [
        {
          at,
          by: findDoer(task, at, course),
          play: settle(task, change, story.daysAgo, findTask),
        },
      ];
    });
  });
}

type FindTask = (
  planTaskId: string,
  ...play: Parameters<RunScene['play']>
) => Promise<{ id: string } | undefined>;

/** Finds tasks of one incident by their id in the plan, and reads the run once. */
function createTaskFinder(): FindTask {
  let known: Map<string, { id: string }> | undefined;
  return async (planTaskId, service, credentials, incidentId) => {
    if (!known) {
      const { runs } = await service.planRuns.getPlanRuns(
        incidentId,
        withoutAuthorization({ credentials }),
      );
      known = new Map(
        runs
          .flatMap(({ phases }) => phases.flatMap(({ tasks }) => tasks))
          .map(task => [task.planTaskId, task]),
      );
    }
    return known.get(planTaskId);
  };
}

function settle(
  { id, evidence }: Task,
  change: ChangeTaskRequest,
  seed: number,
  findTask: FindTask,
): RunScene['play'] {
  return async (service, credentials, incidentId) => {
    const context = withoutAuthorization({ credentials });
    const task = await findTask(id, service, credentials, incidentId);
    // The plan leaves out tasks that the incident does not need.
    if (!task) return;
    if (evidence?.required && change.state === 'done') {
      await addFile(
        task.id,
        TASK_FILES[id],
        seed,
        incidentId,
        service,
        credentials,
      );
    }
    await service.planRuns.changeTask(
      incidentId,
      task.id,
      changeTaskSchema.parse(change),
      context,
    );
  };
}
