import {
  type IncidentStatus,
  toReportState,
} from 'backstage-plugin-security-incidents-common';
import { findLeads } from '../../serviceLevels/recipients';
import type { Basis, ComposerOptions, NoticePlan } from './NoticePlan';

/** A new report, for those on duty and the owners of its services. */
export async function planReported(
  { incident, details }: Basis,
  options: ComposerOptions,
): Promise<NoticePlan | undefined> {
  if (incident.status !== 'new') return undefined;
  const { recipients, responders, levels } = options;
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

/** What became of a report, for its reporter; and an answer of the reporter, for the leads. */
export async function planReport(
  { record, incident, details, run }: Basis,
  options: ComposerOptions,
): Promise<NoticePlan | undefined> {
  const { store, responders, recipients } = options;
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
