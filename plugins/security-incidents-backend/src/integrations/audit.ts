import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';
import type { IncidentRecord } from '../incidents/store/records';
import type { RequestContext } from '../kernel/contexts';

type Named = Pick<IncidentRecord, 'id' | 'key'>;

/** What the auditor hears of a call. */
export interface Audited {
  /** In kebab case, without the plugin id. */
  eventId: string;
  severityLevel: AuditorServiceCreateEventOptions['severityLevel'];
  /** Tells events with the same id apart. */
  actionType: string;
  /** Whether successful calls about open incidents are left out. */
  restrictedOnly?: boolean;
}

/** Reads a part of the record of an incident. */
export function reading(what: string): Audited {
  return {
    eventId: 'incident-read',
    severityLevel: 'medium',
    actionType: what,
    restrictedOnly: true,
  };
}

/** Exports data about many services or incidents as a file. */
export function exporting(what: string): Audited {
  return {
    eventId: 'export',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** Changes who may read an incident. */
export function changingAccess(what: string): Audited {
  return {
    eventId: 'incident-access-change',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** Makes the caller a member of a restricted incident that they may not read. */
export const BREAKING_GLASS: Audited = {
  eventId: 'incident-break-glass',
  severityLevel: 'high',
  actionType: 'break-glass',
};

/**
 * Tells the auditor who read restricted incidents and who changed access to them. An event names the incident by id and
 * key and has nothing of its content. When the caller may not see the incident, the event has only what they asked for:
 * the log is no reason to look up whether it exists.
 */
export class IncidentsAudit {
  constructor(private readonly auditor: AuditorService) {}

  async call<T>(
    audited: Audited | undefined,
    request: Request,
    context: RequestContext,
    work: (context: RequestContext) => Promise<T>,
  ): Promise<T> {
    if (!audited) return work(context);
    let found: IncidentRecord | undefined;
    const observed: RequestContext = {
      ...context,
      onFound: incident => {
        found ??= incident;
      },
    };
    let result: T;
    try {
      result = await work(observed);
    } catch (error) {
      const event = await this.#event(audited, request, found);
      // Messages may have content of the record, so the event has the name of the error only.
      await event.fail({ error: new Error(toError(error).name) });
      throw error;
    }
    if (!audited.restrictedOnly || found?.visibility === 'restricted') {
      await (await this.#event(audited, request, found)).success();
    }
    return result;
  }

  #event(
    { eventId, severityLevel, actionType }: Audited,
    request: Request,
    found: Named | undefined,
  ) {
    return this.auditor.createEvent({
      eventId,
      severityLevel,
      request,
      meta: {
        actionType,
        ...(found && { incidentId: found.id, incidentKey: found.key }),
        ...(!found && request.params.id && { asked: request.params.id }),
      },
    });
  }
}
