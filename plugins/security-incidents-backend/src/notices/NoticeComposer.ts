import type { Directory } from '../catalog/Directory';
import type { IncidentRecord } from '../kernel/records';
import type { Basis, ComposerOptions, NoticePlan } from './compose/NoticePlan';
import { planDue, planObligation } from './compose/planDue';
import {
  planAssigned,
  planBrokenGlass,
  planMember,
} from './compose/planMembers';
import { planReport, planReported } from './compose/planReport';
import { planReview } from './compose/planReview';
import type { IncidentNotice } from './IncidentNotice';
import { findPeople } from './NoticePeople';
import { isAboutReview } from './reviewNotices';
import type { NoticeRecord } from './store/NoticesStore';

/** A notification, or why there is none to send any more. */
export type ComposedNotice = { notice: IncidentNotice } | { reason: string };

const NOTHING_LEFT = 'it was settled before it was sent';

/** Turns what was recorded with a change into a notification for the people who may read it, as the incident is now. */
export class NoticeComposer {
  constructor(private readonly options: ComposerOptions) {}

  /** @throws Error when the catalog is unavailable */
  async compose(
    record: NoticeRecord,
    incident: IncidentRecord,
  ): Promise<ComposedNotice> {
    const { store, directory: reader } = this.options;
    const details = await store.getDetails(incident);
    const run = await store.plans.getPrimaryRun(incident.seq);
    const plan = await planNotice(
      { record, incident, details, run },
      this.options,
    );
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
}

async function planNotice(
  basis: Basis,
  options: ComposerOptions,
): Promise<NoticePlan | undefined> {
  if (isAboutReview(basis.record.data)) return planReview(basis, options);
  switch (basis.record.kind) {
    case 'reported':
      return planReported(basis, options);
    case 'assigned':
      return planAssigned(basis);
    case 'member':
      return planMember(basis);
    case 'broken-glass':
      return planBrokenGlass(basis);
    case 'reminder':
      return planObligation(basis, options);
    case 'due-soon':
    case 'overdue':
      return planDue(basis, options);
    default:
      return planReport(basis, options);
  }
}

function getName(directory: Directory, ref: string | undefined) {
  return ref && /^(user|group):/.test(ref) ? directory.getName(ref) : undefined;
}
