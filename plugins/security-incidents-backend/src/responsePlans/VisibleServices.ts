import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { PrincipalsCache } from '../authorization/CallerDecisions';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { TtlCache } from '../kernel/TtlCache';
import { readEntities, SERVICE_KINDS } from './readCatalog';
import { assertAuthorized, type AuthorizedContext } from '../kernel/contexts';

const LIST_TTL_MS = 60_000;
/** Each can name thousands of services. */
const MAX_LISTS = 200;

/** `unanswered`: the catalog did not answer. */
export type ServiceVisibility = 'visible' | 'invisible' | 'unanswered';

/**
 * Decides which services a caller may see in the catalog. Usually the catalog permission is granted or denied for all
 * entities. When it is conditional, the list of visible services is read from the catalog and cached for a minute.
 */
export class VisibleServices {
  readonly #lists: TtlCache<string[]>;

  constructor(
    private readonly options: {
      catalog: CatalogReader;
      principals: Pick<PrincipalsCache, 'nameOf'>;
    },
  ) {
    this.#lists = new TtlCache({ ttlMs: LIST_TTL_MS, max: MAX_LISTS });
  }

  /** Checks one entity with the credentials of the caller. */
  async check(
    entityRef: string,
    context: AuthorizedContext,
  ): Promise<ServiceVisibility> {
    assertAuthorized(context);
    if (context.services === 'none') return 'invisible';
    try {
      const { items } = await this.options.catalog.getEntitiesByRefs(
        { entityRefs: [entityRef], fields: ['kind'] },
        { credentials: context.credentials },
      );
      return items[0] ? 'visible' : 'invisible';
    } catch {
      // The caller decides what to do during an outage.
      return 'unanswered';
    }
  }

  /**
   * Lists the services that the caller may see; undefined means all.
   *
   * @throws ServiceUnavailableError when access is conditional and the catalog is unavailable
   */
  async list(context: AuthorizedContext): Promise<string[] | undefined> {
    assertAuthorized(context);
    if (context.services === 'none') return [];
    if (context.services !== 'some') return undefined;
    const caller = this.options.principals.nameOf(context.credentials);
    if (caller === undefined) return [];
    return this.#lists.get(caller, () => this.#read(context.credentials));
  }

  async #read(credentials: BackstageCredentials): Promise<string[]> {
    try {
      const entities = await readEntities(
        this.options.catalog,
        credentials,
        SERVICE_KINDS,
        [],
      );
      return entities.map(entity => stringifyEntityRef(entity));
    } catch (error) {
      throw createVisibilityUnknownError(error);
    }
  }
}

/** Conditional access is never guessed. */
export function createVisibilityUnknownError(error?: unknown) {
  return new ServiceUnavailableError(
    'The catalog is unavailable, so the services that you may see are unknown; try again',
    error,
  );
}
