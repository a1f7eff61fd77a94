import type {
  ParsedApplyPlan,
  ParsedChangeTask,
} from 'backstage-plugin-security-incidents-common';
import { redactPlanRuns } from '../../authorization/redactServices';
import type { IncidentCalls } from '../../incidents/IncidentCalls';
import type { ServiceLookup } from '../../incidents/ServiceLookup';
import type { IncidentsStore } from '../../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../../kernel/contexts';
import { changeTask } from './changeTask';
import type { IncidentPlans } from './IncidentPlans';
import type { PlanRunsService } from './PlanRunsService';

export class DefaultPlanRunsService
  implements PlanRunsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      plans: IncidentPlans;
      clock(): Date;
    },
  ) {}

  async getPlanRuns(idOrKey: string, context: AuthorizedContext) {
    const { calls, plans, clock } = this.options;
    const incident = await calls.find(idOrKey, context);
    const runs = await plans.describe(incident, clock(), context.credentials);
    const hidden = await calls.redaction.of(incident, context);
    return calls.recordView(incident, context, redactPlanRuns(runs, hidden));
  }

  async applyPlan(
    idOrKey: string,
    request: ParsedApplyPlan,
    context: AuthorizedContext,
  ) {
    const { calls, store, plans } = this.options;
    const actor = calls.getActor(context);
    const found = await calls.find(idOrKey, context);
    const { affected } = await store.getDetails(found);
    const work = await plans.prepare(request, affected, context.credentials);
    const made = await calls.changer.once(
      {
        actor,
        operation: `incidents/${found.id}/plan-runs`,
        key: context.idempotencyKey,
        body: request,
      },
      async unit => {
        await calls.changer.changeIn(unit, idOrKey, actor, context, work);
        return { incidentId: found.id };
      },
    );
    return {
      value: await calls.get(found.id, context),
      replayed: made.replayed,
    };
  }

  async changeTask(
    idOrKey: string,
    taskId: string,
    request: ParsedChangeTask,
    context: AuthorizedContext,
  ) {
    const { calls, services } = this.options;
    if (request.assigneeRef !== undefined) {
      await services.assertPrincipal(
        'assigneeRef',
        request.assigneeRef,
        context,
      );
    }
    return calls.change(idOrKey, context, async change => {
      const { transition } = context.permissionsOn(
        await change.tx.getResource(change.incident),
      );
      await changeTask(change, taskId, request, transition);
    });
  }
}
