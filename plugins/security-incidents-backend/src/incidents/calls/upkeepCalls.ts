import type { InnerIncidentsService } from '../IncidentsService';
import { completeSnapshots } from '../snapshots';
import type { IncidentCalls } from './IncidentCalls';

type UpkeepCalls = Pick<
  InnerIncidentsService,
  | 'completeSnapshots'
  | 'forgetOldKeys'
  | 'checkServiceLevels'
  | 'deliverEscalations'
>;

/** A client repeats a request within minutes; a week leaves room for a laptop that was closed in between. */
const KEYS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** What the plugin does by itself, from time to time. */
export function upkeepCalls(calls: IncidentCalls): UpkeepCalls {
  return {
    async completeSnapshots(context) {
      return completeSnapshots({
        store: calls.options.store,
        changer: calls.changer,
        lookup: calls.options.lookup,
        at: calls.options.clock().toISOString(),
        actor: calls.actor(context),
        context,
      });
    },

    async forgetOldKeys() {
      const now = calls.options.clock().getTime();
      return calls.options.store.forgetKeysBefore(
        new Date(now - KEYS_KEPT_MS).toISOString(),
      );
    },

    async checkServiceLevels(context) {
      return calls.escalations.check(calls.actor(context), context.credentials);
    },

    async deliverEscalations() {
      return calls.escalations.deliver();
    },
  };
}
