import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { CallContext } from '../service/IncidentsService';
import { readEntities, SERVICE_KINDS } from './readCatalog';

const TTL_MS = 60_000;
const MAX_ENTRIES = 200;

/** `unanswered`: the catalog did not answer. */
export type Sight = 'visible' | 'invisible' | 'unanswered';

/**
 * Which services a caller may see in the catalog. Where a policy shows everything or nothing, as most do, its decision is
 * the answer. Where it depends on the entity, only the catalog can say: for a board of services it is asked for the whole
 * list, which is remembered for a minute.
 */
export class VisibleServices {
  readonly #lists = new Map<string, { until: number; refs: string[] }>();

  constructor(
    private readonly options: {
      catalog: CatalogService;
      auth: AuthService;
      clock(): Date;
    },
  ) {}

  /** Asks the catalog for one service, on behalf of the caller. */
  async see(entityRef: string, context: CallContext): Promise<Sight> {
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
  async list(context: CallContext): Promise<string[] | undefined> {
    if (context.services === 'none') return [];
    if (context.services !== 'some') return undefined;
    const caller = this.#callerOf(context.credentials);
    const now = this.options.clock().getTime();
    const known = this.#lists.get(caller);
    if (known && known.until > now) return known.refs;
    try {
      const entities = await readEntities(
        this.options.catalog,
        context.credentials,
        SERVICE_KINDS,
        [],
      );
      const refs = entities.map(entity => stringifyEntityRef(entity));
      if (this.#lists.size >= MAX_ENTRIES) this.#lists.clear();
      this.#lists.set(caller, { until: now + TTL_MS, refs });
      return refs;
    } catch (error) {
      throw cannotTell(error);
    }
  }

  #callerOf(credentials: BackstageCredentials): string {
    return this.options.auth.isPrincipal(credentials, 'user')
      ? credentials.principal.userEntityRef
      : JSON.stringify(credentials.principal);
  }
}

/** What a policy makes depend on the entity is never guessed. */
export function cannotTell(error?: unknown) {
  return new ServiceUnavailableError(
    'The catalog does not answer, and nothing else can say which services you may see',
    error,
  );
}
