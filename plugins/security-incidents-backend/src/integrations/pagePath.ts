/** Path of the incident pages, for links in notifications and channels. */
export const PAGE_PATH = '/security-incidents';

/** The page on which a reporter follows their report. */
export function getMyReportPath(idOrKey: string): string {
  return `${PAGE_PATH}/my-reports/${idOrKey}`;
}

/** The obligations of an incident, at one of them. */
export function getObligationPath(
  idOrKey: string,
  obligationId: string,
): string {
  return `${PAGE_PATH}/${idOrKey}/obligations#obligation-${encodeURIComponent(
    obligationId,
  )}`;
}

/** The page of an incident, at one of its tasks. */
export function getTaskPath(idOrKey: string, taskId: string): string {
  return `${PAGE_PATH}/${idOrKey}#task-${encodeURIComponent(taskId)}`;
}

/** The review of an incident. */
export function getReviewPath(idOrKey: string): string {
  return `${PAGE_PATH}/${idOrKey}/review`;
}
