/**
 * Pages, entity card and entity tab of Security Incidents. The default export is the plugin for the new frontend system;
 * apps of the old one import from the `/legacy` path.
 *
 * @packageDocumentation
 */
export { securityIncidentsPlugin as default } from './plugin';
export {
  detectionsApiRef,
  evidenceApiRef,
  importsApiRef,
  reviewsApiRef,
  obligationsApiRef,
  reportsApiRef,
  securityIncidentsApiRef,
} from './api';
export type { IncidentCardArea } from './components/IncidentPage/incidentCards';
export {
  type IncidentOnPage,
  useIncident,
} from './components/IncidentPage/useIncident';
export { IncidentCardBlueprint } from './extensions';
export { incidentRouteRef, rootRouteRef } from './routes';
export {
  securityIncidentsReadinessTranslationRef,
  securityIncidentsSharedTranslationRef,
  securityIncidentsTranslationRef,
} from './translation';
