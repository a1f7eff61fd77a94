import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';
import type { IncidentRecord } from '../incidents/store/records';
import type { RequestContext } from '../kernel/contexts';

type Named = Pick<IncidentRecord, 'id' | 'key'>;

/** What is audited of calls about one incident, and of exports. */
export interface Audited {
  /** Kebab-case, without the name of the plugin. */
  eventId: string;
  severityLevel: AuditorServiceCreateEventOptions['severityLevel'];
  /** What is done; it tells events with one id apart. */
  actionType: string;
  /** Whether a call that succeeded is of no interest while the incident is open. */
  restrictedOnly?: boolean;
}

/** A call that reads the record of an incident. */
export function reading(what: string): Audited {
  return {
    eventId: 'incident-read',
    severityLevel: 'medium',
    actionType: what,
    restrictedOnly: true,
  };
}

/** A call that gives what is known of many services or incidents as a file. */
export function exporting(what: string): Audited {
  return {
    eventId: 'export',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** A call that changes who may read an incident. */
export function changingAccess(what: string): Audited {
  return {
    eventId: 'incident-access-change',
    severityLevel: 'medium',
    actionType: what,
  };
}

/** Somebody opens a restricted incident that they may not read. */
export const BREAKING_GLASS: Audited = {
  eventId: 'incident-break-glass',
  severityLevel: 'high',
  actionType: 'break-glass',
};

/**
 * Tells the auditor who read what is restricted and who changed that others may. An event names an incident by id and key
 * and holds nothing of its content. Of one that the caller may not see it holds what they asked for and no more: whether
 * there is such an incident is not looked up for the sake of the log.
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
      // Errors say the field and the rule, and some of them what a record holds: its name is enough.
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
