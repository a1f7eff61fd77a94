export { IncidentSearchResult } from './IncidentSearchResult';
