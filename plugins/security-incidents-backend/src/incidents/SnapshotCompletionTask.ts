import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import type { EntityLookup } from '../catalog/EntityLookup';
import { createTaskContext } from '../kernel/contexts';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import { completeSnapshot } from './affected';
import type { IncidentChanger } from './IncidentChange';
import type { IncidentsReader } from './store/IncidentsStore';

const BATCH = 100;

/** Takes the snapshots that were left out because the catalog did not answer. */
export class SnapshotCompletionTask implements ScheduledTask {
  readonly id = 'complete-entity-snapshots';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
  };

  constructor(
    private readonly options: {
      auth: AuthService;
      store: IncidentsReader;
      changer: IncidentChanger;
      lookup: EntityLookup;
      actorOf: (
        credentials: Awaited<
          ReturnType<AuthService['getOwnServiceCredentials']>
        >,
      ) => string;
      priorityPolicy: PriorityPolicy;
      clock(): Date;
      logger?: LoggerService;
    },
  ) {}

  async run(): Promise<void> {
    const completed = await this.complete();
    if (completed > 0) {
      this.options.logger?.info(
        `Completed the catalog snapshots of ${completed} affected services`,
      );
    }
  }

  /** Returns how many snapshots it completed. */
  async complete(): Promise<number> {
    const { auth, store, changer, lookup, actorOf, clock } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const pending = await store.findPendingSnapshots(BATCH);
    const refs = [...new Set(pending.map(link => link.entityRef))];
    const answer = await lookup.lookUp(
      refs,
      clock().toISOString(),
      credentials,
    );
    if (answer.state === 'unavailable') return 0;
    const context = createTaskContext(this.id, { credentials });
    for (const { incidentId, entityRef } of pending) {
      await changer.change(
        incidentId,
        actorOf(credentials),
        context,
        change =>
          completeSnapshot(
            change,
            entityRef,
            answer.entities.get(entityRef),
            this.options.priorityPolicy,
          ),
        { frozen: true },
      );
    }
    return pending.length;
  }
}
