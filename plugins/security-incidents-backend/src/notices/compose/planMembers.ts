import {
  INCIDENT_ROLE_LABELS,
  type IncidentRole,
  isFrozenStatus,
} from 'backstage-plugin-security-incidents-common';
import {
  isUnfinished,
  type PlanTaskRecord,
} from '../../responsePlans/store/planRecords';
import { findLeads } from '../../serviceLevels/recipients';
import type { Basis, NoticePlan } from './NoticePlan';

function isRole(role: string): role is IncidentRole {
  return role in INCIDENT_ROLE_LABELS;
}

function getEarliest(tasks: readonly PlanTaskRecord[]): string | undefined {
  return tasks.flatMap(({ dueAt }) => dueAt ?? []).sort()[0];
}

export function planAssigned({
  record: { data, actor },
  incident,
  details,
}: Basis): NoticePlan | undefined {
  if (isFrozenStatus(incident.status)) return undefined;
  const { to, role, taskIds = [] } = data;
  if (role !== undefined) {
    const isHeld = details.roles.some(
      held =>
        held.role === role && held.principalRef === to && !held.renouncedAt,
    );
    if (!isHeld || to === undefined) return undefined;
    return {
      to: [to],
      scope: `role:${incident.id}:${role}`,
      write: nameOf => ({
        kind: 'assigned',
        what: [isRole(role) ? INCIDENT_ROLE_LABELS[role] : role],
        by: nameOf(actor),
      }),
    };
  }
  const tasks = details.plans.tasks.filter(
    task =>
      taskIds.includes(task.id) &&
      task.assigneeRef === to &&
      isUnfinished(task) &&
      !task.isRetired,
  );
  const [first] = tasks;
  if (!first || to === undefined) return undefined;
  return {
    to: [to],
    scope: `task:${incident.id}:${first.id}`,
    taskId: first.id,
    write: nameOf => ({
      kind: 'assigned',
      what: tasks.map(({ definition }) => definition.title),
      dueAt: getEarliest(tasks),
      by: nameOf(actor),
    }),
  };
}

export function planMember({
  record: { data, actor },
  incident,
  details,
}: Basis): NoticePlan | undefined {
  const isMember = details.members.some(
    ({ principalRef }) => principalRef === data.to,
  );
  if (!isMember || data.to === undefined) return undefined;
  return {
    to: [data.to],
    scope: `member:${incident.id}`,
    write: nameOf => ({ kind: 'member', by: nameOf(actor) }),
  };
}

/** The commander is notified, or else every member. */
export function planBrokenGlass({
  record: { actor },
  incident,
  details,
  run,
}: Basis): NoticePlan {
  const commander = findLeads({ roles: details.roles, run }, 'commander');
  return {
    to:
      commander.length > 0
        ? commander
        : details.members.map(({ principalRef }) => principalRef),
    scope: `incident:${incident.id}`,
    write: nameOf => ({ kind: 'broken-glass', by: nameOf(actor) }),
  };
}
