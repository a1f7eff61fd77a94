import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import { TtlCache } from '../kernel/TtlCache';

/** As long as memberships: what somebody may see in the catalog mostly follows from them. */
const TTL_MS = 30_000;
/** One for each person and entity; a few bytes each. */
const MAX_ANSWERS = 100_000;
const NONE: ReadonlySet<string> = new Set();

/** Which of some entities the catalog keeps from a caller. */
export type HiddenAmong = (
  entityRefs: readonly string[],
) => Promise<ReadonlySet<string>>;

/**
 * Which entities the catalog keeps from a caller. What has left the catalog is kept from nobody: its history stays.
 */
export class EntityVisibility {
  readonly #answers: TtlCache<boolean>;

  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      /** The name of a caller who is a person. */
      personOf(credentials: BackstageCredentials): string | undefined;
      /** Whether all entities count as hidden while the catalog does not answer; else none does. */
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
   * The hidden ones of some entities. One catalog call asks for all that are not cached. While the catalog does not answer,
   * `securityIncidents.whenCatalogIsDown` decides.
   */
  async from(
    credentials: BackstageCredentials,
    entityRefs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const person = this.options.personOf(credentials);
    if (person === undefined || entityRefs.length === 0) return NONE;
    const refs = [...new Set(entityRefs)];
    const asked: string[] = [];
    // Put after all of them were looked up, so that it is one question.
    const question = Promise.resolve().then(() =>
      asked.length > 0 ? this.#ask(credentials, asked) : NONE,
    );
    try {
      const answers = await Promise.all(
        refs.map(ref =>
          this.#answers.get(`${person} ${ref}`, () => {
            asked.push(ref);
            return question.then(hidden => hidden.has(ref));
          }),
        ),
      );
      return new Set(refs.filter((_ref, index) => answers[index]));
    } catch {
      // The catalog logs and counts its failures itself.
      return this.options.hidesWhenDown ? new Set(refs) : NONE;
    }
  }

  async #ask(
    credentials: BackstageCredentials,
    entityRefs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const unseen = await this.#missing(entityRefs, credentials);
    // The common case is answered by one call.
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
