import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogReader } from '../catalog/ObservedCatalog';
import type {
  SignalPayload,
  SignalsService,
} from '@backstage/plugin-signals-node';
import {
  type IncidentSignal,
  INCIDENTS_SIGNAL_CHANNEL,
} from 'backstage-plugin-security-incidents-common';
import { Directory } from '../catalog/Directory';
import { DirectoryReader } from '../catalog/DirectoryReader';
import { withTimeLimit } from '../kernel/timeLimit';
import type {
  IncidentChanged,
  IncidentEventListener,
} from '../kernel/IncidentEventPublisher';

/**
 * Notifies open pages that an incident changed. A signal has only an id and a version; each page then loads what its reader
 * may see.
 *
 * Signals of an open incident are broadcast. Those of a restricted incident go to its members only, also for the change that
 * restricts it.
 */
export class IncidentSignals implements IncidentEventListener {
  constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogReader;
      logger: LoggerService;
      signals: SignalsService;
      timeoutMs: number;
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
      await this.#publish({
        ...signal,
        recipients: { type: 'broadcast' },
      });
      return;
    }
    const users = await this.#findUsers(await members());
    if (users.length > 0) {
      await this.#publish({
        ...signal,
        recipients: { type: 'user', entityRef: users },
      });
    }
  }

  /** A signal that is not published in time is dropped; pages see the change when they load again. */
  async #publish(signal: SignalPayload) {
    const { signals, timeoutMs } = this.options;
    await withTimeLimit(
      () => signals.publish(signal),
      timeoutMs,
      `Signals did not answer within ${timeoutMs} ms (securityIncidents.serviceTimeout)`,
    );
  }

  /** While the catalog is unavailable, members of groups get no signal and see the change after a reload. */
  async #findUsers(principals: readonly string[]): Promise<string[]> {
    try {
      const groups = principals.filter(ref => ref.startsWith('group:'));
      const directory = await new DirectoryReader(this.options).read(groups);
      return directory.getUsers(principals);
    } catch (error) {
      this.options.logger.warn(
        'The catalog is unavailable, so members of groups get no signal of a change of a restricted incident',
        error as Error,
      );
      return new Directory([]).getUsers(principals);
    }
  }
}
