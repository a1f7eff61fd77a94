import { NotAllowedError } from '@backstage/errors';

/** Every permission of a caller, decided once per request. @public */
export interface CallerPermissions {
  create: boolean;
  startExercise: boolean;
  read: boolean;
  update: boolean;
  transition: boolean;
  close: boolean;
  reopen: boolean;
  merge: boolean;
  restrict: boolean;
  recordStep: boolean;
  verify: boolean;
  readViews: boolean;
  breakGlass: boolean;
  readPlans: boolean;
  readReports: boolean;
  freezeReports: boolean;
  updateReviews: boolean;
  approveReviews: boolean;
  exportReports: boolean;
  readDetections: boolean;
  triageDetections: boolean;
  configureDetections: boolean;
  addEvidence: boolean;
  readEvidence: boolean;
  manageEvidence: boolean;
  readCheckpoints: boolean;
  eraseEntries: boolean;
  createImports: boolean;
  readObligations: boolean;
  decideObligations: boolean;
}

const MISSING: Record<keyof CallerPermissions, string> = {
  create: 'report incidents (security-incidents.incident.create)',
  startExercise: 'start exercises (security-incidents.exercise.start)',
  read: 'read incidents (security-incidents.incident.read)',
  update: 'change incidents (security-incidents.incident.update)',
  transition: 'move incidents (security-incidents.incident.transition)',
  close: 'close incidents (security-incidents.incident.close)',
  reopen: 're-open incidents (security-incidents.incident.reopen)',
  merge: 'merge incidents (security-incidents.incident.merge)',
  restrict: 'restrict incidents (security-incidents.incident.restrict)',
  recordStep: 'record steps (security-incidents.step.record)',
  verify: 'verify timelines (security-incidents.timeline.verify)',
  readViews: 'see who viewed an incident (security-incidents.access.read)',
  breakGlass:
    'open restricted incidents without being a member (security-incidents.incident.break-glass)',
  readPlans: 'see response plans (security-incidents.plan.read)',
  readReports: 'see reports (security-incidents.reports.read)',
  freezeReports: 'freeze reports (security-incidents.reports.freeze)',
  updateReviews:
    'write reviews and improvement actions (security-incidents.review.update)',
  approveReviews: 'approve reviews (security-incidents.review.approve)',
  exportReports: 'export reports (security-incidents.reports.export)',
  readDetections: 'see detections (security-incidents.detection.read)',
  triageDetections: 'triage detections (security-incidents.detection.triage)',
  configureDetections:
    'configure detections (security-incidents.detection.configure)',
  addEvidence: 'add evidence (security-incidents.evidence.add)',
  readEvidence: 'open the files of evidence (security-incidents.evidence.read)',
  manageEvidence:
    'hold and dispose of evidence (security-incidents.evidence.manage)',
  readCheckpoints: 'see checkpoints (security-incidents.checkpoint.read)',
  eraseEntries:
    'erase the data of timeline entries (security-incidents.entry.erase)',
  createImports: 'import incidents (security-incidents.import.create)',
  readObligations: 'see obligations (security-incidents.obligation.read)',
  decideObligations:
    'decide about obligations (security-incidents.obligation.decide)',
};

/** The names of all permissions. */
export const PERMISSION_NAMES = Object.keys(MISSING) as Array<
  keyof CallerPermissions
>;

function allPermissions(value: boolean): CallerPermissions {
  return Object.fromEntries(
    PERMISSION_NAMES.map(name => [name, value]),
  ) as unknown as CallerPermissions;
}

export const NO_PERMISSIONS = allPermissions(false);
export const ALL_PERMISSIONS = allPermissions(true);

/** @throws NotAllowedError that names the first missing permission */
export function assertPermitted(
  permissions: CallerPermissions,
  needed: ReadonlyArray<keyof CallerPermissions>,
) {
  const missing = needed.find(name => !permissions[name]);
  if (missing) {
    throw new NotAllowedError(
      `You do not have permission to ${MISSING[missing]}`,
    );
  }
}
