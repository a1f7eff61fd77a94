import type {
  PlanRun,
  PlanRuns,
  PlanRunTask,
} from 'backstage-plugin-security-incidents-common';

const RUN_ID = 'run-1';

/** When {@link testPlanRun} is looked at. */
export const PLAN_NOW = '2026-11-23T10:20:00.000Z';

/** A task as the API answers it, for tests: required, open, and nobody's. */
export function testTask(changes: Partial<PlanRunTask>): PlanRunTask {
  const planTaskId = changes.planTaskId ?? 'task';
  return {
    id: `run-1.${planTaskId}`,
    runId: RUN_ID,
    planTaskId,
    phaseId: 'containment',
    title: planTaskId,
    links: [],
    required: true,
    evidenceRequired: false,
    dependsOn: [],
    state: 'open',
    maySettle: true,
    ...changes,
  };
}

/** The plan of the design: one phase behind, one under way, one that waits, one with a gap. */
export function testPlanRun(changes: Partial<PlanRun> = {}): PlanRun {
  return {
    id: RUN_ID,
    planRef: 'responseplan:default/leaked-credential',
    title: 'Leaked credential',
    version: '2.1.0',
    contentHash: 'e'.repeat(64),
    primary: true,
    reason: 'It names payments-api. It is for data leaks.',
    appliedAt: '2026-11-23T07:52:00.000Z',
    appliedBy: 'user:default/security-responder',
    roles: [
      {
        id: 'service-owner',
        title: 'Owner of the service',
        required: true,
        responsibilities: [],
        principalRef: 'user:default/guest',
      },
    ],
    phases: [
      {
        id: 'triage',
        title: 'Triage',
        maps: 'triage',
        exitCriteria: [],
        tasks: [
          testTask({
            planTaskId: 'confirm',
            phaseId: 'triage',
            title: 'Confirm and scope',
            state: 'done',
            endedAt: '2026-11-23T07:58:00.000Z',
            endedBy: 'user:default/security-responder',
          }),
        ],
      },
      {
        id: 'containment',
        title: 'Containment',
        maps: 'containment',
        exitCriteria: [],
        tasks: [
          testTask({
            planTaskId: 'revoke',
            title: 'Revoke and rotate',
            role: 'service-owner',
            assigneeRef: 'user:default/guest',
            state: 'in-progress',
            startedAt: '2026-11-23T09:40:00.000Z',
            due: { after: 'PT4H', from: 'declared' },
            dueAt: '2026-11-23T11:32:00.000Z',
            instructions: 'Revoke first, ask later.',
            links: [{ title: 'Rotation runbook', url: 'https://runbook.test' }],
          }),
          testTask({
            planTaskId: 'inform',
            title: 'Inform owners of dependent services',
            required: false,
            assigneeRef: 'user:default/comms-lead',
            dueAt: '2026-11-23T09:52:00.000Z',
          }),
          testTask({
            planTaskId: 'watch',
            title: 'Watch for use of the old token',
            dependsOn: ['revoke'],
            assigneeRef: 'user:default/guest',
            dueAt: '2026-11-23T12:32:00.000Z',
          }),
        ],
      },
      {
        id: 'eradication',
        title: 'Eradication',
        maps: 'eradication',
        exitCriteria: [],
        tasks: [
          testTask({
            planTaskId: 'purge',
            phaseId: 'eradication',
            title: 'Purge the logs',
            required: false,
            assigneeRef: 'user:default/guest',
            due: { after: 'PT8H', from: 'contained' },
            dueWhen: 'contained',
          }),
        ],
      },
      {
        id: 'recovery',
        title: 'Recovery',
        maps: 'recovery',
        exitCriteria: [],
        tasks: [
          testTask({
            planTaskId: 'notifiability',
            phaseId: 'recovery',
            title: 'Decide notifiability',
            assigneeGap:
              'Nobody is Privacy counsel: user:default/privacy-counsel is not in the catalog',
            due: { after: 'PT8H', from: 'contained' },
            dueWhen: 'contained',
          }),
        ],
      },
    ],
    ...changes,
  };
}

/** The plan runs of one incident, as the API answers them. */
export function testPlanRuns(changes: Partial<PlanRuns> = {}): PlanRuns {
  return { runs: [testPlanRun()], offered: [], ...changes };
}

/** The same with other facts on one task. */
export function withTask(
  plans: PlanRuns,
  id: string,
  changes: Partial<PlanRunTask>,
): PlanRuns {
  return {
    ...plans,
    runs: plans.runs.map(run => ({
      ...run,
      phases: run.phases.map(phase => ({
        ...phase,
        tasks: phase.tasks.map(task =>
          task.id === id ? { ...task, ...changes } : task,
        ),
      })),
    })),
  };
}
