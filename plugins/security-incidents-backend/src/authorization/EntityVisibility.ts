import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { TtlCache } from '../kernel/TtlCache';

/** Same as for memberships, which catalog visibility mostly depends on. */
const TTL_MS = 30_000;
/** One for each user and entity; a few bytes each. */
const MAX_ANSWERS = 100_000;
const NONE: ReadonlySet<string> = new Set();

/** Returns the entities that the catalog hides from a caller. */
export type HiddenAmong = (
  entityRefs: readonly string[],
) => Promise<ReadonlySet<string>>;

/**
 * Decides which entities the catalog hides from a caller. Entities that were removed from the catalog are not hidden, so
 * their history stays visible.
 */
export class EntityVisibility {
  readonly #answers: TtlCache<boolean>;

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      /** The name of a caller who is a person. */
      personOf(credentials: BackstageCredentials): string | undefined;
      /** Whether all entities count as hidden while the catalog is unavailable; otherwise none does. */
      hidesWhenDown: boolean;
    },
  ) {
    this.#answers = new TtlCache({ ttlMs: TTL_MS, max: MAX_ANSWERS });
  }

  get hidesWhenDown(): boolean {
    return this.options.hidesWhenDown;
  }

  /** Other plugins see all of the catalog. */
  appliesTo(credentials: BackstageCredentials): boolean {
    return this.options.personOf(credentials) !== undefined;
  }

  /**
   * Returns the hidden entities. One catalog call fetches all that are not cached. While the catalog is unavailable,
   * `securityIncidents.whenCatalogIsDown` decides.
   */
  async from(
    credentials: BackstageCredentials,
    entityRefs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const person = this.options.personOf(credentials);
    if (person === undefined || entityRefs.length === 0) return NONE;
    const refs = [...new Set(entityRefs)];
    const missing: string[] = [];
    // Runs after all cache lookups, so that it is one catalog call.
    const response = Promise.resolve().then(() =>
      missing.length > 0 ? this.#fetchHidden(credentials, missing) : NONE,
    );
    try {
      const answers = await Promise.all(
        refs.map(ref =>
          this.#answers.get(`${person} ${ref}`, () => {
            missing.push(ref);
            return response.then(hidden => hidden.has(ref));
          }),
        ),
      );
      return new Set(refs.filter((_ref, index) => answers[index]));
    } catch {
      // ObservedCatalog logs and counts the failure.
      return this.options.hidesWhenDown ? new Set(refs) : NONE;
    }
  }

  async #fetchHidden(
    credentials: BackstageCredentials,
    entityRefs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const unseen = await this.#missing(entityRefs, credentials);
    // The common case takes one call.
    if (unseen.length === 0) return NONE;
    const gone = await this.#missing(
      unseen,
      await this.options.auth.getOwnServiceCredentials(),
    );
    return new Set(unseen.filter(ref => !gone.includes(ref)));
  }

  async #missing(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    const { items } = await this.options.catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs], fields: ['kind'] },
      { credentials },
    );
    return entityRefs.filter((_ref, index) => !items[index]);
  }
}
