import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';
import type { IncidentRecord } from '../incidents/store/records';
import type { RequestContext } from '../kernel/contexts';

type Named = Pick<IncidentRecord, 'id' | 'key'>;

/** The audit event of a route. */
export interface Audited {
  /** In kebab case, without the plugin id. */
  eventId: string;
  severityLevel: AuditorServiceCreateEventOptions['severityLevel'];
  /** Distinguishes events with the same id. */
  actionType: string;
  /** Whether successful calls about open incidents are left out. */
  restrictedOnly?: boolean;
}

/** The audit event for reading a part of an incident. */
export function reading(what: string): Audited {
  return {
    eventId: 'incident-read',
    severityLevel: 'medium',
    actionType: what,
    restrictedOnly: true,
  };
}

/** The audit event for exporting data as a file. */
export function exporting(what: string): Audited {
  return {
    eventId: 'export',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** The audit event for importing incidents. */
export function importing(what: string): Audited {
  return {
    eventId: 'import',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** The audit event for changing who may read an incident. */
export function changingAccess(what: string): Audited {
  return {
    eventId: 'incident-access-change',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** The audit event for reading the bytes of evidence. */
export function usingEvidence(what: string): Audited {
  return {
    eventId: 'evidence-use',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** The audit event for adding, holding and disposing of evidence. */
export function changingEvidence(what: string): Audited {
  return {
    eventId: 'evidence-change',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** The audit event for breaking the glass. */
export const BREAKING_GLASS: Audited = {
  eventId: 'incident-break-glass',
  severityLevel: 'high',
  actionType: 'break-glass',
};

/** The audit event for erasing content of a record. */
export const ERASING: Audited = {
  eventId: 'incident-erasure',
  severityLevel: 'high',
  actionType: 'entry',
};

/**
 * Audits reads of restricted incidents and changes of access. An event has the id and key of the incident, but none of its
 * content. When the caller may not see the incident, the event has only the requested id, so that the log does not reveal
 * whether it exists.
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
      // Error messages may have content of the record, so the event has only the name of the error.
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
