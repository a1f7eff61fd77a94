import { randomUUID } from 'node:crypto';
import {
  type IncidentStatus,
  type TimelineAction,
  toReportState,
} from 'backstage-plugin-security-incidents-common';
import type {
  ChangeFollower,
  IncidentChange,
} from '../incidents/IncidentChange';
import type { AppendedEntry } from '../kernel/IncidentChange';
import type { DueNotices } from './DueNotices';
import type {
  NoticeData,
  NoticeKind,
  NoticeRecord,
} from './store/NoticesStore';

interface Draft {
  kind: NoticeKind;
  data: NoticeData;
}

interface AssignedTask {
  taskId: string;
  assigneeRef?: string;
}

/** One notification for each person or group, however many tasks they got. */
function toAssigned(tasks: readonly AssignedTask[]): Draft[] {
  const byAssignee = new Map<string, string[]>();
  for (const { taskId, assigneeRef } of tasks) {
    if (assigneeRef === undefined) continue;
    byAssignee.set(assigneeRef, [
      ...(byAssignee.get(assigneeRef) ?? []),
      taskId,
    ]);
  }
  return [...byAssignee].map(([to, taskIds]) => ({
    kind: 'assigned',
    data: { to, taskIds },
  }));
}

function toAssignedAction(data: Record<string, unknown>): Draft[] {
  const { ownerRef, actionId } = data;
  return typeof ownerRef === 'string'
    ? [{ kind: 'assigned', data: { actionId: String(actionId) } }]
    : [];
}

/** What people are notified of, by action. Entries of other actions notify nobody. */
const DRAFTS: Partial<
  Record<
    TimelineAction,
    (
      data: Record<string, unknown>,
      context: { actor: string; reporter: string },
    ) => Draft[]
  >
> = {
  'role.assumed': ({ role, principalRef }) => [
    {
      kind: 'assigned',
      data: { to: String(principalRef), role: String(role) },
    },
  ],
  'plan.applied': ({ tasks }) => toAssigned(tasks as AssignedTask[]),
  'task.added': ({ tasks }) => toAssigned(tasks as AssignedTask[]),
  'task.assigned': ({ because, tasks }) =>
    // Whoever gets a role is notified of the role, not of each of its tasks.
    because === 'role'
      ? []
      : toAssigned(
          (tasks as Array<{ taskId: string; to?: string | null }>).map(
            ({ taskId, to }) => ({ taskId, assigneeRef: to ?? undefined }),
          ),
        ),
  'member.added': ({ principalRef, source, because }) =>
    // Responders are notified of the report itself.
    source === 'manual' && because === undefined
      ? [{ kind: 'member', data: { to: String(principalRef) } }]
      : [],
  'review.required': () => [{ kind: 'assigned', data: { isReview: true } }],
  'review.reminded': () => [{ kind: 'reminder', data: { isReview: true } }],
  'action.added': toAssignedAction,
  'action.updated': toAssignedAction,
  'action.done': ({ actionId }) => [
    { kind: 'assigned', data: { actionId: String(actionId), isCheck: true } },
  ],
  'action.reminded': ({ actionId, isCheck, isLead }) => [
    {
      kind: 'reminder',
      data: {
        actionId: String(actionId),
        isCheck: isCheck === true,
        ...(isLead === true && { isLead }),
      },
    },
  ],
  'obligation.reminded': ({ obligationId, dueAt }) => [
    {
      kind: 'reminder',
      data: {
        obligationId: String(obligationId),
        ...(typeof dueAt === 'string' && { dueAt }),
      },
    },
  ],
  'access.broken-glass': () => [{ kind: 'broken-glass', data: {} }],
  'status.changed': ({ from, to }) =>
    toReportState(from as IncidentStatus) ===
    toReportState(to as IncidentStatus)
      ? []
      : [{ kind: 'report-state', data: { status: String(to) } }],
  'step.recorded': ({ audience, stepId, supersedes }, { actor, reporter }) =>
    audience === 'reporter' && supersedes === undefined
      ? [
          {
            kind: actor === reporter ? 'report-answer' : 'report-message',
            data: { stepId: String(stepId) },
          },
        ]
      : [],
};

/** Whether a change of these actions may have notifications to send. */
export function mayNotify(actions: readonly TimelineAction[]): boolean {
  return actions.some(
    action => action === 'incident.recorded' || action in DRAFTS,
  );
}

/** Writes what people are to be notified of in the transaction of the change, so that none is lost or sent for a rollback. */
export class NoticeFollower implements ChangeFollower {
  constructor(
    private readonly options: {
      due: DueNotices;
      /** Whether anybody is notified of changes; not of seeded ones. */
      isSending: boolean;
    },
  ) {}

  async followRecording(change: IncidentChange) {
    await this.#insert(change, [{ kind: 'reported', data: {} }]);
  }

  async followChange(change: IncidentChange) {
    if (change.entries.length > 0) await this.#insert(change, []);
  }

  async #insert(change: IncidentChange, drafts: Draft[]) {
    const { tx, incident, entries, actor, at } = change;
    const all = [...drafts, ...this.#toDrafts(change, entries)];
    await tx.notices.insert(
      (this.options.isSending ? all : []).map(
        ({ kind, data }): NoticeRecord => {
          const id = randomUUID();
          return {
            id,
            incidentSeq: incident.seq,
            kind,
            noticeKey: `${kind}:${id}`,
            actor,
            data,
            createdAt: at,
            attempts: 0,
            nextAttemptAt: at,
          };
        },
      ),
    );
    await this.options.due.setNextCheck(tx, incident, at);
  }

  #toDrafts(
    { incident, actor }: IncidentChange,
    entries: readonly AppendedEntry[],
  ): Draft[] {
    return entries.flatMap(
      ({ action, data }) =>
        DRAFTS[action]?.(data, { actor, reporter: incident.reportedBy }) ?? [],
    );
  }
}
