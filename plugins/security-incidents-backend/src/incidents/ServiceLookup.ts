import { InputError } from '@backstage/errors';
import type { EntityLookup, LookedUpEntity } from '../catalog/EntityLookup';
import type { IncidentsReader } from './store/IncidentsStore';
import type { IncidentRedaction } from '../authorization/IncidentRedaction';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';

/** Asks the catalog for services and people that are to be linked, before anything is written. */
export class ServiceLookup {
  constructor(
    private readonly reader: IncidentsReader,
    private readonly catalog: EntityLookup,
    private readonly sight: IncidentRedaction,
  ) {}

  /**
   * Catalog entries of services; empty while the catalog cannot be asked.
   *
   * @param linkedTo - the incident that may have a link to the service already
   * @throws InputError that names the field, when the catalog does not know the service
   */
  async lookUp(
    wanted: Array<{ field: string; entityRef: string }>,
    at: string,
    context: AuthorizedContext,
    linkedTo?: string,
  ): Promise<Map<string, LookedUpEntity>> {
    const answer = await this.catalog.lookUp(
      wanted.map(({ entityRef }) => entityRef),
      at,
      context.credentials,
    );
    if (answer.state === 'unavailable') return new Map();
    const unknown = wanted.find(
      ({ entityRef }) => !answer.entities.has(entityRef),
    );
    if (
      unknown &&
      !(await this.#isLinked(unknown.entityRef, linkedTo, context))
    ) {
      throw new InputError(
        `${unknown.field}: ${unknown.entityRef} is not in the catalog, or not visible to you`,
      );
    }
    return answer.entities;
  }

  /**
   * Refuses a person or group that the catalog does not know. While it cannot be asked anybody is taken: who responds to an
   * incident must not depend on whether the catalog is up.
   *
   * @throws InputError that names the field
   */
  async assertPrincipal(
    field: string,
    principalRef: string,
    context: AuthorizedContext,
  ): Promise<void> {
    const known = await this.catalog.known([principalRef], context.credentials);
    if (known && !known.has(principalRef)) {
      throw new InputError(
        `${field}: ${principalRef} is not in the catalog, or not visible to you`,
      );
    }
  }

  /** A link that exists can be changed even when the service has left the catalog, unless it is kept from the caller. */
  async #isLinked(
    entityRef: string,
    linkedTo: string | undefined,
    context: AuthorizedContext,
  ): Promise<boolean> {
    const incident =
      linkedTo !== undefined &&
      (await this.reader.findIncident(linkedTo, getReadAccess(context)));
    if (!incident) return false;
    const hidden = await this.sight.of(incident, context);
    if (hidden.has(entityRef)) return false;
    const { affected } = await this.reader.getDetails(incident);
    return affected.some(link => link.entityRef === entityRef);
  }
}
