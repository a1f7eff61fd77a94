import type { ParsedCreateIncident } from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import { admitResponders } from '../access/admitResponders';
import type { AuthorizedContext } from '../kernel/contexts';
import type { ChangeUnit } from '../kernel/IncidentChanger';
import type { IncidentRecord } from '../kernel/records';
import type { IncidentPlans } from '../responsePlans/runs/IncidentPlans';
import { affectedRecord } from './affected';
import { detectedAtOf, recordIncident } from './creation';
import type { IncidentCalls } from './IncidentCalls';
import type { IncidentChange } from './IncidentChange';
import type { ServiceLookup } from './ServiceLookup';
import type { IncidentsTransaction } from './store/IncidentsStore';

/** Records a report as part of a transaction. */
export type RecordReport = (
  unit: ChangeUnit<IncidentsTransaction>,
  /** What belongs to the first version of the incident besides. */
  work?: (change: IncidentChange) => Promise<void>,
) => Promise<IncidentRecord>;

/** Records incidents: for people who report one, and for what finds one by itself. */
export class IncidentRecorder {
  constructor(
    private readonly options: {
      calls: IncidentCalls;
      services: ServiceLookup;
      plans: IncidentPlans;
      /** First part of incident keys. */
      keyPrefix: string;
      priorityPolicy: PriorityPolicy;
      /** Users and groups on duty. */
      responders: readonly string[];
      clock(): Date;
    },
  ) {}

  /**
   * Checks a report and asks the catalog about its services, before the transaction begins.
   *
   * @throws InputError that names the field and the rule
   */
  async prepare(
    request: ParsedCreateIncident,
    context: AuthorizedContext,
  ): Promise<RecordReport> {
    const { calls, services, plans, keyPrefix, clock } = this.options;
    const { priorityPolicy, responders } = this.options;
    const actor = calls.getActor(context);
    const at = clock().toISOString();
    const detectedAt = detectedAtOf(request, at);
    const linked = await services.lookUp(
      request.affected.map((entity, index) => ({
        field: `affected[${index}].entityRef`,
        entityRef: entity.entityRef,
      })),
      at,
      context,
    );
    const applyPlan =
      request.planRef === undefined
        ? async () => {}
        : await plans.prepare(
            { planRef: request.planRef },
            request.affected.map(entity =>
              affectedRecord(entity, linked.get(entity.entityRef), actor, at),
            ),
            context.credentials,
          );
    return async (unit, work) => {
      const incident = await recordIncident(
        { request, detectedAt, linked, actor, at },
        { keyPrefix, policy: priorityPolicy },
        unit.tx,
      );
      await calls.changer.finishRecording(
        unit,
        incident,
        actor,
        async change => {
          await admitResponders(change, responders);
          await applyPlan(change);
          await work?.(change);
        },
      );
      return incident;
    };
  }
}
