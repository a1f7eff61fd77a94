import type {
  Incident,
  PlanRunTask,
  PlanRuns,
  TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { ADA, BOB, REPORT, type TestApp } from './harness';

export const TRIAGED = {
  severity: 'high',
  urgency: 'high',
  classification: { class: 'information-content-security' },
};

/** Calls that most tests of plans share. */
export function planStory(app: TestApp, user = BOB) {
  const as = app.as(user);
  const path = (key: string) => `/incidents/${key}`;
  const story = {
    as,
    path,
    /** An incident in triage that is complete except for a plan. */
    async triaged(body: object = {}): Promise<Incident> {
      const { body: made } = await app
        .as(ADA)
        .post('/incidents', { ...REPORT, ...TRIAGED, ...body })
        .expect(201);
      await as
        .put(`${path(made.key)}/roles/assignee`, { principalRef: BOB })
        .expect(200);
      const moved = await story.move(made.key, 'triage').expect(200);
      return moved.body;
    },
    /** An incident whose plan was applied automatically. */
    async declared(body: object = {}): Promise<Incident> {
      const { key } = await story.triaged(body);
      return (await story.move(key, 'containment').expect(200)).body;
    },
    move(key: string, to: string, fields: object = {}) {
      return as.post(`${path(key)}/transitions`, { to, ...fields });
    },
    async runs(key: string): Promise<PlanRuns> {
      return (await as.get(`${path(key)}/plan-runs`).expect(200)).body;
    },
    async tasks(key: string): Promise<Record<string, PlanRunTask>> {
      const { runs } = await story.runs(key);
      return Object.fromEntries(
        runs
          .flatMap(run => run.phases.flatMap(({ tasks }) => tasks))
          .map(task => [task.planTaskId, task]),
      );
    },
    async change(key: string, planTaskId: string, body: object, by = as) {
      const { [planTaskId]: task } = await story.tasks(key);
      return by.patch(`${path(key)}/tasks/${task.id}`, body);
    },
    async entries(key: string, ...actions: string[]): Promise<TimelineEntry[]> {
      const { body } = await as.get(`${path(key)}/timeline`).expect(200);
      return body.items.filter(
        ({ action }: TimelineEntry) =>
          actions.length === 0 || actions.includes(action),
      );
    },
    async blockers(key: string, to: string) {
      const { body } = await as.get(path(key)).expect(200);
      return (body as Incident).transitions.find(move => move.to === to)!
        .blockedBy;
    },
  };
  return story;
}
