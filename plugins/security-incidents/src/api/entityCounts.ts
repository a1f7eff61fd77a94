import type {
  EntityCounts,
  SecurityIncidentsApi,
} from 'backstage-plugin-security-incidents-common';

/** How long entities are collected for one request. */
const COLLECT_MS = 20;
/** How long an answer is shown before it is asked again. */
const KEEP_MS = 30_000;
/** The most entities of one request. */
const MOST = 200;

interface Waiting {
  entityRef: string;
  resolve(counts: EntityCounts): void;
  reject(error: unknown): void;
}

/** Counts incidents of entities that ask one by one, such as the rows of a table, with one request for all of them. */
export class EntityCountsLoader {
  readonly #known = new Map<
    string,
    { at: number; counts: Promise<EntityCounts> }
  >();
  #waiting: Waiting[] = [];

  constructor(
    private readonly api: Pick<SecurityIncidentsApi, 'getEntityCounts'>,
  ) {}

  load(entityRef: string): Promise<EntityCounts> {
    const known = this.#known.get(entityRef);
    if (known && Date.now() - known.at < KEEP_MS) return known.counts;
    const counts = new Promise<EntityCounts>((resolve, reject) => {
      this.#waiting.push({ entityRef, resolve, reject });
      if (this.#waiting.length === 1) {
        setTimeout(() => this.#ask(), COLLECT_MS);
      }
    });
    this.#known.set(entityRef, { at: Date.now(), counts });
    // What failed is asked again the next time.
    counts.catch(() => this.#known.delete(entityRef));
    return counts;
  }

  #ask(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += MOST) {
      this.#askFor(waiting.slice(start, start + MOST));
    }
  }

  async #askFor(waiting: readonly Waiting[]): Promise<void> {
    try {
      const { items } = await this.api.getEntityCounts(
        waiting.map(({ entityRef }) => entityRef),
      );
      const byRef = new Map(items.map(item => [item.entityRef, item]));
      for (const { entityRef, resolve, reject } of waiting) {
        const counts = byRef.get(entityRef);
        if (counts) resolve(counts);
        else reject(new Error(`No counts of ${entityRef} in the answer`));
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}

const loaders = new WeakMap<object, EntityCountsLoader>();

/** The loader that everything on a page shares. */
export function getEntityCountsLoader(
  api: Pick<SecurityIncidentsApi, 'getEntityCounts'>,
): EntityCountsLoader {
  const existing = loaders.get(api);
  if (existing) return existing;
  const created = new EntityCountsLoader(api);
  loaders.set(api, created);
  return created;
}
