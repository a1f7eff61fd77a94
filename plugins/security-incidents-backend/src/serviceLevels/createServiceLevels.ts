import type { Common } from '../createCommon';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChanger } from '../incidents/IncidentChange';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { ServicesOptions } from '../ServicesOptions';
import { DefaultServiceLevelsService } from './DefaultServiceLevelsService';
import { EscalationDeliveries } from './EscalationDeliveries';
import { EscalationTask } from './EscalationTask';
import { IncidentServiceLevels } from './IncidentServiceLevels';
import { EscalationRecipients } from './recipients';

/** Builds the clocks of incidents and whom their escalations go to. */
export function createServiceLevels(common: Common) {
  const levels = new IncidentServiceLevels({
    ...common,
    settings: common.settings.serviceLevels,
  });
  const recipients = new EscalationRecipients(common);
  return {
    levels,
    recipients,
    /** Builds what changes incidents. */
    connect({
      changer,
      notify,
    }: {
      changer: IncidentChanger;
      notify: ServicesOptions['notifyOfEscalation'];
    }) {
      const parts = { ...common, changer, levels, recipients };
      const deliveries = new EscalationDeliveries({ ...parts, notify });
      return {
        deliveries,
        task: new EscalationTask({ ...parts, deliveries }),
      };
    },
    createService: (calls: IncidentCalls, services: ServiceLookup) =>
      new DefaultServiceLevelsService({
        ...common,
        calls,
        services,
        levels,
        recipients,
      }),
  };
}
