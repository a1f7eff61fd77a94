import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { IncidentSummary } from 'backstage-plugin-security-incidents-common';
import type { EntityVisibility } from './EntityVisibility';
import type { EntityFilters } from '../incidents/store/entityFilters';
import type {
  IncidentsReader,
  ListedIncident,
} from '../incidents/store/IncidentsStore';
import type {
  IncidentDetails,
  IncidentRecord,
  ReadAccess,
} from '../incidents/store/records';
import { toSummary } from '../incidents/present';
import { type Hidden, NOTHING_HIDDEN } from './redactServices';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';

/**
 * Which services an incident does not name to a caller: those that the catalog keeps from them. Members of the incident were
 * let in by somebody who may, and see what they work on; other plugins see everything.
 */
export class IncidentRedaction {
  constructor(
    private readonly options: {
      store: Pick<
        IncidentsReader,
        'getLinkedRefs' | 'getMemberships' | 'getMatchingEntities'
      >;
      hidden: EntityVisibility;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
    },
  ) {}

  /**
   * Narrows read access to what the query may match. The catalog is asked only under a conditional
   * policy: in one request about all services that could match, cached for each service.
   */
  async searchableScope(
    filters: EntityFilters,
    context: AuthorizedContext,
  ): Promise<ReadAccess> {
    const access = getReadAccess(context);
    if (!this.#applies(context) || context.services === 'all') return access;
    const { store, hidden, principalsOf } = this.options;
    const { entityRef = [], system = [], domain = [], owner = [] } = filters;
    const services = await store.getMatchingEntities(filters);
    const { credentials } = context;
    const unseen = await hidden.from(credentials, [
      ...entityRef,
      ...system,
      ...domain,
      ...owner,
      ...services,
    ]);
    if (unseen.size === 0) return access;
    return {
      ...access,
      unfindable: {
        entityRefs: [...unseen],
        principals: await principalsOf(credentials),
      },
    };
  }

  /** Which of some entities the catalog keeps from the caller, whatever they are members of. */
  async among(context: AuthorizedContext, entityRefs: readonly string[]) {
    return this.#applies(context) && context.services !== 'all'
      ? this.options.hidden.from(context.credentials, entityRefs)
      : NOTHING_HIDDEN;
  }

  /** Of all services that an incident ever named. */
  async of(
    incident: IncidentRecord,
    context: AuthorizedContext,
  ): Promise<Hidden> {
    if (!this.#applies(context)) return NOTHING_HIDDEN;
    const { store } = this.options;
    // Members are most of those who read it, and need no answer of the catalog.
    const memberOf = await this.#memberOf([incident.seq], context);
    return memberOf.has(incident.seq)
      ? NOTHING_HIDDEN
      : this.among(context, await store.getLinkedRefs(incident));
  }

  /**
   * Of the services that the record shows.
   *
   * @param seen - those that the catalog shows to the caller; undefined while it does not answer
   */
  async ofRecord(
    { affected, members }: IncidentDetails,
    seen: Pick<Hidden, 'has'> | undefined,
    context: AuthorizedContext,
  ): Promise<Hidden> {
    const unseen = affected
      .map(({ entityRef }) => entityRef)
      .filter(ref =>
        seen ? !seen.has(ref) : this.options.hidden.hidesWhenDown,
      );
    if (unseen.length === 0 || !this.#applies(context)) return NOTHING_HIDDEN;
    const principals = await this.options.principalsOf(context.credentials);
    return members.some(({ principalRef }) => principals.includes(principalRef))
      ? NOTHING_HIDDEN
      : this.among(context, unseen);
  }

  /** For each of some incidents, those of the hidden services that it must not name. */
  async ofEach(
    items: readonly ListedIncident[],
    hidden: Hidden,
    context: AuthorizedContext,
  ): Promise<(item: ListedIncident) => Hidden> {
    const touched = items
      .filter(({ affected }) =>
        affected.some(({ entityRef }) => hidden.has(entityRef)),
      )
      .map(({ incident }) => incident.seq);
    if (touched.length === 0) return () => NOTHING_HIDDEN;
    const memberOf = await this.#memberOf(touched, context);
    return ({ incident }) =>
      memberOf.has(incident.seq) ? NOTHING_HIDDEN : hidden;
  }

  /** Rows of a list; which services are hidden was asked for all of them together. */
  async summaries(
    items: readonly ListedIncident[],
    hidden: Hidden,
    context: AuthorizedContext,
  ): Promise<IncidentSummary[]> {
    const hiddenOf = await this.ofEach(items, hidden, context);
    return items.map(item => toSummary(item, hiddenOf(item)));
  }

  /** The plugin reads everything for itself. */
  #applies({ access, credentials }: AuthorizedContext): boolean {
    return (
      access !== 'everything' && this.options.hidden.appliesTo(credentials)
    );
  }

  async #memberOf(seqs: readonly number[], { credentials }: AuthorizedContext) {
    const { store, principalsOf } = this.options;
    return store.getMemberships(seqs, await principalsOf(credentials));
  }
}

/** Every service that some rows name. */
export function refsOf(items: readonly ListedIncident[]): string[] {
  return items.flatMap(({ affected }) =>
    affected.map(({ entityRef }) => entityRef),
  );
}
