import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogReader } from './ObservedCatalog';
import type {
  EntitySnapshot,
  PlanTargetEntity,
} from 'backstage-plugin-security-incidents-common';
import type { EntityScope } from '../incidents/store/records';
import { climb, getRelationTargets } from './relations';

const ANNOTATIONS = {
  tier: 'security-incidents/tier',
  exposure: 'security-incidents/exposure',
  dataClassification: 'security-incidents/data-classification',
} as const;

/** Catalog facts about an entity at the time of linking. */
export interface LookedUpEntity {
  snapshot: EntitySnapshot;
  scopes: EntityScope[];
  /** The facts that response plans are selected by. */
  target: PlanTargetEntity;
}

/** `unavailable`: the catalog could not be read; the report is recorded anyway. */
export type LookupAnswer =
  | { state: 'unavailable' }
  | { state: 'answered'; entities: Map<string, LookedUpEntity> };

const RELATION_OF_KIND: Record<string, EntityScope['relation']> = {
  system: 'system',
  domain: 'domain',
};

/**
 * Reads what an incident needs to know about a service: its snapshot, and the systems, domains, owners and parent groups that
 * the incident counts for.
 */
export class EntityLookup {
  constructor(private readonly catalog: CatalogReader) {}

  async lookUp(
    entityRefs: readonly string[],
    now: string,
    credentials: BackstageCredentials,
  ): Promise<LookupAnswer> {
    if (entityRefs.length === 0) {
      return { state: 'answered', entities: new Map() };
    }
    const known = new Map<string, Entity>();
    try {
      let wanted = new Set(entityRefs);
      // Each entity is fetched once, so hierarchies of any depth and cycles end.
      const asked = new Set<string>();
      while (wanted.size > 0) {
        const isFirst = asked.size === 0;
        const found = await this.#fetch([...wanted], credentials);
        wanted.forEach(ref => asked.add(ref));
        found.forEach((entity, ref) => known.set(ref, entity));
        wanted = new Set(
          [...found.values()]
            .flatMap(entity => [
              ...getRelationTargets(entity, RELATION_PART_OF),
              ...getRelationTargets(entity, RELATION_CHILD_OF),
              ...(isFirst ? getRelationTargets(entity, RELATION_OWNED_BY) : []),
            ])
            .filter(ref => !asked.has(ref)),
        );
      }
    } catch {
      // The snapshot is completed later.
      return { state: 'unavailable' };
    }
    const entities = new Map<string, LookedUpEntity>();
    for (const ref of entityRefs) {
      const entity = known.get(ref);
      if (entity) entities.set(ref, describe(ref, entity, known, now));
    }
    return { state: 'answered', entities };
  }

  /** Gets present owners by entity ref; undefined when the catalog is unavailable. */
  async ownersNow(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, string | undefined> | undefined> {
    if (entityRefs.length === 0) return new Map();
    try {
      const found = await this.#fetch(entityRefs, credentials);
      return new Map(
        [...found].map(([ref, entity]) => [
          ref,
          getRelationTargets(entity, RELATION_OWNED_BY)[0],
        ]),
      );
    } catch {
      return undefined;
    }
  }

  /** Returns the refs that exist in the catalog; undefined when it is unavailable. */
  async known(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Set<string> | undefined> {
    const owners = await this.ownersNow(entityRefs, credentials);
    return owners && new Set(owners.keys());
  }

  /** Returns display names by ref, without those that the catalog does not provide. */
  async namesOf(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, string>> {
    try {
      const found = await this.#fetch(entityRefs, credentials);
      return new Map(
        [...found].map(([ref, { metadata, spec }]) => {
          const { displayName } = (spec?.profile ?? {}) as {
            displayName?: string;
          };
          return [ref, displayName ?? metadata.title ?? metadata.name];
        }),
      );
    } catch {
      // The catalog's outage is logged; the text falls back to the name in the ref.
      return new Map();
    }
  }

  async #fetch(
    entityRefs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, Entity>> {
    const { items } = await this.catalog.getEntitiesByRefs(
      { entityRefs: [...entityRefs] },
      { credentials },
    );
    return new Map(
      items
        .filter((entity): entity is Entity => entity !== undefined)
        .map(entity => [stringifyEntityRef(entity), entity]),
    );
  }
}

/** Builds the snapshot and the scopes of an entity from the entities around it. */
export function describe(
  ref: string,
  entity: Entity,
  known: Map<string, Entity>,
  now: string,
): LookedUpEntity {
  const wholes = climb(
    getRelationTargets(entity, RELATION_PART_OF),
    RELATION_PART_OF,
    known,
  );
  const owners = getRelationTargets(entity, RELATION_OWNED_BY);
  const ownerParents = climb(owners, RELATION_CHILD_OF, known).filter(
    owner => !owners.includes(owner),
  );
  const firstOfKind = (kind: string) =>
    wholes.find(whole => parseEntityRef(whole).kind === kind);
  const text = (value: unknown) =>
    typeof value === 'string' && value ? value : undefined;
  const annotations = entity.metadata.annotations ?? {};

  const scopes: EntityScope[] = [
    { scopeRef: ref, relation: 'entity' },
    ...wholes.map(whole => ({
      scopeRef: whole,
      relation:
        RELATION_OF_KIND[parseEntityRef(whole).kind] ?? ('part-of' as const),
    })),
    ...owners.map(scopeRef => ({ scopeRef, relation: 'owner' as const })),
    ...ownerParents.map(scopeRef => ({
      scopeRef,
      relation: 'owner-parent' as const,
    })),
  ];
  const snapshot: EntitySnapshot = {
    title: text(entity.metadata.title),
    type: text(entity.spec?.type),
    ownerRef: owners[0],
    systemRef: firstOfKind('system'),
    domainRef: firstOfKind('domain'),
    lifecycle: text(entity.spec?.lifecycle),
    tier: text(annotations[ANNOTATIONS.tier]),
    exposure: text(annotations[ANNOTATIONS.exposure]),
    dataClassification: text(annotations[ANNOTATIONS.dataClassification]),
    takenAt: now,
  };
  const target: PlanTargetEntity = {
    entityRef: ref,
    kind: entity.kind,
    systemRef: snapshot.systemRef,
    domainRef: snapshot.domainRef,
    ownerRefs: [...owners, ...ownerParents],
    type: snapshot.type,
    lifecycle: snapshot.lifecycle,
    tags: entity.metadata.tags,
    annotations,
    tier: snapshot.tier,
  };
  return { snapshot, scopes, target };
}
