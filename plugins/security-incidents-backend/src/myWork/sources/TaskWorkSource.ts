import { LIFECYCLE_STATUSES } from 'backstage-plugin-security-incidents-common';
import { toTaskDue } from '../due';
import type { HeldTask, MyWorkStore } from '../store/MyWorkStore';
import {
  type LaterTask,
  MAX_WORK,
  type WorkAct,
  type WorkCaller,
  type WorkDraft,
  type WorkSource,
} from '../WorkSource';

const FINISH: WorkAct = { name: 'finish', needs: 'recordStep' };
const TAKE: WorkAct = { name: 'take', needs: 'update' };

/** Whether the phase of a task has begun. */
function hasBegun({ incident, task }: HeldTask): boolean {
  const order: readonly string[] = LIFECYCLE_STATUSES;
  return (
    order.indexOf(task.definition.phase.maps) <= order.indexOf(incident.status)
  );
}

function toLater(item: HeldTask): LaterTask {
  const { incident, task } = item;
  return {
    incident,
    title: task.definition.title,
    status: task.definition.phase.maps,
    position: task.position,
    hasBegun: hasBegun(item),
  };
}

/**
 * Finds unfinished tasks of the caller and their groups. A task of a role is assigned to whoever holds the role. Tasks
 * without a due time are for later until they can be started.
 */
export class TaskWorkSource implements WorkSource {
  constructor(private readonly store: MyWorkStore) {}

  async find({ principals, access, now }: WorkCaller) {
    const found = await this.store.findTasks(principals, access, MAX_WORK + 1);
    const held = found.slice(0, MAX_WORK);
    const waiting = held.filter(
      ({ task }) => task.definition.dependsOn.length > 0,
    );
    const unfinished = await this.store.getUnfinishedTitles([
      ...new Set(waiting.map(({ task }) => task.runId)),
    ]);
    const later: LaterTask[] = [];
    const drafts = held.flatMap((item): WorkDraft[] => {
      const { incident, task } = item;
      const ofRun = unfinished.get(task.runId);
      const waitsFor = task.definition.dependsOn.flatMap(
        id => ofRun?.get(id) ?? [],
      );
      const isReady = hasBegun(item) && waitsFor.length === 0;
      if (!task.dueAt && !isReady) {
        later.push(toLater(item));
        return [];
      }
      const isMine = task.assigneeRef === principals[0];
      return [
        {
          incident,
          target: `task-${task.id}`,
          acts: [
            ...(isMine ? [] : [TAKE]),
            ...(waitsFor.length === 0 ? [FINISH] : []),
          ],
          item: {
            kind: 'task',
            id: `task:${task.id}`,
            title: task.definition.title,
            due: toTaskDue(task.dueAt, task.definition.due, now),
            holder: { ref: task.assigneeRef!, because: 'assignee' },
            taskId: task.id,
            taskState: task.state === 'in-progress' ? 'in-progress' : 'open',
            required: task.required,
            evidenceRequired:
              task.definition.evidenceRequired &&
              task.stepId === undefined &&
              task.evidenceId === undefined,
            waitsFor,
          },
        },
      ];
    });
    return { drafts, later, truncated: found.length > MAX_WORK };
  }
}
