import { findLeads } from '../../serviceLevels/recipients';
import { findReviewSubject } from '../reviewNotices';
import type { Basis, ComposerOptions, NoticePlan } from './NoticePlan';

/** A review, an action or an effect check that was given to somebody, is due, or is reminded of. */
export async function planReview(
  basis: Basis,
  options: ComposerOptions,
): Promise<NoticePlan | undefined> {
  const { record, incident, details, run } = basis;
  const { store, recipients } = options;
  const { kind, data, actor } = record;
  const subject = await findReviewSubject(
    store.reviews,
    incident,
    details,
    data,
  );
  // A moved date is notified at its new time.
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
