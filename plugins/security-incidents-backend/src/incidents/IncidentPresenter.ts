import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Incident,
  IncidentProvenance,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRedaction } from '../authorization/IncidentRedaction';
import { redactProvenance } from '../authorization/redactServices';
import type { EntityLookup } from '../catalog/EntityLookup';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { IncidentPlans } from '../responsePlans/runs/IncidentPlans';
import type { IncidentServiceLevels } from '../serviceLevels/IncidentServiceLevels';
import type { GuardContext } from './guards';
import { ownerNow, readAs, toIncident } from './present';
import type { IncidentsReader } from './store/IncidentsStore';
import type { IncidentDetails } from './store/records';

/** Reads where incidents come from. */
export interface ProvenanceReader {
  getProvenance(seq: number): Promise<IncidentProvenance | undefined>;
}

/** Presents an incident as the caller may see it, with current owners, clocks and permissions. */
export class IncidentPresenter {
  constructor(
    private readonly options: {
      store: IncidentsReader;
      lookup: EntityLookup;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      plans: IncidentPlans;
      levels: IncidentServiceLevels;
      redaction: IncidentRedaction;
      provenance: ProvenanceReader;
    },
  ) {}

  async present(
    details: IncidentDetails,
    guards: GuardContext,
    context: AuthorizedContext,
  ): Promise<Incident> {
    const { store, lookup, principalsOf, plans, levels, redaction } =
      this.options;
    const { seq, importId } = details.incident;
    const provenance =
      importId && (await this.options.provenance.getProvenance(seq));
    const access = getReadAccess(context);
    const permissions = context.isConditional
      ? context.permissionsOn(await store.getResource(details.incident))
      : context.permissions;
    const { mergedIntoId } = details.incident;
    // A target that was restricted after the merge is not named.
    const target =
      mergedIntoId && (await store.findIncident(mergedIntoId, access));
    // Callers who may break the glass see the codename of a target that they may not read.
    const unread =
      mergedIntoId && !target && permissions.breakGlass
        ? await store.findIncident(mergedIntoId, {
            ...access,
            restricted: 'all',
          })
        : undefined;
    const owners = await lookup.ownersNow(
      details.affected.map(entity => entity.entityRef),
      context.credentials,
    );
    const hidden = await redaction.ofRecord(details, owners, context);
    const present = toIncident(
      {
        ...details,
        mergedIntoKey: target ? target.key : undefined,
        mergedIncidents: await store.getMergedIncidents(
          details.incident.id,
          access,
        ),
      },
      { ...guards, plans: await plans.knowledgeFor(details), hidden },
      await levels.describe(details),
      permissions,
    );
    return {
      ...present,
      ...(provenance && { provenance: redactProvenance(provenance, hidden) }),
      ...(unread?.codename && { mergedIntoCodename: unread.codename }),
      // The plugin's own tasks are no readers, and an open incident needs no reason.
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
