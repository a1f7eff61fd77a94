export { hasOpenIncidents, openIncidentsLink, reportConcern } from './catalog';
export { homeWidgets } from './homeWidgets';
export { IncidentCardBlueprint } from './IncidentCardBlueprint';
export { incidentCards } from './incidentCards';
export { page } from './page';
export {
  reviewSearchResult,
  reviewSearchType,
  searchResult,
  searchType,
} from './search';
