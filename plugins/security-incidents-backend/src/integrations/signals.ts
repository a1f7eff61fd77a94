import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  type IncidentSignal,
  INCIDENTS_SIGNAL_CHANNEL,
} from 'backstage-plugin-security-incidents-common';
import { usersOf } from '../catalog/usersOf';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';

/**
 * Tells open pages that an incident changed. A signal carries no more than an id and a version: each page asks for what
 * its reader may see.
 *
 * Changes of an open incident are told to everybody. Those of a restricted one are told to its members only, and this
 * holds for the change that restricts it too: a page of somebody else hears nothing more of it.
 */
export class IncidentSignals implements IncidentEventListener {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      logger: LoggerService;
      signals: SignalsService;
    },
  ) {}

  async incidentChanged({ incident, members }: IncidentChanged) {
    const signal = {
      channel: INCIDENTS_SIGNAL_CHANNEL,
      message: {
        incidentId: incident.id,
        version: incident.version,
      } satisfies IncidentSignal,
    };
    if (incident.visibility === 'open') {
      await this.options.signals.publish({
        ...signal,
        recipients: { type: 'broadcast' },
      });
      return;
    }
    const users = await this.#reachable(await members());
    if (users.length > 0) {
      await this.options.signals.publish({
        ...signal,
        recipients: { type: 'user', entityRef: users },
      });
    }
  }

  /** Members of a group are told when the catalog can say who they are; else they see the change when they look again. */
  async #reachable(principals: readonly string[]): Promise<string[]> {
    try {
      return await usersOf(principals, this.options);
    } catch (error) {
      this.options.logger.warn(
        'The catalog did not say who is in the groups that belong to a restricted incident, so only people who belong to it themselves are told of its change',
        error as Error,
      );
      return usersOf(
        principals.filter(ref => !ref.startsWith('group:')),
        this.options,
      );
    }
  }
}
