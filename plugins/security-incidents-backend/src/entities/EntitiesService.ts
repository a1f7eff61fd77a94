import type {
  EntityCounts,
  EntityCountsPart,
  EntityOverview,
} from 'backstage-plugin-security-incidents-common';

/** What entity pages and catalog tables show. @public */
export interface EntitiesService<Context> {
  getEntityOverview(
    entityRef: string,
    context: Context,
  ): Promise<EntityOverview>;
  getEntityCounts(
    entityRefs: readonly string[],
    include: readonly EntityCountsPart[],
    context: Context,
  ): Promise<EntityCounts[]>;
}
