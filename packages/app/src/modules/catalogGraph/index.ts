import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  ALL_RELATION_PAIRS,
  ALL_RELATIONS,
  catalogGraphApiRef,
  DefaultCatalogGraphApi,
} from '@backstage/plugin-catalog-graph';
import {
  RELATION_HAS_RESPONSE_PLAN,
  RELATION_RESPONSE_PLAN_FOR,
} from 'backstage-plugin-security-incidents-common';

/** The graph draws the relations that it knows; this makes it know those of response plans too. */
const graphApi = ApiBlueprint.make({
  params: define =>
    define({
      api: catalogGraphApiRef,
      deps: {},
      factory: () =>
        new DefaultCatalogGraphApi({
          knownRelations: [
            ...ALL_RELATIONS,
            RELATION_RESPONSE_PLAN_FOR,
            RELATION_HAS_RESPONSE_PLAN,
          ],
          knownRelationPairs: [
            ...ALL_RELATION_PAIRS,
            [RELATION_HAS_RESPONSE_PLAN, RELATION_RESPONSE_PLAN_FOR],
          ],
          defaultRelationTypes: { exclude: [] },
        }),
    }),
});

export const catalogGraphModule = createFrontendModule({
  pluginId: 'catalog-graph',
  extensions: [graphApi],
});
