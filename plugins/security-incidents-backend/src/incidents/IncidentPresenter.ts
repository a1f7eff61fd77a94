import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { IncidentsReader } from './store/IncidentsStore';
import type { IncidentDetails } from './store/records';
import type { GuardContext } from './guards';
import type { IncidentRedaction } from '../authorization/IncidentRedaction';
import { ownerNow, readAs, toIncident } from './present';
import type { ServiceLevelsKeeper } from '../serviceLevels/ServiceLevelsKeeper';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';

/** Answers an incident as the caller may see it, with what others than the record say of it at present. */
export class IncidentPresenter {
  constructor(
    private readonly options: {
      store: IncidentsReader;
      lookup: EntityLookup;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      guardContext(
        details: IncidentDetails,
        context: AuthorizedContext,
      ): Promise<GuardContext>;
      levels: ServiceLevelsKeeper;
      sight: IncidentRedaction;
    },
  ) {}

  async present(
    details: IncidentDetails,
    context: AuthorizedContext,
  ): Promise<Incident> {
    const { store, lookup, principalsOf, guardContext, levels, sight } =
      this.options;
    const access = getReadAccess(context);
    const rights = context.isConditional
      ? context.permissionsOn(await store.getResource(details.incident))
      : context.permissions;
    const { mergedIntoId } = details.incident;
    // An incident that was restricted later is not named by the one that was merged into it before.
    const target =
      mergedIntoId && (await store.findIncident(mergedIntoId, access));
    // Whoever may break the glass may know that it is there; a codename is what it is called in front of them.
    const unread =
      mergedIntoId && !target && rights.breakGlass
        ? await store.findIncident(mergedIntoId, {
            ...access,
            restricted: 'all',
          })
        : undefined;
    const owners = await lookup.ownersNow(
      details.affected.map(entity => entity.entityRef),
      context.credentials,
    );
    const hidden = await sight.ofRecord(details, owners, context);
    const present = toIncident(
      { ...details, mergedIntoKey: target ? target.key : undefined },
      { ...(await guardContext(details, context)), hidden },
      await levels.describe(details),
      rights,
    );
    return {
      ...present,
      ...(unread?.codename && { mergedIntoCodename: unread.codename }),
      // What the plugin reads for itself is read by nobody, and whoever reads an open incident needs no reason.
      ...(context.access !== 'everything' &&
        present.visibility === 'restricted' && {
          readAs: readAs(
            details.members,
            access,
            await principalsOf(context.credentials),
          ),
        }),
      affected: present.affected.map(entity =>
        entity.withheld
          ? entity
          : { ...entity, now: ownerNow(entity.entityRef, owners) },
      ),
    };
  }
}
