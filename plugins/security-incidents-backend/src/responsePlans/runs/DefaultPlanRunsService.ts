import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ParsedApplyPlan,
  ParsedChangeTask,
} from 'backstage-plugin-security-incidents-common';
import { redactPlanRuns } from '../../authorization/redactServices';
import type { EntityLookup } from '../../catalog/EntityLookup';
import type { IncidentCalls } from '../../incidents/IncidentCalls';
import type { ServiceLookup } from '../../incidents/ServiceLookup';
import type { IncidentsStore } from '../../incidents/store/IncidentsStore';
import type { IncidentRecord } from '../../kernel/records';
import type { AuthorizedContext } from '../../kernel/contexts';
import { changeTask } from './changeTask';
import type { IncidentPlans } from './IncidentPlans';
import type { PlanRunsService } from './PlanRunsService';
import { maySettle } from './settlers';

export class DefaultPlanRunsService
  implements PlanRunsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      plans: IncidentPlans;
      lookup: EntityLookup;
      /** Whether the caller is a user, and no plugin. */
      isPerson(credentials: BackstageCredentials): boolean;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
      clock(): Date;
    },
  ) {}

  async getPlanRuns(idOrKey: string, context: AuthorizedContext) {
    const { calls, plans, clock } = this.options;
    const incident = await calls.find(idOrKey, context);
    const runs = await plans.describe(
      incident,
      clock(),
      context.credentials,
      await this.#findPrincipals(context),
    );
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
    const principals = await this.#findPrincipals(context);
    const names =
      request.state === undefined
        ? new Map<string, string>()
        : await this.#findOwnerName(
            await calls.find(idOrKey, context),
            taskId,
            principals,
            context,
          );
    return calls.change(idOrKey, context, async change => {
      const { transition } = context.permissionsOn(
        await change.tx.getResource(change.incident),
      );
      await changeTask(change, taskId, request, {
        principals,
        mayTransition: transition,
        names,
      });
    });
  }

  /** Returns the caller and their groups; undefined for the plugin's own tasks and other plugins, which settle every task. */
  async #findPrincipals({
    access,
    credentials,
  }: AuthorizedContext): Promise<readonly string[] | undefined> {
    const { isPerson, principalsOf } = this.options;
    return access === 'everything' || !isPerson(credentials)
      ? undefined
      : principalsOf(credentials);
  }

  /** Finds the name for the error about a task of somebody else. It asks the catalog, so it comes before the transaction. */
  async #findOwnerName(
    incident: IncidentRecord,
    taskId: string,
    principals: readonly string[] | undefined,
    { credentials }: AuthorizedContext,
  ): Promise<ReadonlyMap<string, string>> {
    const { store, lookup } = this.options;
    const [{ plans, roles }, runs] = await Promise.all([
      store.getDetails(incident),
      store.plans.getRuns(incident.seq),
    ]);
    const task = plans.tasks.find(({ id }) => id === taskId);
    const run = runs.find(({ id }) => id === task?.runId);
    const isOthers = task && run && !maySettle(task, run, roles, principals);
    return isOthers && task.assigneeRef
      ? lookup.namesOf([task.assigneeRef], credentials)
      : new Map();
  }
}
