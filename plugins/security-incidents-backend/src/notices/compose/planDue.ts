import { PLAN_CLOCKS } from 'backstage-plugin-security-incidents-common';
import { getRuleName } from '../../obligations/clocks';
import { getObligationDeciders } from '../../obligations/deciders';
import { isUnfinished } from '../../responsePlans/store/planRecords';
import { getLevelsBasis } from '../../serviceLevels/IncidentServiceLevels';
import { findLeads } from '../../serviceLevels/recipients';
import type { Basis, ComposerOptions, NoticePlan } from './NoticePlan';

/** A clock, a task or an obligation that is due soon or overdue. */
export async function planDue(
  basis: Basis,
  options: ComposerOptions,
): Promise<NoticePlan | undefined> {
  const { record, incident, details, run } = basis;
  const { kind, data } = record;
  if (data.obligationId) return planObligation(basis, options);
  const found = data.clock
    ? await findClock(basis, options)
    : findDueTask(basis);
  if (!found) return undefined;
  const { what, dueAt, rule, taskId } = found;
  const leads = findLeads({ roles: details.roles, run }, 'all');
  const owners =
    leads.length > 0
      ? []
      : await options.recipients.findOwners(details.affected);
  const [holder] = found.holder ? [found.holder] : [...leads, ...owners];
  const everybody = [...leads, ...owners];
  const commander = leads.slice(0, 1);
  const to = found.holder
    ? [found.holder, ...(kind === 'overdue' ? commander : [])]
    : everybody;
  const next = kind === 'overdue' ? await findNext(basis, options) : undefined;
  return {
    to,
    named: [holder ?? '', next ?? ''],
    scope: `due:${incident.id}:${data.clock ?? taskId}`,
    taskId,
    write: nameOf =>
      kind === 'due-soon'
        ? { kind, what, dueAt, rule }
        : {
            kind: 'overdue',
            what,
            dueAt,
            holder: nameOf(holder),
            next: nameOf(next),
          },
  };
}

/** Whoever decides about obligations is notified, and the leads or else the owners. */
export async function planObligation(
  { record: { kind, data, actor }, incident, details, run }: Basis,
  options: ComposerOptions,
): Promise<NoticePlan | undefined> {
  const { store, recipients } = options;
  const found = (await store.obligations.list(incident.seq)).find(
    ({ id }) => id === data.obligationId,
  );
  const isOpen = found?.state === 'to-assess' || found?.state === 'pending';
  if (!found || !isOpen || found.dueAt !== data.dueAt) {
    return undefined;
  }
  const { id, dueAt, rule, state } = found;
  const deciders = getObligationDeciders(details.roles);
  const leads = findLeads({ roles: details.roles, run }, 'all');
  const to = [...deciders, ...leads];
  const what = `${state === 'pending' ? 'send' : 'decide'} ${getRuleName(
    rule,
  )}`;
  const everybody =
    to.length > 0 ? to : await recipients.findOwners(details.affected);
  return {
    to: everybody,
    named: everybody.slice(0, 1),
    scope: `due:${incident.id}:obligation:${id}`,
    obligationId: id,
    write: nameOf => {
      if (kind === 'reminder' || !dueAt) {
        return { kind: 'reminder', what, dueAt, by: nameOf(actor) };
      }
      return kind === 'due-soon'
        ? { kind, what, dueAt, rule: rule.title }
        : { kind: 'overdue', what, dueAt, holder: nameOf(everybody[0]) };
    },
  };
}

async function findClock(
  { record, incident }: Basis,
  options: ComposerOptions,
) {
  const { levels, store } = options;
  const clocks = await levels.getRunningClocks(store, incident);
  const reading = clocks.find(
    ({ clock, dueAt }) =>
      clock === record.data.clock && dueAt === record.data.dueAt,
  );
  if (!reading) return undefined;
  const { label } = PLAN_CLOCKS.find(({ clock }) => clock === reading.clock)!;
  return {
    what:
      reading.clock === 'updateEvery'
        ? 'update management'
        : label.toLocaleLowerCase('en'),
    dueAt: reading.dueAt,
    rule: reading.words,
    holder: undefined,
    taskId: undefined,
  };
}

/** Whom the next escalation goes to. */
async function findNext(
  { incident, details, run }: Basis,
  options: ComposerOptions,
) {
  const { levels, store, recipients } = options;
  const [rule] = await levels.getRules(
    store,
    await getLevelsBasis(store, incident),
  );
  if (!rule) return undefined;
  const found = await recipients.resolve(rule.targets, { ...details, run });
  return found.find(({ told }) => told)?.ref;
}

function findDueTask({ record: { data }, details }: Basis) {
  const task = details.plans.tasks.find(({ id }) => id === data.taskIds?.[0]);
  if (!task?.dueAt || task.dueAt !== data.dueAt) return undefined;
  if (!isUnfinished(task) || task.isRetired) return undefined;
  return {
    what: task.definition.title,
    dueAt: task.dueAt,
    rule: undefined,
    holder: task.assigneeRef,
    taskId: task.id,
  };
}
