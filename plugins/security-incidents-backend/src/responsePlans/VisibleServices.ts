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
export type Sight = 'visible' | 'invisible' | 'unanswered';

/**
 * Which services a caller may see in the catalog. Where a policy shows everything or nothing, as most do, its decision is
 * the answer. Where it depends on the entity, only the catalog can say: for a board of services it is asked for the whole
 * list, which is remembered for a minute.
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

  /** Asks the catalog for one entity, on behalf of the caller. */
  async see(entityRef: string, context: AuthorizedContext): Promise<Sight> {
    assertAuthorized(context);
    if (context.services === 'none') return 'invisible';
    try {
      const { items } = await this.options.catalog.getEntitiesByRefs(
        { entityRefs: [entityRef], fields: ['kind'] },
        { credentials: context.credentials },
      );
      return items[0] ? 'visible' : 'invisible';
    } catch {
      // Whatever the reason, what is known has to do.
      return 'unanswered';
    }
  }

  /**
   * The services that the caller may see; undefined when they may see all.
   *
   * @throws ServiceUnavailableError when the catalog does not answer and nothing else can
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
      throw cannotTell(error);
    }
  }
}

/** What a policy makes depend on the entity is never guessed. */
export function cannotTell(error?: unknown) {
  return new ServiceUnavailableError(
    'The catalog does not answer, and nothing else can say which services you may see',
    error,
  );
}
