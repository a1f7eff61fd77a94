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

/** Adds the relations of response plans to those that the catalog graph draws. */
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
