import { accessLeaks } from './access';
import { bundleLeaks } from './bundles';
import { detectionLeaks } from './detections';
import { entityLeaks } from './entities';
import { evidenceLeaks } from './evidence';
import { importLeaks } from './imports';
import { incidentLeaks } from './incidents';
import { myReportLeaks } from './myReports';
import { myWorkLeaks } from './myWork';
import { obligationLeaks } from './obligations';
import { reportLeaks } from './reports';
import { responsePlanLeaks } from './responsePlans';
import { reviewLeaks } from './reviews';
import { serviceLevelLeaks } from './serviceLevels';
import { verificationLeaks } from './verification';
import type { LeakTable, Request } from './LeakTable';

export * from './app';
export type { Request } from './LeakTable';
export * from './people';

/*
 * Each route of the API is in the table of its feature; a route that is in none fails a test. A route about one incident
 * must answer callers who may not see it exactly as it answers about one that does not exist. A route that lists or counts
 * must answer them exactly as it did before the incident was recorded. A route about an import must answer them exactly as
 * it does about one that left out the restricted incidents.
 */
const TABLES: LeakTable[] = [
  accessLeaks,
  bundleLeaks,
  detectionLeaks,
  entityLeaks,
  evidenceLeaks,
  importLeaks,
  incidentLeaks,
  myReportLeaks,
  myWorkLeaks,
  obligationLeaks,
  reportLeaks,
  responsePlanLeaks,
  reviewLeaks,
  serviceLevelLeaks,
  verificationLeaks,
];

function join<T>(parts: Array<Record<string, T> | undefined>) {
  return Object.fromEntries(parts.flatMap(part => Object.entries(part ?? {})));
}

export const ABOUT_ONE = join(TABLES.map(({ aboutOne }) => aboutOne));
export const ABOUT_OWN = join(TABLES.map(({ aboutOwn }) => aboutOwn));
export const ABOUT_IMPORT = join(TABLES.map(({ aboutImport }) => aboutImport));
export const ABOUT_MANY = join(TABLES.map(({ aboutMany }) => aboutMany));
export const COUNTS = join(TABLES.map(({ counts }) => counts));
export const ABOUT_NONE = TABLES.flatMap(({ aboutNone = [] }) => aboutNone);

/** The one route that admits that an incident exists: to holders of the permission to break the glass. */
export const BREAK_GLASS = 'POST /incidents/{id}/break-glass';

/** Whether a request of {@link ABOUT_MANY} finds incidents by their services. */
export function isFoundByService({ path, body = {} }: Request): boolean {
  return (
    path.startsWith('/entities/') ||
    'entityRefs' in body ||
    /[?&](entityRef|system|domain|owner)=|payments/.test(path)
  );
}
