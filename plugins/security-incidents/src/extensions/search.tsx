import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiBookOpenLine, RiShieldFlashLine } from '@remixicon/react';
import {
  INCIDENT_SEARCH_TYPE,
  REVIEW_SEARCH_TYPE,
} from 'backstage-plugin-security-incidents-common';
import type { JSX } from 'react';
import { optionalText } from './configFields';

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

/**
 * Narrows a search to one type of results. The platform takes its name as plain text when the app starts, so it cannot follow the
 * language of the reader; `app-config.yaml` can set it.
 */
function createSearchType(type: {
  name?: string;
  value: string;
  title: string;
  icon: JSX.Element;
}) {
  const { name, value, title, icon } = type;
  return SearchFilterResultTypeBlueprint.makeWithOverrides({
    name,
    configSchema: { name: optionalText() },
    factory: (originalFactory, { config }) =>
      originalFactory({ value, name: config.name ?? title, icon }),
  });
}

/** Narrows a search to incidents. */
export const searchType = createSearchType({
  value: INCIDENT_SEARCH_TYPE,
  title: 'Security incidents',
  icon: <RiShieldFlashLine />,
});

/** Narrows a search to finished post-incident reviews. */
export const reviewSearchType = createSearchType({
  name: 'reviews',
  value: REVIEW_SEARCH_TYPE,
  title: 'Security incident reviews',
  icon: <RiBookOpenLine />,
});
