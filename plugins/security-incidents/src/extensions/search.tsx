import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiShieldFlashLine } from '@remixicon/react';
import { INCIDENT_SEARCH_TYPE } from 'backstage-plugin-security-incidents-common';

/** Incidents among the results of the platform's search. */
export const searchResult = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === INCIDENT_SEARCH_TYPE,
    icon: <RiShieldFlashLine aria-hidden />,
    component: () =>
      import('../components/SearchResult').then(m => m.IncidentSearchResult),
  },
});

/** Narrows a search to incidents. */
export const searchType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: INCIDENT_SEARCH_TYPE,
    name: 'Security incidents',
    icon: <RiShieldFlashLine />,
  },
});
