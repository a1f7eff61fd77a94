import type { EntityCounts, EntityCountsPart, EntityOverview } from '../model';
import { entityPath } from './entityPath';
import { HttpCalls } from './HttpCalls';
import type { CallOptions, SecurityIncidentsApi } from './SecurityIncidentsApi';

/**
 * The part of {@link SecurityIncidentsClient} that pages of entities call, for code that is loaded with each of them.
 * @public
 */
export class EntitiesClient
  implements
    Pick<SecurityIncidentsApi, 'getEntityCounts' | 'getEntityOverview'>
{
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  getEntityOverview(entityRef: string, options?: CallOptions) {
    const path = entityPath(entityRef, 'overview');
    return this.#calls.get<EntityOverview>(path, options);
  }

  getEntityCounts(
    entityRefs: string[],
    options?: CallOptions & { include?: EntityCountsPart[] },
  ) {
    return this.#calls.send<{ items: EntityCounts[] }>(
      'POST',
      '/entities/overviews',
      { entityRefs, include: options?.include },
      options,
    );
  }
}
