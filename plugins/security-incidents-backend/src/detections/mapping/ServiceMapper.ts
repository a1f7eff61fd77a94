import type { CompiledPattern } from './patterns';
import type { Placement, ServiceKeyReader } from '../store/IntakeStore';
import {
  findService,
  getLookupKeys,
  getNamespaceKeys,
  type PlacedFinding,
  toKnownKeys,
} from './findService';

/** Finds the services of findings by the names that the catalog had for them when it was read last. */
export class ServiceMapper {
  constructor(
    private readonly options: {
      /** In the order in which they are tried. */
      getPatterns(): Promise<readonly CompiledPattern[]>;
    },
  ) {}

  /**
   * Finds the services of findings.
   *
   * @param known - patterns that were read before. A transaction needs them: waiting for a second connection inside one can
   *   leave all connections waiting for each other.
   */
  async place(
    findings: readonly PlacedFinding[],
    readKeys: ServiceKeyReader,
    known?: readonly CompiledPattern[],
  ): Promise<Array<Placement & { likely: string[] }>> {
    const patterns = known ?? (await this.options.getPatterns());
    const knownKeys = toKnownKeys(
      await readKeys([
        ...new Set([...getLookupKeys(findings), ...getNamespaceKeys(findings)]),
      ]),
    );
    const placed = findings.map(finding =>
      findService(finding, knownKeys, patterns),
    );
    return this.#withoutUnknown(placed, readKeys);
  }

  /** A pattern may stand for a service that is not in the catalog. */
  async #withoutUnknown(
    placed: Array<Placement & { likely: string[] }>,
    readKeys: ServiceKeyReader,
  ) {
    const refs = placed.flatMap(({ entityRef, mapping }) =>
      entityRef !== undefined && mapping?.way === 'pattern' ? [entityRef] : [],
    );
    if (refs.length === 0) return placed;
    const known = new Set(
      (await readKeys([...new Set(refs)]))
        .filter(({ kind }) => kind === 'ref')
        .map(({ key }) => key),
    );
    return placed.map(found => {
      const isUnknown =
        found.mapping?.way === 'pattern' && !known.has(found.entityRef!);
      return isUnknown
        ? { tried: [...found.tried, 'pattern' as const], likely: [] }
        : found;
    });
  }
}
