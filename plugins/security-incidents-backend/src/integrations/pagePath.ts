import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readPagePath } from 'backstage-plugin-security-incidents-node';

/*
 * One path per app, from its configuration, so that functions which word notifications need nothing passed to them.
 */
let pagePath = '/security-incidents';

/** Makes links to the pages of the app that has this configuration from now on. */
export function applyPagePath(config: RootConfigService): void {
  pagePath = readPagePath(config);
}

/** Path of the incident pages, for links in notifications and channels. */
export function getPagePath(): string {
  return pagePath;
}

/** The page on which a reporter follows their report. */
export function getMyReportPath(idOrKey: string): string {
  return `${getPagePath()}/my-reports/${idOrKey}`;
}

/** The obligations of an incident, at one of them. */
export function getObligationPath(
  idOrKey: string,
  obligationId: string,
): string {
  return `${getPagePath()}/${idOrKey}/obligations#obligation-${encodeURIComponent(
    obligationId,
  )}`;
}

/** The page of an incident, at one of its tasks. */
export function getTaskPath(idOrKey: string, taskId: string): string {
  return `${getPagePath()}/${idOrKey}#task-${encodeURIComponent(taskId)}`;
}

/** The review of an incident. */
export function getReviewPath(idOrKey: string): string {
  return `${getPagePath()}/${idOrKey}/review`;
}

/** An import, on the page of imports. */
export function getImportPath(id: string): string {
  return `${getPagePath()}/reports/import-export?import=${encodeURIComponent(
    id,
  )}`;
}
