import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiBookOpenLine, RiShieldFlashLine } from '@remixicon/react';
import {
  INCIDENT_SEARCH_TYPE,
  REVIEW_SEARCH_TYPE,
} from 'backstage-plugin-security-incidents-common';

/** Incidents among the results of the platform's search. */
export const searchResult = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === INCIDENT_SEARCH_TYPE,
    icon: <RiShieldFlashLine aria-hidden />,
    component: () =>
      import('../components/SearchResult').then(m => m.IncidentSearchResult),
  },
});

/** Finished post-incident reviews among the results of the platform's search. */
export const reviewSearchResult = SearchResultListItemBlueprint.make({
  name: 'reviews',
  params: {
    predicate: result => result.type === REVIEW_SEARCH_TYPE,
    icon: <RiBookOpenLine aria-hidden />,
    component: () =>
      import('../components/SearchResult').then(m => m.ReviewSearchResult),
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

/** Narrows a search to finished post-incident reviews. */
export const reviewSearchType = SearchFilterResultTypeBlueprint.make({
  name: 'reviews',
  params: {
    value: REVIEW_SEARCH_TYPE,
    name: 'Security incident reviews',
    icon: <RiBookOpenLine />,
  },
});
