import {
  INCIDENT_ROLE_LABELS,
  type IncidentRole,
  type IncidentStatus,
  isFrozenStatus,
  PLAN_CLOCKS,
  toReportState,
} from 'backstage-plugin-security-incidents-common';
import type { Directory } from '../catalog/Directory';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { IncidentDetails } from '../incidents/store/records';
import type { IncidentRecord } from '../kernel/records';
import { getRuleName } from '../obligations/clocks';
import { getObligationDeciders } from '../obligations/deciders';
import {
  isUnfinished,
  type PlanRunRecord,
  type PlanTaskRecord,
} from '../responsePlans/store/planRecords';
import type { IncidentServiceLevels } from '../serviceLevels/IncidentServiceLevels';
import { getLevelsBasis } from '../serviceLevels/IncidentServiceLevels';
import {
  type EscalationRecipients,
  findLeads,
} from '../serviceLevels/recipients';
import type { IncidentNotice, NoticeContent } from './IncidentNotice';
import { findPeople } from './NoticePeople';
import { findReviewSubject, isAboutReview } from './reviewNotices';
import type { NoticeRecord } from './store/NoticesStore';

/** A notification, or why there is none to send any more. */
export type ComposedNotice = { notice: IncidentNotice } | { reason: string };

interface Basis {
  record: NoticeRecord;
  incident: IncidentRecord;
  details: IncidentDetails;
  run?: PlanRunRecord;
}

/** Whom a notification is for, and what it says once names are known. */
interface Plan {
  to: readonly string[];
  named?: readonly string[];
  scope: string;
  taskId?: string;
  view?: IncidentNotice['view'];
  obligationId?: string;
  write(nameOf: (ref: string | undefined) => string | undefined): NoticeContent;
}

const NOTHING_LEFT = 'it was settled before it was sent';

function isRole(role: string): role is IncidentRole {
  return role in INCIDENT_ROLE_LABELS;
}

function getEarliest(tasks: readonly PlanTaskRecord[]): string | undefined {
  return tasks.flatMap(({ dueAt }) => dueAt ?? []).sort()[0];
}

/** Turns what was recorded with a change into a notification for the people who may read it, as the incident is now. */
export class NoticeComposer {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      directory: DirectoryReader;
      recipients: EscalationRecipients;
      levels: IncidentServiceLevels;
      /** Users and groups on duty. */
      responders: readonly string[];
    },
  ) {}

  /** @throws Error when the catalog is unavailable */
  async compose(
    record: NoticeRecord,
    incident: IncidentRecord,
  ): Promise<ComposedNotice> {
    const { store, directory: reader } = this.options;
    const details = await store.getDetails(incident);
    const run = await store.plans.getPrimaryRun(incident.seq);
    const plan = await this.#plan({ record, incident, details, run });
    if (!plan) return { reason: NOTHING_LEFT };
    const { people, directory } = await findPeople(
      plan.to,
      [...(plan.named ?? []), record.actor ?? ''],
      details,
      reader,
    );
    const others = people.filter(person => person !== record.actor);
    if (others.length === 0) {
      return { reason: 'nobody who may read it is reachable' };
    }
    return {
      notice: {
        incident,
        people: others,
        content: plan.write(ref => getName(directory, ref)),
        scope: plan.scope,
        taskId: plan.taskId,
        view: plan.view,
        obligationId: plan.obligationId,
      },
    };
  }

  async #plan(basis: Basis): Promise<Plan | undefined> {
    if (isAboutReview(basis.record.data)) return this.#planReview(basis);
    switch (basis.record.kind) {
      case 'reported':
        return this.#planReported(basis);
      case 'assigned':
        return planAssigned(basis);
      case 'member':
        return planMember(basis);
      case 'broken-glass':
        return planBrokenGlass(basis);
      case 'reminder':
        return this.#planObligation(basis);
      case 'due-soon':
      case 'overdue':
        return this.#planDue(basis);
      default:
        return this.#planReport(basis);
    }
  }

  async #planReported({ incident, details }: Basis): Promise<Plan | undefined> {
    if (incident.status !== 'new') return undefined;
    const { recipients, responders, levels } = this.options;
    const { serviceLevels } = await levels.describe(details);
    const owners = await recipients.findOwners(details.affected);
    return {
      to: [...responders, ...owners],
      named: [incident.reportedBy],
      scope: `incident:${incident.id}`,
      write: nameOf => ({
        kind: 'reported',
        reporter: nameOf(incident.reportedBy) ?? 'another system',
        certainty: incident.detection?.certainty,
        firstAnswerDue: serviceLevels?.clocks.find(
          ({ clock, stoppedAt }) => clock === 'acknowledge' && !stoppedAt,
        )?.dueAt,
      }),
    };
  }

  /** A review, an action or an effect check that was given to somebody, is due, or is reminded of. */
  async #planReview(basis: Basis): Promise<Plan | undefined> {
    const { record, incident, details, run } = basis;
    const { store, recipients } = this.options;
    const { kind, data, actor } = record;
    const subject = await findReviewSubject(
      store.reviews,
      incident,
      details,
      data,
    );
    // A date that moved is told of at its new time.
    if (!subject || (data.dueAt && data.dueAt !== subject.dueAt)) {
      return undefined;
    }
    const { what, dueAt, holder, scope } = subject;
    const leads = findLeads({ roles: details.roles, run }, 'all');
    const others =
      leads.length > 0 ? leads : await recipients.findOwners(details.affected);
    const to = [
      ...(holder && !data.isLead ? [holder] : others),
      // Whoever leads hears of what is overdue as well.
      ...(kind === 'overdue' ? leads.slice(0, 1) : []),
    ];
    return {
      to,
      named: [holder ?? ''],
      scope,
      view: 'review',
      write: nameOf => {
        const by = nameOf(actor);
        if (kind === 'assigned') return { kind, what: [what], dueAt, by };
        if (kind === 'reminder') return { kind, what, dueAt, by };
        return kind === 'due-soon'
          ? { kind, what, dueAt: dueAt! }
          : { kind: 'overdue', what, dueAt: dueAt!, holder: nameOf(holder) };
      },
    };
  }

  async #planDue(basis: Basis): Promise<Plan | undefined> {
    const { record, incident, details, run } = basis;
    const { kind, data } = record;
    if (data.obligationId) return this.#planObligation(basis);
    const found = data.clock
      ? await this.#findClock(basis)
      : findDueTask(basis);
    if (!found) return undefined;
    const { what, dueAt, rule, taskId } = found;
    const leads = findLeads({ roles: details.roles, run }, 'all');
    const owners =
      leads.length > 0
        ? []
        : await this.options.recipients.findOwners(details.affected);
    const [holder] = found.holder ? [found.holder] : [...leads, ...owners];
    const everybody = [...leads, ...owners];
    const commander = leads.slice(0, 1);
    const to = found.holder
      ? [found.holder, ...(kind === 'overdue' ? commander : [])]
      : everybody;
    const next = kind === 'overdue' ? await this.#findNext(basis) : undefined;
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
  async #planObligation({
    record: { kind, data, actor },
    incident,
    details,
    run,
  }: Basis): Promise<Plan | undefined> {
    const { store, recipients } = this.options;
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

  async #findClock({ record, incident }: Basis) {
    const { levels, store } = this.options;
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
  async #findNext({ incident, details, run }: Basis) {
    const { levels, store, recipients } = this.options;
    const [rule] = await levels.getRules(
      store,
      await getLevelsBasis(store, incident),
    );
    if (!rule) return undefined;
    const found = await recipients.resolve(rule.targets, { ...details, run });
    return found.find(({ told }) => told)?.ref;
  }

  async #planReport({
    record,
    incident,
    details,
    run,
  }: Basis): Promise<Plan | undefined> {
    const { store, responders, recipients } = this.options;
    const { kind, data, actor } = record;
    const scope = `report:${incident.id}`;
    if (kind === 'report-answer') {
      const leads = findLeads({ roles: details.roles, run }, 'all');
      const others = leads.length > 0 ? leads : responders;
      return {
        to:
          others.length > 0
            ? others
            : await recipients.findOwners(details.affected),
        scope: `answer:${incident.id}`,
        write: nameOf => ({ kind, by: nameOf(actor) }),
      };
    }
    const reportTitle = await store.myReports.getReportedTitle(incident.seq);
    const to = [incident.reportedBy];
    if (kind === 'report-message') {
      const step = await store.pages.findStep(incident, data.stepId!);
      if (!step || step.supersededBy) return undefined;
      const isQuestion = step.text.includes('?');
      return {
        to,
        scope,
        write: nameOf => ({
          kind,
          by: nameOf(actor),
          isQuestion,
          reportTitle,
        }),
      };
    }
    const state = toReportState(data.status as IncidentStatus);
    // A later change has a notification of its own.
    if (state !== toReportState(incident.status)) return undefined;
    return {
      to,
      scope,
      write: () => ({ kind: 'report-state', state, reportTitle }),
    };
  }
}

function getName(directory: Directory, ref: string | undefined) {
  return ref && /^(user|group):/.test(ref) ? directory.getName(ref) : undefined;
}

function planAssigned({
  record: { data, actor },
  incident,
  details,
}: Basis): Plan | undefined {
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

function planMember({
  record: { data, actor },
  incident,
  details,
}: Basis): Plan | undefined {
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
function planBrokenGlass({
  record: { actor },
  incident,
  details,
  run,
}: Basis): Plan {
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
