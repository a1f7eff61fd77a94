import { InputError } from '@backstage/errors';
import {
  addPlanDuration,
  isFrozenStatus,
  PLAN_CLOCK_AT_RISK_SHARE,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentDetails } from '../incidents/store/records';
import type { IncidentRecord } from '../kernel/records';
import {
  isUnfinished,
  type PlanTaskRecord,
} from '../responsePlans/store/planRecords';
import type { ObligationsReader } from '../obligations/store/ObligationsStore';
import type { PlanRunsReader } from '../responsePlans/store/PlanRunsStore';
import type { IncidentServiceLevels } from '../serviceLevels/IncidentServiceLevels';
import type { EscalationsReader } from '../serviceLevels/store/EscalationsStore';
import type { IncidentReviewReader } from '../reviews/store/ReviewsStore';
import { findReviewDues } from './reviewNotices';
import type { NoticeData, NoticesWriter } from './store/NoticesStore';

const EPOCH = '1970-01-01T00:00:00.000Z';
/** A changed configuration takes effect within a day, even if the incident does not change. */
const MAX_WAIT_MS = 24 * 60 * 60 * 1000;

interface Reader {
  readonly plans: PlanRunsReader;
  readonly escalations: EscalationsReader;
  readonly reviews: IncidentReviewReader;
  readonly obligations: ObligationsReader;
  getDetails(incident: IncidentRecord): Promise<IncidentDetails>;
}

/** A time at which people are notified that something is at risk or overdue. */
export interface DueMoment {
  kind: 'due-soon' | 'overdue';
  /** Each key is notified of once. It holds the due time, so that a moved one counts again. */
  key: string;
  at: string;
  data: NoticeData;
}

/** When a task becomes at risk: after the same share of its time as a clock. */
function getTaskRiskAt({ dueAt, definition }: PlanTaskRecord): string {
  const { due } = definition;
  try {
    const ms = due ? Date.parse(addPlanDuration(EPOCH, due.after)) : 0;
    return new Date(
      Date.parse(dueAt!) - ms * (1 - PLAN_CLOCK_AT_RISK_SHARE),
    ).toISOString();
  } catch (error) {
    if (error instanceof InputError) return dueAt!;
    throw error;
  }
}

function toMoments(
  subject: string,
  { riskAt, dueAt }: { riskAt: string; dueAt: string },
  data: NoticeData,
): DueMoment[] {
  return [
    {
      kind: 'due-soon',
      key: `due-soon:${subject}:${dueAt}`,
      at: riskAt,
      data: { ...data, dueAt },
    },
    {
      kind: 'overdue',
      key: `overdue:${subject}:${dueAt}`,
      at: dueAt,
      data: { ...data, dueAt },
    },
  ];
}

/** Obligations to assess or to send continue after an incident is closed. */
async function getObligationMoments(
  { obligations }: Reader,
  { seq }: IncidentRecord,
): Promise<DueMoment[]> {
  const open = (await obligations.listOpen([seq])).get(seq) ?? [];
  return open.flatMap(({ id, dueAt, atRiskAt }) =>
    dueAt
      ? toMoments(
          `obligation:${id}`,
          { riskAt: atRiskAt ?? dueAt, dueAt },
          { obligationId: id },
        )
      : [],
  );
}

/** Finds when clocks, tasks and obligations of incidents are at risk and overdue. */
export class DueNotices {
  constructor(
    private readonly options: {
      levels: IncidentServiceLevels;
      /** Whether people are notified of escalations, which say that a clock is overdue. */
      escalates: boolean;
      /** While history is being seeded: nobody is notified before this time. */
      quietUntil?: Date;
    },
  ) {}

  /** The moments of all running clocks, unfinished tasks, open obligations, reviews and actions, past ones included. */
  async getMoments(
    reader: Reader,
    incident: IncidentRecord,
  ): Promise<DueMoment[]> {
    const dues = await findReviewDues(reader.reviews, incident);
    const followUp = [
      ...dues.flatMap(({ subject, riskAt, dueAt, data }) =>
        toMoments(subject, { riskAt, dueAt }, data),
      ),
      ...(await getObligationMoments(reader, incident)),
    ];
    if (isFrozenStatus(incident.status)) return followUp;
    const clocks = await this.options.levels.getRunningClocks(reader, incident);
    const tasks = await reader.plans.getTasks(incident.seq);
    return [
      ...followUp,
      ...clocks.flatMap(({ clock, dueAt, atRiskAt, escalatesWhenDue }) =>
        toMoments(
          `clock:${clock}`,
          { riskAt: atRiskAt, dueAt },
          { clock },
        ).filter(
          // The escalation says that it is overdue, to the same people.
          ({ kind }) =>
            kind === 'due-soon' ||
            !(escalatesWhenDue && this.options.escalates),
        ),
      ),
      ...tasks
        .filter(task => isUnfinished(task) && !task.isRetired && task.dueAt)
        .flatMap(task =>
          toMoments(
            `task:${task.id}`,
            { riskAt: getTaskRiskAt(task), dueAt: task.dueAt! },
            { taskIds: [task.id] },
          ),
        ),
    ];
  }

  /** Sets when the incident is checked next: at the earliest moment that nobody was notified of yet. */
  async setNextCheck(
    tx: Reader & { readonly notices: NoticesWriter },
    incident: IncidentRecord,
    now: string,
  ) {
    const moments = await this.getMoments(tx, incident);
    const known =
      moments.length > 0
        ? await tx.notices.getDueKeys(incident.seq)
        : new Set<string>();
    const [next] = moments
      .filter(({ key }) => !known.has(key))
      .map(({ at }) => at)
      .sort();
    const latest = new Date(Date.parse(now) + MAX_WAIT_MS).toISOString();
    const quietUntil = this.options.quietUntil?.toISOString() ?? '';
    const checkAt = next && (next < latest ? next : latest);
    await tx.notices.setCheck(
      incident.seq,
      checkAt && (checkAt < quietUntil ? quietUntil : checkAt),
    );
  }
}
