export { IncidentSearchResult } from './IncidentSearchResult';
export { ReviewSearchResult } from './ReviewSearchResult';
