import { NotAllowedError } from '@backstage/errors';
import type { CallerPermissions } from '../incidents/IncidentsService';

const MISSING: Record<keyof CallerPermissions, string> = {
  create: 'report incidents (security-incidents.incident.create)',
  read: 'read incidents (security-incidents.incident.read)',
  update: 'change incidents (security-incidents.incident.update)',
  transition: 'move incidents (security-incidents.incident.transition)',
  close: 'close incidents (security-incidents.incident.close)',
  reopen: 're-open incidents (security-incidents.incident.reopen)',
  merge: 'merge incidents (security-incidents.incident.merge)',
  restrict: 'restrict incidents (security-incidents.incident.restrict)',
  recordStep: 'record steps (security-incidents.step.record)',
  verify: 'verify timelines (security-incidents.timeline.verify)',
  readViews: 'see who looked at an incident (security-incidents.access.read)',
  breakGlass:
    'open restricted incidents without being a member (security-incidents.incident.break-glass)',
  readPlans: 'see response plans (security-incidents.plan.read)',
  exportReports: 'export reports (security-incidents.reports.export)',
};

/** @throws NotAllowedError that names the first right that is missing */
export function assertPermitted(
  rights: CallerPermissions,
  needed: ReadonlyArray<keyof CallerPermissions>,
) {
  const missing = needed.find(right => !rights[right]);
  if (missing) {
    throw new NotAllowedError(
      `You do not have the right to ${MISSING[missing]}`,
    );
  }
}
